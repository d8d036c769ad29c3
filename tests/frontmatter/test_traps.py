"""Values of the engines' own keys that do not do what they seem to; effects were measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.flavors import FLAVORS
from postkit.frontmatter.schema import load_schema
from tests.frontmatter.second_look import WAYS, diagnostics, look, post

TIME = "2022-02-09 17:49:45"
TRAPS = [
    ("jekyll", f"date: {TIME}", "2:7-26", ("FM011", f"`{TIME}` is taken for UTC"), f"date: '{TIME}'"),
    ("jekyll", "date:", "2:1-5", ("FM011", "an empty date stops the build"), None),
    ("jekyll", 'published: "false"', "2:12-19", ("FM012", '`"false"` does not hide'), "published: false"),
    ("jekyll", "published: 0", "2:12-13", ("FM012", "`0` does not hide the post"), "published: false"),
    ("jekyll", "draft: true", "2:8-12", ("FM012", "`draft: true` means nothing to Jekyll"), None),
    ("jekyll", "tags: a, b # c", "2:7-11", ("FM012", "`a, b` is split at its blanks"), "tags: [a, b] # c"),
    ("jekyll", "categories: a, b", "2:13-17", ("FM012", "`a, b` is split"), "categories: [a, b]"),
    ("hugo", "date: 2022", "2:7-11", ("FM011", "`2022` is taken for the seconds since 1970"), None),
    ("hugo", "LastMod: 20220209", "2:10-18", ("FM011", "`20220209` is taken for the seconds"), None),
    ("hugo", "published: false", "2:12-17", ("FM011", "`published` is a date here"), None),
    (
        "hugo",
        "draft: yes",
        "2:8-11",
        ("FM012", "`yes` counts as false: the page is published"),
        "draft: true",
    ),
    ("hugo", "draft: 'On'", "2:8-12", ("FM012", "`'On'` counts as false"), "draft: true"),
    ("hugo", "tags: a, b", "2:7-11", ("FM012", "`a, b` is one term, commas and all"), "tags: [a, b]"),
    ("hugo", "keywords: a, b", "2:11-15", ("FM012", "`a, b` is split at its blanks"), "keywords: [a, b]"),
    ("hexo", f"date: {TIME} +08:00", "2:7-33", ("FM011", f"the offset of `{TIME} +08:00` is lost"), None),
    ("hexo", "date: 2022-02-09T17:49:45Z", "2:7-27", ("FM011", "the offset of"), None),
    ("hexo", "date: '2022-02-09'", "2:7-19", ("FM011", "`'2022-02-09'` in quotes is midnight in UTC"), None),
    ("hexo", "date: 20220209", "2:7-15", ("FM011", "`20220209` is taken for the milliseconds"), None),
    ("hexo", "published: no", "2:12-14", ("FM012", "`no` does not hide the post"), "published: false"),
    ("hexo", "tags: a, b", "2:7-11", ("FM012", "`a, b` is one word"), "tags: [a, b]"),
    ("eleventy", "draft: true", "2:8-12", ("FM012", "`draft: true` means nothing to Eleventy"), None),
    ("eleventy", "tags: a, b", "2:7-11", ("FM012", "`a, b` is split at its commas"), "tags: [a, b]"),
    ("astro", "pubDate:", "2:1-8", ("FM011", "an empty date becomes 1970-01-01"), None),
    ("astro", "pubDate: 2022", "2:10-14", ("FM011", "`2022` is taken for the milliseconds"), None),
]


@pytest.mark.parametrize(("newline", "bom"), WAYS, ids=["lf", "crlf", "lf-bom", "crlf-bom"])
@pytest.mark.parametrize(("flavor", "content", "place", "said", "fixed"), TRAPS)
def test_a_value_that_does_something_else_is_named(
    flavor: str,
    content: str,
    place: str,
    said: tuple[str, str],
    fixed: str | None,
    newline: str,
    bom: str,
) -> None:
    (found,) = look(flavor, content, newline=newline, bom=bom)
    assert (found.place, found.code, found.fixed) == (place, said[0], fixed)
    assert found.safety in {"unsafe", None}
    assert found.message.startswith(said[1])


LEFT_ALONE = [
    ("jekyll", f"date: {TIME} +0800"),
    ("jekyll", f"date: '{TIME}'"),
    ("jekyll", "date: 2022-02-09"),
    ("jekyll", "date: 2022-02-09 17:49"),
    ("jekyll", "updated: 2022-02-09 17:49:45"),
    ("jekyll", "published: false"),
    ("jekyll", "published: true"),
    ("jekyll", "draft: false"),
    ("jekyll", "tags: a b"),
    ("jekyll", "tags: vim,"),
    ("jekyll", "tags: [a, b]"),
    ("jekyll", "keywords: a, b"),
    ("hugo", f"date: {TIME}"),
    ("hugo", "date: 1644428985"),
    ("hugo", "date:"),
    ("hugo", "published: 2022-02-09"),
    ("hugo", "draft: true"),
    ("hugo", "draft: 'true'"),
    ("hexo", f"date: {TIME}"),
    ("hexo", "published: false"),
    ("hexo", "tags: two words"),
    ("eleventy", "tags: a,b"),
    ("eleventy", f"date: {TIME} +08:00"),
    ("astro", "draft: true"),
    ("astro", "pubDate: 1644428985000"),
    ("gfm", "tags: a, b"),
    ("mkdocs", "draft: true"),
]


@pytest.mark.parametrize(("flavor", "content"), LEFT_ALONE)
def test_values_that_do_what_they_say_are_left_alone(flavor: str, content: str) -> None:
    assert not look(flavor, content)


@pytest.mark.parametrize("flavor", ["jekyll", "hexo"])
def test_a_draft_among_drafts_is_one(flavor: str) -> None:
    assert not diagnostics(flavor, post("draft: true"), path="source/_drafts/x.md")


BY_SCHEMA = [
    ("jekyll", "jekyll-post", "date:", "SC003"),
    ("jekyll", "jekyll-post", "published: 'no'", "SC003"),
    ("jekyll", "jekyll-post", "tags: a, b", "FM012"),
    ("hugo", "hugo-page", "draft: yes", "SC004"),
    ("hugo", "hugo-page", "date: 2022", "SC003"),
    ("hugo", "hugo-page", "published: false", "SC003"),
    ("hugo", "hugo-page", "tags: a, b", "FM012"),
]


@pytest.mark.parametrize(("flavor", "name", "content", "code"), BY_SCHEMA)
def test_one_mistake_is_one_finding(flavor: str, name: str, content: str, code: str) -> None:
    assert [one.code for one in look(flavor, content, [load_schema(name, Path())])] == [code]


def test_traps_name_their_value_and_their_remedy() -> None:
    traps = [trap for flavor in FLAVORS.values() for trap in flavor.reader.traps]
    assert traps
    for trap in traps:
        assert trap.message.format(value="`x`")
        assert trap.hint
        assert trap.keys
