"""Ids of headings on GitHub, and of github-slugger."""

from __future__ import annotations

from postkit.flavors.headings.common import DASHES, Headings, Table, is_word, unique, without_dashes


def github(headings: Headings) -> list[str]:
    """Return the ids that GitHub.com makes.

    Source: html-pipeline's `TableOfContentsFilter`. github-slugger 2.0 (Astro, remark, VS Code)
    gives the same but for a capital sigma at the end of a word, which it lowers to `ς`.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return unique(headings, lambda text: text.translate(_GITHUB))


def astro(headings: Headings) -> list[str]:
    """Return the ids that Astro 7.3 makes: github-slugger's, of text in which dashes were replaced.

    Astro 5 and 6 replace two dashes alone, not three or more; Astro 5 drops a last `-` of an id.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    # JavaScript lowers a text as a whole: a sigma at the end of a word is told apart.
    return unique(headings, lambda text: without_dashes(text, DASHES).lower().translate(_GITHUB))


_GITHUB = Table(is_word, "- ")
