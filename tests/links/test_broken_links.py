from __future__ import annotations

import time

import pytest

from tests.links.faults import diagnostics, faults, fixed

URL = "https://a.example/b"

# Markdown, the bytes at fault, what the fix makes of it
BROKEN = [
    (f"see [the text] ({URL}) now", URL, f"see [the text]({URL}) now"),
    (f"see [the text]\n({URL}) now", URL, f"see [the text]({URL}) now"),
    (f"> see [the text]\n> ({URL}) now", URL, f"> see [the text]({URL}) now"),
    (f"见[文]（{URL}）。", URL, f"见[文]({URL})。"),
    (f"见[文]({URL}）。", URL, f"见[文]({URL})。"),
    (f"see (the text)[{URL}] now", f"(the text)[{URL}]", f"see [the text]({URL}) now"),
    (f"[the text]({URL}\n\nmore", URL, f"[the text]({URL})\n\nmore"),
    (f"[the text]({URL}] more", URL, f"[the text]({URL}) more"),
    (f"[the text]({URL} [c](d) )", URL, f"[the text]({URL} [c](d) )"),
    (f"[the text]({URL} more", URL, f"[the text]({URL} more"),
    (f"[![a](b.png)]({URL} c)", f"{URL} c", f"[![a](b.png)]({URL} c)"),
    (f'[a]({URL} "the "best" one")', f'{URL} "the "best" one"', f'[a]({URL} "the "best" one")'),
    ("[a](mailto: b@c.example)", "mailto: b@c.example", "[a](mailto:b@c.example)"),
    ("[a](b c.md)", "b c.md", "[a](b c.md)"),
    ("![a](/b/c d.png 't')", "/b/c d.png", "![a](/b/c d.png 't')"),
]


@pytest.mark.parametrize("flavor", ["gfm", "hugo", "hexo"])
@pytest.mark.parametrize(("text", "at", "right"), BROKEN)
def test_what_is_meant_for_a_link(text: str, at: str, right: str, flavor: str) -> None:
    assert faults(text, flavor) == [("LNK008", at)]
    assert fixed(text, flavor) == text
    assert fixed(text, flavor, unsafe=True) == right
    assert right == text or faults(right, flavor) == []


@pytest.mark.parametrize("flavor", ["gfm", "hugo", "jekyll"])
@pytest.mark.parametrize(
    "text",
    [
        f"see [1] ({URL}), a[i] ({URL[:3]}), [a] (see {URL}), [a] (b)",
        f"`[a] ({URL})` and ``[a]({URL} b)``\n\n    [a] ({URL})",
        f"<!-- [a] ({URL}) --> <code>(a)[{URL}]</code>",
        f"- [ ] ({URL}) a\n- [x] ({URL}) b",
        rf"\[a] ({URL}) \[b\]({URL} c)",
        f"[a][b] ({URL}) [b] ({URL})\n\n[b]: c",
        f"[^1] ({URL})\n\n[^1]: a",
        "f[x](a b) g[T](a, b) list[int](b c.md)",
        "[a](b, c) [a](see below) [a](b = c) [Note](not a link)",
        f"f(x)[{URL}] (a)[b] [c](d)[{URL}]",
        "$[a](b c.md)$",
        f"[a]({{{{ x }}}} {URL})",
        f"[a] ({{% link x %}} {URL})",
    ],
)
def test_what_is_no_link_and_not_meant_for_one(text: str, flavor: str) -> None:
    assert [one for one in faults(text, flavor) if one[0] == "LNK008"] == []


def test_kramdown_takes_blanks_and_quotes_in_a_link() -> None:
    # kramdown 2.4: `[a](b c.md)` is a link to `b c.md`, a title ends with its last quote.
    assert faults("[a](b c.md)", "jekyll", existing={"b c.md"}) == []
    assert faults(f"[a]({URL} c.pdf)", "jekyll") == []
    assert faults(f'[a]({URL} "the "best" one")', "jekyll") == []
    assert faults("[a](b c.md)", "jekyll") == [("LNK008", "b c.md")]


