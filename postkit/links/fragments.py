"""Whether a fragment names an anchor of a page, and what to say if it does not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize
from urllib.parse import unquote

from postkit.core.printable import quoted
from postkit.flavors.base import Flavor
from postkit.flavors.publishing.record import Publishing
from postkit.site.anchors import names

_GENERATED = re.compile(
    r"(?:fn|fnref|footnote|footnotes|user-content-fn|user-content-fnref|cite_note|cite_ref|_ftn|_ftnref|_edn"
    r"|comment|more|hl|L|line|page)s?(?:[-:_=]?\d.*|[-:_=].*)?"
    r"|markdown-toc.*|disqus_thread|respond|content|main|main-content|header|footer|nav|toc|sidebar|search"
    r"|wrapper|[!/:?=].*",
    re.IGNORECASE,
)
"""Anchors that engines, themes and scripts make: footnotes, comments, parts of the layout, routes."""

_TELLING = 8
_SHORTEST = 5
_LONGEST = 500
_MOST_NAMES = 2000
_NUMBER = re.compile(r"[-_]\d+$")
_ENTITY = re.compile(r"(?<=[-_])(?:amp|lt|gt|quot|39)(?=[-_])")
"""What rules leave of a character reference that they take for text."""


class _Known(NamedTuple):
    """The anchors of a page: in order as they are, by folded case, and as most rules agree."""

    names: tuple[str, ...]
    folded: dict[str, str]
    loose: frozenset[str]
    ascii: bool


@lru_cache(maxsize=16)
def _known(ids: frozenset[str]) -> _Known:
    names = tuple(sorted(ids))
    loose = frozenset(map(_loose, names))
    return _Known(names, {name.casefold(): name for name in names}, loose, all(map(str.isascii, loose)))


class Problem(NamedTuple):
    """What to say of a fragment that names nothing.

    Attributes:
        message: What is wrong.
        hint: What to do; empty where nothing is known.
        right: The anchor that is meant; empty where none is certain enough to be written.
        safe: Whether nothing else can be meant.
    """

    message: str
    hint: str = ""
    right: str = ""
    safe: bool = False


def anchor_problem(
    flavor: Flavor, how: Publishing, ids: frozenset[str], fragment: str, page: str
) -> Problem | None:
    """Return what to say of a fragment that names nothing; None where all is well.

    Args:
        flavor: The engine.
        how: How the site is published.
        ids: The anchors of the page, in NFC.
        fragment: What stands after `#`.
        page: What the page is called in the message.
    """
    wanted = normalize("NFC", unquote(fragment))
    if names(flavor, ids, fragment) or _GENERATED.fullmatch(wanted):
        return None
    folded = wanted.casefold()
    known = _known(ids)
    same = known.folded.get(folded)
    if same is not None:
        message = f"the anchor {quoted(wanted)} is {quoted(same)} in {page}"
        hint = "anchors tell upper from lower case: write it as it is there"
        return Problem(message, hint, same, safe=True)
    if not how.anchors_known:
        return None
    near = _near(wanted, known.names)
    if how.heading_ids is None and _may_be(wanted, known, foreign=near is None):
        return None
    message = f"no heading or anchor {quoted(wanted)} in {page}"
    if near is None:
        return Problem(message)
    # Rules for ids agree on letters and digits: one heading of the page is named so by another rule.
    agreed = _agreed(wanted)
    alike = [name for name in known.names if _agreed(name) == agreed]
    right = alike[0] if len(alike) == 1 else near
    return Problem(message, f"did you mean {quoted(f'#{right}')}?", right, safe=len(alike) == 1)


def _agreed(name: str) -> tuple[str, str]:
    """Return what rules for ids agree on, and the number that tells headings of one text apart."""
    number = _NUMBER.search(name)
    return _loose(name), number[0][1:] if number else ""


def _may_be(wanted: str, known: _Known, *, foreign: bool) -> bool:
    """Tell whether some rule may have made an anchor of a heading that another rule names so.

    Rules that write foreign letters and emoji in ASCII cannot be foreseen; `foreign` tells
    whether to reckon with one.
    """
    loose = _loose(wanted)
    if loose in known.loose or (foreign and wanted.isascii() and not known.ascii):
        return True
    shortest = max(_SHORTEST, int(len(loose) / 1.5) + 1)
    return any(loose[:length] in known.loose for length in range(shortest, min(len(loose), _LONGEST)))


def _loose(name: str) -> str:
    """Return what most rules for ids agree on: letters and digits, without a number at either end."""
    plain = normalize("NFKD", _ENTITY.sub("", _NUMBER.sub("", name))).casefold()
    return "".join(char for char in plain if category(char)[0] in "LN").lstrip("0123456789") or plain


def _near(wanted: str, names: Sequence[str]) -> str | None:
    """Return the anchor that is most like another, or that begins with it; None where none is.

    Args:
        wanted: A fragment that names nothing.
        names: The anchors in order.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted[:200], names[:_MOST_NAMES], scorer=fuzz.ratio, score_cutoff=80)
    if found:
        return found[0]
    place = bisect_left(names, wanted)
    longer = names[place] if place < len(names) else ""
    return longer if len(wanted) >= _TELLING and longer.startswith(wanted) else None
