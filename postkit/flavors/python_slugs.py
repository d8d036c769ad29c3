"""Slugs as Python-Markdown and PyMdown Extensions make them, for ids of headings and for URLs.

Source: Python-Markdown 3.11 (`extensions/toc.py`), pymdown-extensions 13.1 (`slugs.py`); measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from unicodedata import normalize
from urllib.parse import quote

from postkit.flavors.permalinks.settings import mapping, text

Slugify = Callable[[str, str], str]
"""Makes a slug of a text with a separator."""

PYTHON = "python"
"""The key under which a configuration read here keeps the name of a Python function."""

_CASES: Mapping[str, Callable[[str], str]] = {
    "none": str,
    "lower": str.lower,
    "lower-ascii": lambda slug: re.sub("[A-Z]+", lambda found: found[0].lower(), slug),
    "fold": str.casefold,
}


def ascii_slug(title: str, separator: str) -> str:
    """Return what `toc.slugify` makes of a text: what is not ASCII is dropped."""
    return unicode_slug(normalize("NFKD", title).encode("ascii", "ignore").decode(), separator)


def unicode_slug(title: str, separator: str) -> str:
    """Return what `toc.slugify_unicode` makes of a text: letters of all scripts stay."""
    plain = re.sub(r"[^\w\s-]", "", title).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", lambda _: separator, plain)


def pymdownx_slug(
    title: str, separator: str, *, case: str = "none", encode: bool = False, form: str = "NFC"
) -> str:
    """Return what `pymdownx.slugs.slugify` makes of a text: each blank becomes a separator.

    Args:
        title: The text.
        separator: What stands between words.
        case: `none`, `lower`, `lower-ascii` or `fold`.
        encode: Whether the slug is percent-encoded.
        form: A normal form of Unicode, such as `NFC`.
    """
    plain = re.sub("</?[^>]*>", "", normalize(form, title)).strip()  # type: ignore[arg-type]
    slug = re.sub(r"[^\w\- ]", "", _CASES[case](plain)).replace(" ", separator)
    return quote(slug) if encode else slug


lower_slug: Slugify = partial(pymdownx_slug, case="lower")
"""Material's own choice for posts and categories."""


def slugify_named(value: object) -> Slugify | None:
    """Return the function that a configuration names, or None where it is not known here.

    Args:
        value: What `!!python/name:` or `!!python/object/apply:` was read as: a mapping with the
            name under `PYTHON`, and `kwds` where there are some.
    """
    name, options = text(mapping(value).get(PYTHON)), mapping(mapping(value).get("kwds"))
    if name == "markdown.extensions.toc.slugify":
        return ascii_slug
    if name == "markdown.extensions.toc.slugify_unicode":
        return unicode_slug
    case, form = options.get("case", "none"), options.get("normalize", "NFC")
    # Without a call it is no function of a text and a separator.
    called = name == "pymdownx.slugs.slugify" and mapping(value).get("call") is True
    if not called or case not in _CASES or form not in ("NFC", "NFD", "NFKC", "NFKD"):
        return None
    return partial(pymdownx_slug, case=case, encode=bool(options.get("percent_encode")), form=form)
