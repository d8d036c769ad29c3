"""Code of every highlighter against the real engines: a page shows the same code after the conversion."""

from __future__ import annotations

import random
from collections.abc import Iterator

import html5lib
import pytest

from postkit import convert
from tests.html.highlighters import WRITERS
from tests.oracles.bodies import converted, differences
from tests.oracles.engines import COMMON, ENGINES

_WORDS = (
    "if",
    "x = y[0]",
    "<b>",
    "&lt;",
    "*a*",
    "_b_",
    "```",
    "~~~",
    "# c",
    "{#d}",
    "{: .e}",
    "\t",
    "   ",
    "$$",
    "> f",
)
_CODE = """\
# Setext
------

    if a < b && c:
```
- `item` <div>
</p> &amp; *x*   \t
"""
flavors = pytest.mark.parametrize("flavor", COMMON)


def _posts() -> Iterator[str]:
    chance = random.Random(20240611)
    for writer in WRITERS.values():
        for _ in range(12):
            lines = [
                "".join(chance.choices(_WORDS, k=chance.randint(0, 3))) for _ in range(chance.randint(2, 5))
            ]
            html = writer(["first", *(line.rstrip() for line in lines), "last"])
            yield f"Before it.\n\n{html}\n\nAfter it.\n"


@flavors
def test_highlighted_code_reads_as_before_and_changes_once(flavor: str) -> None:
    posts = list(_posts())
    pairs = converted(posts, flavor)
    # Where an HTML block ends at a blank line, code with one stays as it is.
    assert len(pairs) > (0.9 if flavor == "jekyll" else 0.4) * len(posts)
    assert not [str(one) for one in differences(flavor, pairs)]
    assert not [new for _, new in pairs if convert(new, flavor=flavor).text != new]


@flavors
@pytest.mark.parametrize("name", ["typo:code", "filter:code", "macro:code", "publify:code"])
def test_source_between_tags_of_a_blog_engine_is_shown_as_it_is_written(flavor: str, name: str) -> None:
    post = f'Before *it*.\n\n<{name} lang="ruby">\n{_CODE}</{name}>\n\nAfter it.\n'
    new = convert(post, flavor=flavor).text
    page = html5lib.parse(ENGINES[flavor]([new])[0], namespaceHTMLElements=False)
    before, *others, after = page.findall("body/*")
    assert (before.tag, "".join(before.itertext())) == ("p", "Before it.")
    assert (after.tag, "".join(after.itertext())) == ("p", "After it.")
    (code,) = others
    assert "".join(code.itertext()).rstrip("\n") == _CODE.rstrip()
    assert [one.tag for one in code.iter() if one.tag in {"pre", "code"}] == ["pre", "code"]
    assert convert(new, flavor=flavor).text == new
