"""Repairs of front matter: edits of the span at fault, never a re-dump of the block."""

from __future__ import annotations

import re
from typing import Any

from postkit.core.edit import Edit, Fix, Safety
from postkit.core.span import Span
from postkit.flavors.base import Flavor
from postkit.frontmatter.literals import single_quoted
from postkit.frontmatter.read import FrontMatter

_NEEDS_QUOTES_IN_LIST = re.compile(r"[,\[\]{}]")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def rename(front_matter: FrontMatter, key: Span, name: str) -> Fix | None:
    """Give a key another name, in the quotes that it has.

    Args:
        front_matter: Where the key is.
        key: The key's span, quotes included.
        name: The right name.
    """
    if not _BARE_KEY.fullmatch(name):
        return None
    raw = front_matter.source.slice(key)
    quote = raw[0] if raw[:1] in {"'", '"'} else ""
    return Fix(f"rename it to `{name}`", (Edit(key, f"{quote}{name}{quote}".encode()),))


def into_list(front_matter: FrontMatter, span: Span, value: Any) -> Fix | None:
    """Put a scalar into a list of one.

    A text with commas may be meant as several items, so that fix wants a person's eye.

    Args:
        front_matter: Where the value is.
        span: The value's span.
        value: The value.
    """
    raw = front_matter.source.slice(span)
    if not raw or "\n" in raw or "\r" in raw or raw[0] in "|>&*!":
        return None
    quoted = raw[0] in {"'", '"'}
    safety = Safety.SAFE
    if isinstance(value, str) and "," in value:
        safety = Safety.UNSAFE
        if not quoted and front_matter.kind == "yaml" and not re.search(r"[\[\]{}'\"]", raw):
            return Fix("make it a list", (Edit(span, f"[{raw}]".encode()),), safety)
    if front_matter.kind == "yaml" and not quoted and _NEEDS_QUOTES_IN_LIST.search(raw):
        raw = single_quoted(raw)
    return Fix("make it a list of one", (Edit(span, f"[{raw}]".encode()),), safety)


def into_text(front_matter: FrontMatter, span: Span, value: Any) -> Fix | None:
    """Put a number in quotes, as it is written; a truth value only for a person to see.

    Args:
        front_matter: Where the value is.
        span: The value's span.
        value: The value; `permalink: false` hardly means the text.
    """
    raw = front_matter.source.slice(span)
    if not raw or "\n" in raw or raw[0] in "|>&*!'\"":
        return None
    text = single_quoted(raw) if front_matter.kind == "yaml" else f'"{raw}"'
    safety = Safety.UNSAFE if isinstance(value, bool) else Safety.SAFE
    return Fix("put it in quotes", (Edit(span, text.encode()),), safety)


def into_truth(front_matter: FrontMatter, span: Span, value: str) -> Fix | None:
    """Take the quotes from `"true"` or `"false"`; only for a person to see: a page may come or go.

    Args:
        front_matter: Where the value is.
        span: The value's span.
        value: The text.
    """
    word = value.lower()
    if word not in {"true", "false"} or front_matter.source.slice(span)[1:-1] != value:
        return None
    return Fix(f"write `{word}` without quotes", (Edit(span, word.encode()),), Safety.UNSAFE)


def replace_text(front_matter: FrontMatter, span: Span, old: str, new: str, flavor: Flavor) -> Fix | None:
    """Replace one text by another, in the quotes that it has.

    Args:
        front_matter: Where the value is.
        span: The value's span.
        old: The text.
        new: The right text.
        flavor: Its reader must take the new text for a text.
    """
    raw = front_matter.source.slice(span)
    quote = raw[0] if raw[:1] in {"'", '"'} else ""
    if raw != f"{quote}{old}{quote}" or re.search(r"[\\'\"\n]", new):
        return None
    if not quote and flavor.reader.resolve_scalar(new) != new:
        return None
    return Fix(f"write `{new}`", (Edit(span, f"{quote}{new}{quote}".encode()),))
