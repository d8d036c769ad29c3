from __future__ import annotations

import time

import pytest

from postkit.core.edit import Safety
from tests.links.faults import diagnostics, faults, fixed

DEFINED = "\n\n[Known Label]: https://a.example\n"


@pytest.mark.parametrize("flavor", ["gfm", "jekyll", "hugo", "hexo"])
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("See [the text][nothing].", "nothing"),
        ("See ![the picture][nothing].", "nothing"),
        ("See ![][nothing].", "nothing"),
        ("See [the text][].", "the text"),
        ("See [the *text* `c`][no\nthing].", "no\nthing"),
        ("> - see [文][没有]", "没有"),
        ("[![a](b.png)][nothing]", "nothing"),
        ("[![a][nothing]](https://b.example)", "nothing"),
        ("| a |\n|---|\n| [b][nothing] |", "nothing"),
        ("# [b][nothing]", "nothing"),
        ("see [b [c] d][nothing]", "nothing"),
        ("**[b][nothing]** _[c][known label]_", "nothing"),
    ],
)
@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_a_label_that_is_defined_nowhere(text: str, label: str, flavor: str, lines: str) -> None:
    found = faults((text + DEFINED).replace("\n", lines), flavor)
    assert found == [("LNK004", label.replace("\n", lines))]


@pytest.mark.parametrize("flavor", ["gfm", "jekyll", "hugo", "hexo"])
@pytest.mark.parametrize(
    "text",
    [
        "[a][known  label] [b][KNOWN\nLABEL] [Known Label][] ![c][known label]",
        "a[i][j] f(x)[a][b] x[first][second] matrix[row][] `b`[c][d]",
        "[0][1] and [1][2], [][] []byte [N][M]int",
        r"\[a][b] [a\][b] \[a\]\[b\]",
        "[a][^1] [^1][b]\n\n[^1]: x",
        "- [x][ ] a\n- [ ] [x]",
        "`[a][b]`\n\n    [a][b]\n\n```\n[a][b]\n```",
        "$[a][b]$ and $$\n[a][b]\n$$",
        "[[Page]] [[Page][b]] [[a]][[b]]",
        "[a-z][0-9] [A-Za-z_][a-z]* [^a][b]",
        "<!-- [a][b] --> <code>[a][b]</code> <a href='x'>[a][b]</a>",
        "<div>\n[a][b]\n</div>",
        "[b][/b] [code][/code]",
        "[[one][two] three](https://a.example)",
        "[@one][two] and &[a][b] and *p[a][b]",
        "a [one] [two] and [one]: [two]",
        "[a][b](c)",
        "[a][b\n\nc]",
    ],
)
def test_brackets_that_are_no_reference(text: str, flavor: str) -> None:
    assert [code for code, _ in faults(text + DEFINED, flavor) if code == "LNK004"] == []


@pytest.mark.parametrize(
    ("flavor", "text"),
    [
        ("jekyll", "[a][b]\n\n{% include links.md %}"),
        ("jekyll", "[a][b]\n\n{% include {{ page.links }} %}"),
        ("hugo", '[a][b]\n\n{{% readfile "links.md" %}}'),
        ("mkdocs", '[a][b]\n\n--8<-- "links.md"'),
        ("jekyll", "[a][b]\n\ntext\n[b]: c"),
        ("jekyll", "[a][b]\n\n[b]: c d e"),
        ("jekyll", "[a][b]\n\n[b] : c"),
    ],
)
def test_a_label_that_may_be_defined_elsewhere(flavor: str, text: str) -> None:
    assert faults(text, flavor) == []


def test_a_picture_or_video_that_is_included_defines_nothing() -> None:
    assert faults("[a][b]\n\n{% include video.html id=1 %}", "jekyll") == [("LNK004", "b")]


def test_plugins_may_define_labels() -> None:
    text = "[the class][package.module.Class]"
    assert diagnostics(text, "mkdocs", labels_known=False) == []
    assert [one.code for one in diagnostics(text, "mkdocs")] == ["LNK004"]


def test_a_template_tag_in_a_label_may_be_anything() -> None:
    assert faults("[a][{{ page.x }}]", "jekyll") == []


def test_the_one_near_label_is_offered() -> None:
    (finding,) = diagnostics("[a][know label]" + DEFINED)
    assert finding.hint == "did you mean `Known Label`?"
    assert finding.fix
    assert finding.fix.safety is Safety.UNSAFE
    assert fixed("[a][know label]" + DEFINED, unsafe=True) == "[a][Known Label]" + DEFINED


def test_there_is_no_guess_between_two() -> None:
    text = "[a][label 3]\n\n[label 1]: b\n[label 2]: c\n"
    (finding,) = diagnostics(text)
    assert finding.fix is None
    assert finding.hint == "add a line `[label 3]: …`"


@pytest.mark.parametrize("text", ["[know label][]", "![know label][]", "> [know label][] 中"])
def test_the_text_of_a_collapsed_reference_is_not_changed(text: str) -> None:
    (finding,) = diagnostics(text + DEFINED)
    assert finding.hint == "did you mean `Known Label`?"
    assert fixed(text + DEFINED) == text + DEFINED
    mended = text.replace("[]", "[Known Label]") + DEFINED
    assert fixed(text + DEFINED, unsafe=True) == mended
    assert faults(mended) == []


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "[a][b" * 12_000,
        "[a][b] " * 8_000,
        "[a\n" * 20_000 + "][b]",
        "\\[" * 30_000 + "][b]",
        "$a" * 30_000 + "[a][b]",
        "$$ a " * 12_000 + "[a][b]",
        "[a][b] " + "<code>" * 10_000,
        "[a][b] " + "".join(f"\n[label {number}]: x" for number in range(4_000)),
        "> " * 200 + "[a][b]" * 5_000,
    ],
    ids=range(10),
)
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.process_time()
    faults(text, "jekyll")
    assert time.process_time() - start < 5
