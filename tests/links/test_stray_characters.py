from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.links.faults import diagnostics, faults, fixed

# destination, what it should be, whether nothing else can be meant
DESTINATIONS = [
    ("http://http://a.example", "http://a.example", True),
    ("https://http://a.example/b", "http://a.example/b", True),
    ("http://mailto:a@b.example", "mailto:a@b.example", True),
    ("http//a.example", "http://a.example", True),
    ("https:/a.example/b", "https://a.example/b", True),
    ("https:a.example/b", "https://a.example/b", True),
    ("https:///a.example", "https://a.example", True),
    ("http:///b/c", "http://b/c", False),
    ("https;//a.example", "https://a.example", True),
    ("http：//a.example", "http://a.example", True),
    ("htp://a.example", "http://a.example", True),
    ("htttps://a.example", "https://a.example", True),
    ("hhttps://a.example", "https://a.example", True),
    ("ttp://a.example", "http://a.example", True),
    ("hppts://a.example", "https://a.example", True),
    ("%20http://a.example", "http://a.example", True),
    ("http://a.example/b%20", "http://a.example/b", True),
    ("b.md%C2%A0", "b.md", True),
    ("\u200bhttp://a.example", "http://a.example", True),
    ("http://a.exa\u00admple", "http://a.example", True),
    ("b\ufeff.md", "b.md", True),
    ('"http://a.example"', "http://a.example", False),
    ("“https://a.example”", "https://a.example", False),
    ("`/a/b`", "/a/b", False),
    ("http://a.example'", "http://a.example", False),
    ("http://a.example,", "http://a.example", False),
    ("http://a.example/b]", "http://a.example/b", False),
    ("(https://a.example)", "https://a.example", False),
    ("a%2520b.md", "a%20b.md", False),
    ("/x/%25E6%2596%2587.md#b", "/x/%E6%96%87.md#b", False),
]


@pytest.mark.parametrize("around", ["[a]({})", "x ![a]({} 't')\n", "> [r]: {}"])
@pytest.mark.parametrize(("written", "right", "safe"), DESTINATIONS)
def test_a_character_too_many_or_too_few(written: str, right: str, safe: bool, around: str) -> None:
    text = around.format(written)
    assert faults(text) == [("LNK008", written)]
    assert fixed(text, unsafe=True) == around.format(right)
    assert fixed(text) == (around.format(right) if safe else text)
    assert faults(around.format(right)) == []


@pytest.mark.parametrize(("written", "right"), [row[:2] for row in DESTINATIONS])
def test_in_html(written: str, right: str) -> None:
    text = "<a href='" + written.replace("'", "&#39;") + "'>b</a>"
    assert [code for code, _ in faults(text)] == ["LNK008"]
    assert fixed(text, unsafe=True) == f"<a href='{right}'>b</a>"


@pytest.mark.parametrize(
    "destination",
    [
        "http://a.example/b_(c)",
        "https://a.example/it's",
        "https://web.archive.example/web/2010/http://b.example",
        "https://a.example/?u=http%253A%252F%252Fb",
        "https://a.example/?q=b%20",
        "https://a.example/a%2520b",
        "#'option'",
        "#「題」",
        "javascript:void('x')",
        "data:text/plain,a,",
        "mailto:a@b.example",
        "https://a.example/«b»",
        "http/a.md",
        "httpd.md",
        "tel:+1",
        "../http:/x",
        "a%20b.md",
        "//a.example/b",
        "100%25.md",
        "/fa%E2%80%8Cir",
    ],
)
def test_what_may_be_right(destination: str) -> None:
    assert faults(f"[a]({destination})") == []
    assert faults(f'<a href="{destination}">b</a>') == []


@pytest.mark.parametrize("written", ["a%2520b.md", "b.md,", "'b'", "b\u200b.md"])
def test_what_exists_is_right(written: str) -> None:
    assert faults(f"[a]({written})", existing={written}) == []


def test_a_fix_is_safe_where_its_target_exists() -> None:
    assert fixed("[a](b%2520c.md)", existing={"b%20c.md"}) == "[a](b%20c.md)"
    assert fixed("[a](/b.md,)") == "[a](/b.md,)"
    assert fixed("[a](/b.md,)", existing={"/b.md"}) == "[a](/b.md)"


def test_blanks_around_an_attribute_do_no_harm() -> None:
    assert faults('<a href=" http://a.example ">') == []
    assert faults("[a](< http://a.example>)") == [("LNK008", " http://a.example")]


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://http://b.example)",
        "![a](%20b.png)",
        "<img src='b.png%20'>",
        "<http://a.example,>",
        '[a](<"http://b.example">)',
    ],
)
@pytest.mark.parametrize("around", ["`{}`", "```\n{}\n```", "<!-- {} -->", "---\na: 'x {}'\n---\n"])
def test_not_in_code_comments_or_front_matter(text: str, around: str) -> None:
    assert [code for code, _ in faults(text)] == ["LNK008"]
    assert faults(around.format(text)) == []


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="htps:/;.,()[]<>\"'`%25a0 \u200b：&#?=「」", max_size=20),
    st.sampled_from(["[a](<{}>)", "[a]({})", "<a href='{}'>b</a>", "[a]: {}", "<{}>"]),
)
def test_a_fix_changes_the_destination_alone_and_ends(destination: str, around: str) -> None:
    text = around.format(destination)
    for finding in diagnostics(text):
        assert finding.code.startswith("LNK")
    for _ in range(12):
        if (new := fixed(text)) == text:
            break
        assert len(new.encode()) <= len(text.encode()) + 3
        text = new
    assert fixed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "[a](<x" + "%20" * 20_000 + "y>)",
        ("[a](<x" + "%20" * 1300 + "y>) ") * 14,
        "[a](http://x" + ")" * 60_000,
        ("[a](<" + '"' * 4_000 + ">) ") * 14,
        '<a href="' + ")" * 60_000 + '">',
        '<img srcset="' + 'a") ' * 15_000 + '">',
        "[a](<" + "http:" * 12_000 + ">)",
        "[a](<" + "a." * 30_000 + ">)",
        "[a](<" + "a-" * 30_000 + "@>)",
    ],
    ids=range(9),
)
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.process_time()
    faults(text)
    assert time.process_time() - start < 5
