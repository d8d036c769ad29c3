"""What is called a fault is one to the engines: readers see brackets, a definition does not count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.links.faults import diagnostics

cmarkgfm = pytest.importorskip("cmarkgfm")
markdown = pytest.importorskip("markdown")

PIECES = st.sampled_from(
    [
        *("[a][b]", "[a][c]", "![a][d]", "[c][]", "[a]", "x[a][b]", "[a](b)", "[a](b c.md)", "[a]()"),
        *("[a] (http://x.example)", "[a](http://x.example", "(a)[http://x.example]", "`[a][b]`", "\\["),
        *(
            "*",
            "**",
            "_",
            "$",
            "[",
            "]",
            "(",
            ")",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "    ",
            "<b>",
            "</b>",
            "<!-- ",
            " -->",
        ),
        *(
            "\n\n[b]: y\n",
            "\n\n[B]: z\n",
            "\n[c]: x",
            "\n\n> [d]: v\n",
            "```\n",
            "|",
            "!",
            "<http://y.example>",
        ),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)


def shown(html: str) -> str:
    """Return what a reader sees, without white space."""
    text = re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.DOTALL)
    return re.sub(r"\s", "", text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"'))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_who_reads_it_on_github_sees_the_brackets(text: str) -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    for finding in diagnostics(text):
        at = text.encode()[slice(*finding.span)].decode()
        if finding.code == "LNK004":
            assert f"[{at}]" in shown(html)
        elif finding.code == "LNK008" and not finding.message.startswith("`"):
            assert re.split(r"[\s)]", at.strip("()"))[0] in shown(html)
        elif finding.code == "LNK007":
            assert 'href=""' in html or 'src=""' in html


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["[b]: {}\n", "[c]: {}\n", "> [b]: {}\n\n", "- [b]: {}\n\n", "x\n\n"]), max_size=6
    )
)
@pytest.mark.parametrize("flavor", ["gfm", "mkdocs"])
def test_the_definition_that_is_left_is_the_one_that_counts(flavor: str, lines: list[str]) -> None:
    text = "[b]\n\n[c]\n\n" + "".join(line.format(f"u{number}") for number, line in enumerate(lines))
    dead = [text[slice(*one.span)].rpartition(" ")[2] for one in diagnostics(text, flavor)]
    html = cmarkgfm.github_flavored_markdown_to_html(text) if flavor == "gfm" else markdown.markdown(text)
    used = re.findall(r'href="(u\d)"', html)
    assert set(used) & set(dead) == set()
    if flavor == "gfm":
        defined = re.findall(r"\[[bc]\]: (u\d)", text)
        assert sorted({*dead, *used}) == sorted(defined)
