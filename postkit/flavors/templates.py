"""How template languages write their tags."""

from __future__ import annotations

from postkit.flavors.base import TagSyntax

LIQUID = (
    TagSyntax("Liquid", r"\{%-?\s*(raw|highlight|comment)\b(?:(?!%\}).)*%\}.*?\{%-?\s*end\1\s*-?%\}"),
    TagSyntax("Liquid", r"\{%(?:(?!%\}).)*%\}"),
    TagSyntax("Liquid", r"\{\{(?:(?!\}\}).)*\}\}"),
)
"""Tags and output of Liquid and its kin; `raw`, `highlight` and `comment` are opaque."""

SHORTCODES = (
    TagSyntax("shortcode", r"\{\{<\s*/\*.*?\*/\s*>\}\}|\{\{%\s*/\*.*?\*/\s*%\}\}"),
    TagSyntax("shortcode", r"\{\{<\s*highlight\b(?:(?!>\}\}).)*>\}\}.*?\{\{<\s*/\s*highlight\s*>\}\}"),
    TagSyntax("shortcode", r"\{\{<(?:(?!>\}\}).)*>\}\}"),
    TagSyntax("shortcode", r"\{\{%(?:(?!%\}\}).)*%\}\}"),
)
"""Hugo's shortcodes in both spellings."""

WORDPRESS = (TagSyntax("WordPress", r"\[/?(?:caption|gallery|audio|video|embed|playlist|sourcecode)\b[^\]\n]*\]"),)
"""Shortcodes that a WordPress export leaves behind; a link's text in brackets is not one."""