def test_a_blank_in_the_name_of_a_file_that_exists_is_encoded() -> None:
    assert fixed("[a](b c.md)", existing={"b c.md"}) == "[a](b%20c.md)"
    assert fixed("![a](/b c.png 't')", existing={"/b c.png"}) == "![a](/b%20c.png 't')"


@pytest.mark.parametrize(
    "text",
    [
        "[a]()",
        "[a](<>)",
        "![a]()",
        "[](<> 't')",
        "[r]: <>",
        "<a href=''>b</a>",
        '<img src="">',
        "<a href>b</a>",
    ],
)
def test_an_empty_destination(text: str) -> None:
    assert faults(text) == [("LNK007", text.replace("b</a>", ""))]
    assert fixed(text, unsafe=True) == text


@pytest.mark.parametrize("text", ["[a](http://)", "<a href='https://'>b</a>"])
def test_an_address_without_a_host(text: str) -> None:
    assert [code for code, _ in faults(text)] == ["LNK007"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](#)",
        "<a name='b'></a> <a id=c></a> <a>d</a>",
        "<a href='' onclick='b()'>c</a>",
        "<a href='' data-toggle='b'>c</a>",
        "<img src='' data-src='b.png'>",
        "<img src='' srcset='b.png'>",
        "<form action=''></form> <blockquote cite=''></blockquote>",
        "`[a]()` <!-- [a]() <a href=''> -->",
        "[ ]( x ) [ ] ()",
        "f() [a] () b[]()c",
    ],
)
def test_no_empty_destination(text: str) -> None:
    assert [one for one in faults(text) if one[0] == "LNK007" and one[1] != "[]()"] == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("www.a.example", "https://www.a.example"),
        ("www.a.example/b?c#d", "https://www.a.example/b?c#d"),
        ("WWW.A.example", "https://WWW.A.example"),
        ("github.com/a/b", "https://github.com/a/b"),
        ("a-b.co.uk", "https://a-b.co.uk"),
        ("a.example.org:8080/b", "https://a.example.org:8080/b"),
        ("youtu.be/x", "https://youtu.be/x"),
        ("a.b+c@d.example", "mailto:a.b+c@d.example"),
    ],
)
@pytest.mark.parametrize("around", ["[a]({})", "[a]: {} 't'", '<a href="{}">b</a>', "> ![a](<{}>)"])
def test_a_host_without_a_scheme(written: str, right: str, around: str) -> None:
    text = around.format(written)
    assert faults(text) == [("LNK009", written)]
    assert fixed(text) == text
    assert fixed(text, unsafe=True) == around.format(right)
    assert faults(around.format(right)) == []
    assert faults(text, existing={written}) == []


@pytest.mark.parametrize(
    "destination",
    [
        "readme.md",
        "setup.py",
        "run.sh",
        "lib.rs",
        "a.pl",
        "a.zip",
        "a.mov",
        "a.cc",
        "com",
        "example.community",
        "a/b.com",
        "./github.com",
        "/www.a.example",
        "#www.a.example",
        "logo@2x.png",
        "//www.a.example",
        "https://www.a.example",
        "mailto:a@b.example",
        "www.",
        "wwwx/a.md",
        "jquery.net.js",
    ],
)
def test_the_name_of_a_file(destination: str) -> None:
    assert faults(f"[a]({destination})") == []


def test_the_value_of_another_attribute_is_no_host() -> None:
    assert faults("<blockquote cite='www.a.example'>b</blockquote>") == []


def test_each_finding_stands_where_it_says() -> None:
    text = f"é [a] ({URL})\r\n\r\n> 中 (b)[{URL}]\r\n"
    assert faults("\ufeff" + text) == faults(text) == [("LNK008", URL), ("LNK008", f"(b)[{URL}]")]
    assert len(diagnostics(text * 3)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://x " * 4_000,
        "[a] (http://x " * 4_000,
        "[a]（http://x " * 4_000,
        "(a)[http://x " * 4_000,
        "(" * 60_000 + "[a] (b)",
        "[a](x " + '" ' * 30_000 + ")",
        "[a](" * 15_000,
        "a](" * 20_000,
        "[a](b c" + "(d" * 20_000,
        "[a](" + "b " * 30_000 + "c.md)",
    ],
    ids=range(10),
)
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.process_time()
    faults(text)
    assert time.process_time() - start < 5
