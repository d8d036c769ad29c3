"""How template languages write their tags."""

from __future__ import annotations

from postkit.flavors.base import TagSyntax

LIQUID = (
    TagSyntax(
        "Liquid", r"\{%-?", "%}", opaque=("raw", "highlight", "comment"), end=r"\{%-?\s*end{name}\s*-?%\}"
    ),
    TagSyntax("Liquid", r"\{\{", "}}"),
)
"""Tags and output of Liquid and its kin."""

NUNJUCKS_COMMENT = (TagSyntax("Nunjucks", r"\{#", "#}"),)
"""Comments of Nunjucks."""

SHORTCODES = (
    TagSyntax("shortcode", r"\{\{<", ">}}", opaque=("highlight",), end=r"\{\{<\s*/\s*{name}\s*>\}\}"),
    TagSyntax("shortcode", r"\{\{%", "%}}", opaque=("highlight",), end=r"\{\{%\s*/\s*{name}\s*%\}\}"),
)
"""Hugo's shortcodes in both spellings."""

_WORDPRESS_NAMES = "(?:caption|gallery|audio|video|embed|playlist|sourcecode)"
WORDPRESS = (
    TagSyntax(
        "WordPress",
        rf"\[(?:/{_WORDPRESS_NAMES}|{_WORDPRESS_NAMES}(?:\s+[\w-]+=[^\[\]\n]*+)?)(?=\](?![(\[:]))",
        "]",
    ),
)
"""Shortcodes that a WordPress export leaves behind: a name alone or with attributes, and no link."""
