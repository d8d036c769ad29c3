"""The anchors of a page: what a fragment may name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote

from postkit.flavors.base import Flavor

_TOP = ("", "top")


def anchors(*ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of one page, in NFC; an empty one is none.

    Args:
        ids: Those of headings, and values of `id` and of `<a name>` in the page's HTML.
    """
    return frozenset(normalize("NFC", name) for name in chain(*ids) if name)


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
    return bare in _folded(ids)


@lru_cache(maxsize=16)
def _folded(ids: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.casefold, ids))
