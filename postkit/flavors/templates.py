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

_WORDPRESS_NAMES = "(?:audio|caption|embed|gallery|playlist|sourcecode|video|wp_caption)"
_WORDPRESS_OTHERS = (
    "(?:code|contact-form(?:-7)?|googlemaps|latex|polldaddy|slideshare|slideshow|soundcloud|tweet"
    "|vimeo|youtube)"
)
"""What plugins and wordpress.com add; such a word alone in brackets may be anything."""
_VALUES = r"(?:\s+[\w-]+|\s*)=[^\[\]\n]*+"
WORDPRESS = (
    TagSyntax(
        "WordPress",
        rf"\[(?=/(?:{_WORDPRESS_NAMES}|{_WORDPRESS_OTHERS})\]|{_WORDPRESS_NAMES}\](?![(\[:])"
        rf"|(?:{_WORDPRESS_NAMES}|{_WORDPRESS_OTHERS}){_VALUES}\](?![(:]))",
        "]",
        opaque=("code", "latex", "sourcecode"),
        end=r"\[/{name}\]",
        runs=False,
    ),
)
"""Shortcodes that a WordPress export leaves behind: a name alone or with values, and no link."""
