"""Texts as each language of front matter writes them."""

from __future__ import annotations

import json
import re

from postkit.flavors.reader import Kind, Reader

_PLAIN = re.compile(r"[^\W\d_]*/[\w/.~-]*")
"""A path; other readers than the engine's may take a word or a number for something else."""


def literal(text: str, kind: Kind, reader: Reader, quote: str = "") -> str | None:
    """Return a text as it is written in a list, in block style or in brackets.

    Args:
        text: The text.
        kind: The language.
        reader: How the engine reads plain scalars.
        quote: The quotes that are liked best; empty for none where the language can do without.

    Returns:
        The literal; None for a text that nobody could read in it, such as one with control characters.
    """
    if not text.isprintable():
        return None
    if quote == "'" and "'" not in text and kind != "json":
        return f"'{text}'"
    if kind != "yaml" or quote == '"':
        return json.dumps(text, ensure_ascii=False)
    if not quote and _PLAIN.fullmatch(text) and reader.resolve_scalar(text) == text:
        return text
    return single_quoted(text)


def single_quoted(text: str) -> str:
    """Return a text in YAML's single quotes.

    Args:
        text: A text of one line.
    """
    return "'" + text.replace("'", "''") + "'"
