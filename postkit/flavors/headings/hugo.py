"""Ids of headings in Hugo.

Source: Hugo 0.168, `markup/goldmark/autoid.go` and `goldmark_config`; measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import category, normalize

from postkit.flavors.headings.common import DASHES, VERBATIM, Headings, Rule, Table, unique, without_dashes
from postkit.flavors.permalinks.hugo_site import lowered

_OFF = frozenset({"false", "f", "0", ""})


def hugo_github(headings: Headings) -> list[str]:
    """Return the ids that Hugo makes with `autoIDType = "github"`, its default.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return unique(headings, lambda text: _github_slug(text, DASHES))


def hugo_rule(config: Mapping[str, Any]) -> Rule | None:
    """Return what makes the ids of a site, or None where that is not known.

    Args:
        config: The site's configuration.
    """
    config = lowered(config)
    markup = lowered(config.get("markup"))
    goldmark = lowered(markup.get("goldmark"))
    parser, extensions = lowered(goldmark.get("parser")), lowered(goldmark.get("extensions"))
    several = any("markup" in lowered(language) for language in lowered(config.get("languages")).values())
    handler = markup.get("defaultmarkdownhandler") or "goldmark"
    # Without attributes in titles, what they say is text, of which not all is known here.
    has_attributes = _is_on(lowered(parser.get("attribute")), "title")
    typographer = lowered(extensions.get("typographer"))
    has_own_signs = not typographer.keys() <= {"disable"}
    if several or handler != "goldmark" or not has_attributes or has_own_signs:
        return None
    if not _is_on(parser, "autoheadingid"):
        return lambda headings: [explicit or "" for _, explicit in headings]
    # The older name wins; a value that is none of these is taken for the default.
    slug = _SLUGS.get(parser.get("autoheadingidtype") or parser.get("autoidtype"), _github_slug)
    is_off = typographer.get("disable") is True or not _is_on(extensions, "typographer")
    dashes = "" if is_off else DASHES
    return lambda headings: unique(headings, lambda text: slug(text, dashes))


def _is_on(settings: Mapping[str, Any], name: str) -> bool:
    """Tell whether a setting that is on by default was not put off."""
    return str(settings.get(name, True)).lower() not in _OFF


def _github_slug(text: str, dashes: str) -> str:
    return without_dashes(text, dashes).strip().translate(_GITHUB) or "heading"


def _ascii_slug(text: str, dashes: str) -> str:
    """Take accents off letters, then drop what is not ASCII."""
    plain = without_dashes(text, dashes).strip()
    letters = "".join(char for char in normalize("NFD", plain) if category(char) != "Mn")
    return letters.translate(_ASCII) or "heading"


def _blackfriday_slug(text: str, _: str) -> str:
    """Put one dash between words; what a typographer makes of signs parts words as they do."""
    plain = text.replace(VERBATIM, "")
    words = "".join(_lower(char) if category(char)[0] in "LN" else " " for char in plain)
    return "-".join(words.split()) or "heading"


def _lower(char: str) -> str:
    # The one letter that Python lowers to two has a mark as the second.
    return char.lower()[0]


def _is_hugo_word(char: str) -> bool:
    kind = category(char)
    return kind[0] == "L" or kind == "Nd" or char == "_"


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and _is_hugo_word(char)


_GITHUB = Table(_is_hugo_word, "- ")
_ASCII = Table(_is_ascii_word, "- ")

_SLUGS: Mapping[object, Callable[[str, str], str]] = {
    "github": _github_slug,
    "github-ascii": _ascii_slug,
    "blackfriday": _blackfriday_slug,
}
