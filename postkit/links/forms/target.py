"""What a link surely leads to, and its address."""

from __future__ import annotations

from typing import NamedTuple

from postkit.links.lookup.locate import Asked, address, locate, locate_source
from postkit.links.lookup.resolve import Form
from postkit.links.lookup.targets import FOLDER, Targets


class Target(NamedTuple):
    """A page or file of the site.

    Attributes:
        file: Its path below the root; empty for a list that the engine makes.
        url: Its percent-encoded address, with the base path; None where that is not certain.
    """

    file: str
    url: str | None


def target_of(targets: Targets, link: Asked) -> Target | None:
    """Return what a link surely leads to; None for anything less.

    Not where one of several pages of one address is meant, where it leads by a redirect, or where
    only a guess finds it.

    Args:
        targets: The site.
        link: The link, relative or root-relative.
    """
    file = locate(targets, link)
    if file is None or file in targets.twins:
        return None
    if locate_source(targets, link) == file:
        return Target(file, _address(targets, file)) if file != FOLDER else None
    url = address(targets, link)
    if url is None or targets.served(url) != file or targets.site.moved_to(url):
        return None
    if link.reference.form is Form.RELATIVE and not targets.site.knows(link.post):
        return None
    if targets.site.url_of(file) is not None:
        return Target(file, _address(targets, file))
    # What is no page has the address by which it was found, as far as that can be told.
    is_known = file != FOLDER or targets.site.is_list(url)
    return Target(file, _as_usual(targets, url)) if is_known else None


def _address(targets: Targets, file: str) -> str | None:
    """Return where a file is published, if that is certain and nothing else is there."""
    url = targets.address(file)
    if url is None or targets.served(url) != file:
        return None
    if targets.site.url_of(file) is None:
        return _as_usual(targets, url)
    return url if targets.site.knows(file) else None


def _as_usual(targets: Targets, url: str) -> str | None:
    """Return the one spelling of all those of an address."""
    key = targets.site.addresses.key(url)
    return None if key is None else targets.site.addresses.url(key)
