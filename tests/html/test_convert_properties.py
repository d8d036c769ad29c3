"""Properties of a conversion that hold for any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit import convert
from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.convert import check
from postkit.site.post import Post

_PIECES = (
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<br>",
        "<pre>",
        "</pre>",
    ),
    *(
        '<a href="/u">',
        "</a>",
        "<code>",
        "</code>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<div>",
        "</div>",
    ),
    *(
        "<h2>",
        '<h2 id="x">',
        "</h2>",
        "<blockquote>",
        "</blockquote>",
        '<img src="i">',
        "<!--",
        "-->",
        "<",
        "<hr>",
    ),
    *(
        "{{ x }}",
        "{% y %}",
        "{{< z >}}",
        "{{",
        "}}",
        "[gallery]",
        "\U000f0000",
        "\U000f0001xx",
        "x",
        "xx",
        "\ufeff",
    ),
    *(
        "---\n",
        "+++\n",
        "title: x\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "```\n",
        "| a |\n| - |\n",
        "[x]: /u\n",
        "*",
        "_",
        "~",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "\r",
        " ",
        "\t",
        "    ",
        "\xa0",
        "　",
        "word",
        "中文",
        "「",
        "&amp;",
        "&#42;",
    ),
    *(
        "\0",
        "\x0c",
        "\u2028",
        "\x1b",
        "😀",
        "a@b.example",
        "https://a.example",
        ":",
        "{: .c}\n",
        "*[x]: y\n",
        "\\",
    ),
)
texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=12).map(
        lambda parts: f"---\ntitle: x\n---\n<p>{''.join(parts)}</p>\n"
    ),
    st.text(max_size=60),
)
flavors = st.sampled_from(["gfm", "hugo", "jekyll"])


@settings(max_examples=600, deadline=None)
@given(texts, flavors)
def test_a_second_conversion_changes_nothing(text: str, flavor: str) -> None:
    once = convert(text, flavor=flavor).text
    assert convert(once, flavor=flavor).text == once


@settings(max_examples=600, deadline=None)
@given(texts, flavors)
def test_only_regions_change(text: str, flavor: str) -> None:
    source = Source("post.md", text.encode())
    fixes = [one.fix for one in check(Post(source, FLAVORS[flavor])) if one.fix]
    edits = sorted(edit for fix in fixes for edit in fix.edits)
    new = apply_edits(source.data, edits)
    if not edits:
        assert convert(text, flavor=flavor).text == text
        return
    first, last = edits[0].span.start, len(source.data) - edits[-1].span.end
    assert new[:first] == source.data[:first]
    assert new[len(new) - last :] == source.data[len(source.data) - last :]
    for edit in edits:
        before, after = source.data[: edit.span.start], source.data[edit.span.start :]
        assert after.lstrip().startswith(b"<") or before.endswith(b">"), (
            "a region begins with a tag or behind one"
        )


@settings(max_examples=600, deadline=None)
@given(texts, flavors)
def test_template_tags_and_front_matter_stay(text: str, flavor: str) -> None:
    old = Post(Source("post.md", text.encode()), FLAVORS[flavor])
    new = Post(Source("post.md", convert(text, flavor=flavor).text.encode()), FLAVORS[flavor])
    assert sorted(new.masked.tags.values()) == sorted(old.masked.tags.values())
    assert (new.front_matter.kind, new.front_matter.content) == (
        old.front_matter.kind,
        old.front_matter.content,
    )


@settings(max_examples=300, deadline=None)
@given(texts, flavors)
def test_line_ends_stay_of_one_kind(text: str, flavor: str) -> None:
    text = text.replace("\r", "").replace("\n", "\r\n")
    new = convert(text, flavor=flavor).text
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 5000,
        "<p>" + "<b>" * 3000 + "x",
        "<ul><li>" * 1000,
        "> " * 2000 + "<p>a</p>",
        "<p>" + "*" * 20000 + "</p>",
        "<p>" + "[" * 5000 + "</p>",
        "<p>" + "a " * 100000 + "</p>",
        "<p>" + "<b>「a」</b>的" * 2000 + "</p>",
        "<!--" * 3000,
        "<p>" + "{{ x }}" * 3000 + "</p>",
        "<p>a</p>\n\n" * 3000,
        "<a href='" + "(" * 20000 + "'>x</a>",
    ],
    ids=[
        "div",
        "b",
        "list",
        "quote",
        "stars",
        "brackets",
        "long",
        "emphasis",
        "comments",
        "tags",
        "many",
        "url",
    ],
)
@pytest.mark.parametrize("flavor", ["gfm", "hugo", "jekyll"])
def test_hostile_input_takes_little_time(text: str, flavor: str) -> None:
    from time import process_time

    start = process_time()
    convert(text, flavor=flavor)
    # Seconds; several times what it takes, so that only a slow growth fails.
    assert process_time() - start < 5
