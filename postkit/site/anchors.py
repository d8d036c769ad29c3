"""The anchors of a page: what a fragment may name."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize
from urllib.parse import unquote

from postkit.flavors.base import Flavor
from postkit.flavors.headings import Headings, Rule

_TOP = ("", "top")


def anchors(rule: Rule, headings: Headings, html_ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of one page, in NFC.

    Args:
        rule: Makes the ids of headings.
        headings: Text and explicit id of each heading in order.
        html_ids: Values of `id` and of `<a name>` in the page's HTML.
    """
    ids = (*rule(headings), *html_ids)
    return frozenset(normalize("NFC", name) for name in ids if name)


def names(flavor: Flavor, ids: frozenset[str], fragment: str) -> bool:
    """Tell whether a fragment names one of a page's ids, or the page's top.

    GitHub's pages find an anchor in any case by script; browsers alone compare exactly.

    Args:
        flavor: The engine.
        ids: The page's anchors.
        fragment: What stands after `#`, percent-encoded or not.
    """
    wanted = normalize("NFC", unquote(fragment))
    if wanted in ids or fragment in ids or wanted.lower() in _TOP:
        return True
    if not flavor.anchors.any_case:
        return False
    bare = wanted.removeprefix("user-content-").casefold()
    return any(name.casefold() == bare for name in ids)
