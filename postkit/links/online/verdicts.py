"""What is known of an address elsewhere once it has been asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class What(StrEnum):
    """What can be said of an address."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "cannot tell"
    UNASKED = "not asked"


class Anchor(StrEnum):
    """What can be said of an anchor on a page."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "cannot tell"


class Verdict(NamedTuple):
    """What is known of an address.

    Attributes:
        what: What can be said of it.
        status: The HTTP status that decided; 0 where no answer did.
        reason: Why, in plain words; empty where all is well.
        location: Where it has moved for good; empty where it has not.
        lasting: Whether it will be so for a while; what follows from settings or from the network of
            this machine is not remembered.
    """

    what: What
    status: int = 0
    reason: str = ""
    location: str = ""
    lasting: bool = True


class Result(NamedTuple):
    """What came of asking an address.

    Attributes:
        verdict: What is known of it.
        anchors: What is known of the anchors that were looked for, by the fragment as written.
    """

    verdict: Verdict
    anchors: Mapping[str, Anchor] = MappingProxyType({})


class Wanted(NamedTuple):
    """An address that a post links to.

    Attributes:
        url: The address as it is asked: `http` or `https`, in ASCII, without a fragment.
        fragment: What stands after `#` if an anchor is to be looked for; else empty.
    """

    url: str
    fragment: str = ""


NOT_PUBLIC = "its host is on no public network, and such hosts are not asked"
"""The reason why a connection was refused here."""

NOT_ASKED = Verdict(What.UNASKED, lasting=False)
"""Nothing is known, and nothing was tried."""
