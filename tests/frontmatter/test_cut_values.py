"""Values that a comment cuts short, and comments that are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import read
from tests.frontmatter.second_look import POST, WAYS, diagnostics, look, post, schema

CUT = [
    (
        "title: Issue #5 is fixed",
        "2:14-25",
        "`#5 is fixed`",
        "only `Issue`",
        ("safe", "title: 'Issue #5 is fixed'"),
    ),
    ("title: #5", "2:8-10", "`#5`", "nothing", ("safe", "title: '#5'")),
    ("title: It's #1", "2:13-15", "`#1`", "only `It's`", ("safe", "title: 'It''s #1'")),
    ("title: 日本 #1 語", "2:11-15", "`#1 語`", "only `日本`", ("safe", "title: '日本 #1 語'")),
    ("title: a #1 # note", "2:10-12", "`#1`", "only `a`", ("safe", "title: 'a #1' # note")),
    ("title: We say #hello", "2:15-21", "`#hello`", "only `We say`", ("unsafe", "title: 'We say #hello'")),
    ("description: #tag", "2:14-18", "`#tag`", "nothing", ("unsafe", "description: '#tag'")),
    ("event: The day #2", "2:16-18", "`#2`", "only `The day`", ("unsafe", "event: 'The day #2'")),
    ("color: #ffcc00", "2:8-15", "`#ffcc00`", "nothing", ("unsafe", "color: '#ffcc00'")),
    ("color: #fff # white", "2:8-12", "`#fff`", "nothing", ("unsafe", "color: '#fff' # white")),
    ("tags:\n- #vim\n- b", "3:3-7", "`#vim`", "nothing", ("unsafe", "tags:\n- '#vim'\n- b")),
    ("a:\n  title: x #2", "3:12-14", "`#2`", "only `x`", ("safe", "a:\n  title: 'x #2'")),
]


@pytest.mark.parametrize(("newline", "bom"), WAYS, ids=["lf", "crlf", "lf-bom", "crlf-bom"])
@pytest.mark.parametrize(("content", "place", "lost", "left", "fix"), CUT)
def test_a_value_that_is_cut_is_named_with_what_is_left(
    content: str, place: str, lost: str, left: str, fix: tuple[str, str], newline: str, bom: str
) -> None:
    message = f"{lost} is a comment and no part of the value: {left} is left"
    for flavor in FLAVORS:
        assert look(flavor, content, newline=newline, bom=bom) == [(place, "FM010", message, *fix)]


MEANT = [
    "event: Day #2",
    "title: Hello # to do",
    "title: Hello  #5",
    "title: Hello\t#5",
    "title: 'Issue #5'",
    'title: "Issue" #5',
    "title: C#",
    "title: C#5 and F#",
    "title: |\n  Issue #5",
    "title: Issue\n  #5 is a comment on its own line\n",
    "# title: Issue #5",
    "layout: post #default",
    "draft: false #5",
    "weight: 10 #5",
    "expiryDate: 2028-01-28 #2 years",
    "expiryDate: '2028-02-18' # deprecated 2026-02-18",
    "tags: [a, b] #2",
    "tags: #none\n- a",
    "image: #/img/x.png",
    "menu: #main",
    "key: # comment",
    "a: {b: c #5\n  }",
]


@pytest.mark.parametrize("flavor", sorted(FLAVORS))
@pytest.mark.parametrize("content", MEANT)
def test_comments_are_left_alone(flavor: str, content: str) -> None:
    assert not [one for one in look(flavor, content) if one.code == "FM010"]


def test_what_is_cut_explains_the_error_of_a_schema(tmp_path: Path) -> None:
    want = schema(tmp_path, title={"type": "string", "minLength": 6})
    assert [one.code for one in look("jekyll", "title: #5", [want])] == ["FM010"]
    assert [one.code for one in look("jekyll", "title: Big #5", [want])] == ["FM010"]


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N"), include_characters=" '\"#&*"), max_size=12)
)
def test_a_fix_makes_the_value_that_is_seen(rest: str) -> None:
    content = f"a: 1\ntitle: Nr #7{rest}\nz: 2"
    data = post(content, "\r\n", "\ufeff")
    for one in diagnostics("jekyll", data):
        assert one.code == "FM010"
        assert one.fix is not None
        mended = apply_edits(data, one.fix.edits)
        (edit,) = one.fix.edits
        assert mended[: edit.span.start] == data[: edit.span.start]
        assert mended.endswith(data[edit.span.end :])
        value = read(Source(POST, mended), FLAVORS["jekyll"]).data["title"]
        assert f"Nr #7{rest}".startswith(value)
        assert value.startswith("Nr #7")
