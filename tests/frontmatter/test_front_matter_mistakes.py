"""What is said of common mistakes, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import load_schema

SHIPPED = {"jekyll": "jekyll-post", "hugo": "hugo-page"}

MISTAKES = [
    ("jekyll", "title: A: B", "2:9", "FM001", "a value without quotes cannot hold `: `"),
    ("jekyll", "\ttitle: x", "2:1", "FM001", "a tab indents this line"),
    ("jekyll", "title: @x", "2:8", "FM001", "a value cannot begin with `@`"),
    ("jekyll", "title: `x`", "2:8", "FM001", "a value cannot begin with a backtick"),
    ("jekyll", "title: %x", "2:8", "FM001", "a value cannot begin with `%`"),
    ("jekyll", 'a: 1\ntitle: "x', "3:8", "FM001", "a quote is opened here and never closed"),
    ("jekyll", 'title: "A "b" c"', "2:12", "FM001", "text goes on after the closing quote"),
    ("jekyll", "tags: [a, b", "2:7", "FM001", "`[` is closed too late or never"),
    ("jekyll", "title: *bold* x", "2:8", "FM001", "a value cannot begin with `*` or `&`"),
    ("jekyll", 'title: "\\d"', "2:9", "FM001", "a backslash in double quotes begins an escape"),
    ("jekyll", "title: - x", "2:8", "FM001", "a list with `- ` cannot begin on the line of its key"),
    ("jekyll", "layout: x\ntitle", "3:1", "FM001", "`title` is no `key: value`"),
    ("jekyll", "layout:post\ntitle: x", "2:1", "FM001", "`layout:post` is no `key: value`"),
    ("jekyll", "layout: x\n title: y", "3:2", "FM001", "this line is indented more than the key above"),
    ("jekyll", "  layout: x\ntitle: y", "3:1", "FM001", "what stands from here on belongs to no key"),
    ("jekyll", "标题：x", "2:1", "FM003", "the front matter is one value"),
    ("jekyll", "- a\n- b", "2:1", "FM003", "the front matter is a list"),
    ("hugo", "a: 1\na: 2", "3:1", "FM007", "the key `a` stands twice; the engine refuses the post"),
    ("hugo", "Title: a\ntitle: b", "3:1", "FM007", "`title` and `Title` are one key"),
    ("jekyll", "tittle: x", "2:1", "SC002", "unknown key `tittle`, did you mean `title`?"),
    (
        "jekyll",
        "日本: 語\ndate: 2022-02-30",
        "3:7",
        "SC005",
        "`date` is `2022-02-30`, which is no day of the calendar",
    ),
    ("jekyll", "date:", "2:1", "SC003", "`date` is empty; it should be a date"),
    ("jekyll", "permalink: 12", "2:12", "SC003", "`permalink` is a number, `12`; it should be a text"),
    ("jekyll", "published: 'no'", "2:12", "SC003", "`published` is a text, `no`; it should be true or false"),
    ("hugo", "published: false", "2:12", "SC003", "`published` is `false`; it should be a date"),
    ("hugo", "draft: yes", "2:8", "SC004", "`draft` is `yes`, which is not allowed"),
    ("hugo", "Tags: 5", "2:7", "SC003", "`tags` is a number, `5`; it should be a list or a text"),
    ("hugo", "date: 2022-02-09 10:00", "2:7", "SC005", "`date` is `2022-02-09 10:00`, which is no date"),
]


def findings(flavor: str, data: bytes) -> list[tuple[str, str, str]]:
    source = Source("_posts/2022-01-01-x.md", data)
    engine = FLAVORS[flavor]
    schemas = [load_schema(SHIPPED[flavor], Path())]
    found = check(source, engine, read(source, engine), schemas)
    places = [(source.position(one.span.start), one) for one in found]
    return [(f"{place.line}:{place.column}", one.code, one.message) for place, one in places]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize(("flavor", "content", "place", "code", "message"), MISTAKES)
def test_a_mistake_is_named_at_its_place(
    flavor: str, content: str, place: str, code: str, message: str, newline: str, bom: str
) -> None:
    text = bom + f"---\n{content}\n---\nbody\n".replace("\n", newline)
    found = findings(flavor, text.encode())
    assert [(one[0], one[1]) for one in found] == [(place, code)]
    assert found[0][2].startswith(message)


FIXES = [
    ("jekyll", "tittle: x # c", "title: x # c"),
    ("jekyll", '"tittle": x', '"title": x'),
    ("jekyll", "permalink: 12 # c", "permalink: '12' # c"),
    ("hugo", "tags: 5", "tags: [5]"),
    ("hugo", "a: 1\ntags: [x]\nb: 2\ntags: [x]\nc: 3", "a: 1\ntags: [x]\nb: 2\nc: 3"),
]


@pytest.mark.parametrize(("flavor", "before", "after"), FIXES)
def test_a_fix_changes_only_its_span(flavor: str, before: str, after: str) -> None:
    source = Source("_posts/x.md", f"\ufeff---\r\n题: 目\r\n{before}\r\n---\r\nbody".encode())
    engine = FLAVORS[flavor]
    schema = load_schema(SHIPPED[flavor], Path())
    fixes = [one.fix for one in check(source, engine, read(source, engine), [schema]) if one.fix]
    assert len(fixes) == 1
    want = source.data.replace(before.encode(), after.encode())
    if "\n" in before:
        want = source.data.replace(b"b: 2\ntags: [x]\n", b"b: 2\n")
    assert apply_edits(source.data, fixes[0].edits) == want
    mended = Source("_posts/x.md", want)
    assert not list(check(mended, engine, read(mended, engine), [schema]))


def test_a_truth_value_is_put_in_quotes_only_on_request() -> None:
    source = Source("_posts/x.md", b"---\npermalink: false\n---\n")
    engine = FLAVORS["jekyll"]
    found = list(check(source, engine, read(source, engine), [load_schema("jekyll-post", Path())]))
    assert [one.fix.safety for one in found if one.fix] == [Safety.UNSAFE]


def test_a_mark_inside_the_block_does_not_shift_places() -> None:
    text = "---\n\ufefftitel: 1\n---\n"
    source = Source("_posts/x.md", text.encode())
    engine = FLAVORS["jekyll"]
    found = list(check(source, engine, read(source, engine), [load_schema("jekyll-post", Path())]))
    assert found[0].fix is not None
    assert apply_edits(source.data, found[0].fix.edits) == text.replace("titel", "title").encode()


@pytest.mark.parametrize(("name", "codes"), [("about.md", ["FM004"]), ("_posts/x.md", [])])
def test_a_bom_hides_the_front_matter_of_a_jekyll_page_only(name: str, codes: list[str]) -> None:
    source = Source(name, b"\xef\xbb\xbf---\ntitle: x\n---\n")
    assert [one.code for one in read(source, FLAVORS["jekyll"]).problems] == codes


def test_blanks_before_jekylls_front_matter_hide_it() -> None:
    source = Source("_posts/x.md", b"\n  \n---\ntitle: x\n---\nbody")
    (found,) = read(source, FLAVORS["jekyll"]).problems
    assert found.code == "FM004"
    assert found.fix is not None
    assert apply_edits(source.data, found.fix.edits) == b"---\ntitle: x\n---\nbody"


def test_utf_16_is_named_at_the_start() -> None:
    assert findings("jekyll", "---\na: 1\n---\n".encode("utf-16")) == [
        ("1:1", "FM006", "the file is UTF-16, not UTF-8")
    ]


def test_a_wrong_byte_is_named_at_its_place() -> None:
    assert findings("jekyll", b"---\na: 1\n---\nab\xff\n") == [
        ("4:3", "FM006", "the byte 0xFF here is not UTF-8")
    ]
