"""The ids that engines give to headings: one file an engine.

Each function takes the headings of one page in order: the text that a reader sees (inline markup
rendered away) and the explicit id, or None. Text in which an engine's typographer must change
nothing (code spans, escaped characters) may stand between two `VERBATIM` characters.
"""

from __future__ import annotations

from postkit.flavors.headings.common import VERBATIM, Headings, Rule
from postkit.flavors.headings.github import astro, github
from postkit.flavors.headings.hexo import hexo
from postkit.flavors.headings.hugo import hugo_github
from postkit.flavors.headings.kramdown import kramdown_gfm
from postkit.flavors.headings.python_markdown import python_markdown

__all__ = [
    "VERBATIM",
    "Headings",
    "Rule",
    "astro",
    "github",
    "hexo",
    "hugo_github",
    "kramdown_gfm",
    "python_markdown",
]
