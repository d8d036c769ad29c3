"""One of two equal keys goes, in every language; nothing else does."""

from __future__ import annotations

import pytest

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import read

MENDED = [
    ("hugo", "+++\na = 1\nb = 2\na = 1\n+++\n", "+++\na = 1\nb = 2\n+++\n"),
    ("hugo", '+++\n[t]\na = "x"\na = "x"\n[u]\n+++\n', '+++\n[t]\na = "x"\n[u]\n+++\n'),
    ("hugo", "+++\na = [1, 2]\na = [1, 2]\n+++\n", "+++\na = [1, 2]\n+++\n"),
    ("hugo", '{\n  "a": 1,\n  "b": 2,\n  "a": 1\n}\n', '{\n  "b": 2,\n  "a": 1\n}\n'),
    (
        "hugo",
        '{\n  "a": [1,\n    2],\n  "a": [1, 2],\n  "b": 2\n}\n',
        '{\n  "a": [1,\n    2],\n  "b": 2\n}\n',
    ),
    ("hugo", '{"a": 1, "b": 2, "a": 1}\n', '{"a": 1, "b": 2}\n'),
    ("hugo", '{"a": ",\\"", "a": ",\\""}\n', '{"a": ",\\""}\n'),
    ("hexo", ';;;\n"a": 1,\n"a": 1\n;;;\n', ';;;\n"a": 1\n;;;\n'),
    ("jekyll", "---\na: {b: 1, b: 1}\n---\n", "---\na: {b: 1}\n---\n"),
]
KEPT = [
    ("hugo", "+++\na = 1\na = 2\n+++\n"),
    ("hugo", "+++\na = 1 # x\na = 1 # x\n+++\n"),
    ("hugo", '+++\na = 1\nx = """\na = 2\n"""\na = 2\n+++\n'),
    ("hugo", '+++\nx = """\na = 2\n"""\na = 1\na = 2\n+++\n'),
    ("hugo", "+++\na = [\n1]\na = [\n1]\n+++\n"),
    ("hugo", "+++\n[a]\nx = 1\n[a]\nx = 1\n+++\n"),
    ("hugo", '{"a": 1, "a": 2}\n'),
    ("hugo", '{"a": 1, "A": 1}\n'),
    ("jekyll", "---\na: {b: 1, # ,\n  b: 1}\n---\n"),
    ("jekyll", "---\na: &x 1\na: &x 1\n---\n"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("flavor", "before", "after"), MENDED)
def test_one_of_two_equal_keys_goes(flavor: str, before: str, after: str, newline: str) -> None:
    data = before.replace("\n", newline).encode()
    (problem,) = read(Source("_posts/x.md", data), FLAVORS[flavor]).problems
    assert problem.code == "FM007"
    assert problem.fix is not None
    assert problem.fix.safety is Safety.SAFE
    assert apply_edits(data, problem.fix.edits) == after.replace("\n", newline).encode()


@pytest.mark.parametrize(("flavor", "text"), KEPT)
def test_what_may_be_meant_stays(flavor: str, text: str) -> None:
    (problem,) = read(Source("_posts/x.md", text.encode()), FLAVORS[flavor]).problems
    assert (problem.code, problem.fix) == ("FM007", None)
