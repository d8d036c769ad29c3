"""Destinations that begin as the table of rewriting says that none should."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.forms.prefixes import Rewritten
from postkit.links.forms.rewriting import Rewriting
from postkit.links.forms.shapes import as_written, below_base, from_base, in_full, parts_of
from postkit.links.lookup.locate import Asked, address, asked, locate_source
from postkit.links.lookup.relative import from_page
from postkit.links.lookup.resolve import Form, resolve
from postkit.links.lookup.targets import Targets

_ON_SITE = (Form.RELATIVE, Form.ROOT_RELATIVE)
_MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
_NEED_SCHEME = (Kind.AUTOLINK, Kind.BARE)


class Anew(NamedTuple):
    """A destination that is to begin anew.

    Attributes:
        old: The beginning that it has, as the table has it.
        new: What stands there now, as the table has it.
        value: What it is to say; None where its own form cannot say it.
    """

    old: str
    new: str
    value: str | None


def begun_anew(
    destination: Destination, link: Asked, targets: Targets | None, rewriting: Rewriting
) -> Anew | None:
    """Return what becomes of a destination by the table; None where it stays.

    What is written counts first, then the path that it stands for on the site.

    Args:
        destination: The destination.
        link: The same, as it is looked up: relative, root-relative or external.
        targets: The site, if there is one.
        rewriting: The table, and the hosts that are asked by `https:`.
    """
    value = destination.value + destination.tail
    if found := _as_written(value, destination, targets, rewriting):
        return Anew(found.old, found.new, _in_kind(found.text, value, destination, targets))
    path = _path_of(destination, link, targets) if targets else None
    found = _rewritten(path + parts_of(value).rest, rewriting) if path else None
    if targets is None or found is None:
        return None
    new = _in_own_form(found.text, destination, link, targets)
    if new is None or not _leads_to(targets, link, destination, new, found.text):
        return Anew(found.old, found.new, None)
    return Anew(found.old, found.new, _in_kind(new, value, destination, targets))


def _rewritten(text: str, rewriting: Rewriting) -> Rewritten | None:
    """Return what the table makes of a text; its host is then asked by `https:` if it is listed."""
    found = rewriting.prefixes.rewritten(text)
    if found is None:
        return None
    new = rewriting.hosts.secured(found.text) or found.text
    return found._replace(text=new) if new != text else None


def _as_written(
    value: str, destination: Destination, targets: Targets | None, rewriting: Rewriting
) -> Rewritten | None:
    """Return what the table makes of the text itself; behind a tag it is a path, below the base path."""
    if destination.names is not Names.ROOTED:
        return _rewritten(value, rewriting)
    slash = "" if value.startswith("/") else "/"
    found = _rewritten(slash + value, rewriting)
    if found is None or (targets and below_base(targets, found.text) and not below_base(targets, value)):
        return None  # the entry speaks of whole paths
    return found._replace(text=found.text.removeprefix(slash))


def _path_of(destination: Destination, link: Asked, targets: Targets) -> str | None:
    """Return the path of the site that a link stands for; None where it is a file's or not known."""
    reference = link.reference
    if reference.form is Form.RELATIVE:
        if destination.kind is Kind.FRONT_MATTER or locate_source(targets, link) is not None:
            return None
        if targets.how.by_source.pages and reference.suffix in _MARKDOWN:
            return None
        if not targets.site.knows(link.post):
            return None
    return address(targets, link) if reference.form in _ON_SITE else None


def _in_own_form(text: str, destination: Destination, link: Asked, targets: Targets) -> str | None:
    """Return a new path of the site in the form that a destination has; None where it cannot be said so."""
    value = destination.value + destination.tail
    old, new = parts_of(value), parts_of(text)
    if new.host:
        return text
    if old.host:
        same = targets.site.addresses.on_site(old.host + new.path) == new.path
        return old.host + text if same else in_full(targets, text)
    if destination.names is Names.ROOTED or from_base(targets, link):
        below = below_base(targets, new.path)
        return below and (below if value.startswith("/") else below[1:]) + new.rest
    if link.reference.form is Form.ROOT_RELATIVE:
        return text
    own = targets.site.url_of(link.post)
    return own and as_written(from_page(unquote(own), unquote(new.path)), old.path) + new.rest


def _leads_to(targets: Targets, link: Asked, destination: Destination, new: str, text: str) -> bool:
    """Tell whether a new destination asks for what the table says."""
    addresses = targets.site.addresses
    reference = resolve(replace(destination, value=new, tail=""), addresses)
    if reference.form not in _ON_SITE:
        return new == text
    url = address(targets, asked(link.post, destination, reference))
    meant = text if text.startswith("/") else addresses.on_site(text)
    return bool(url and meant) and addresses.key(url or "") == addresses.key(meant or "")


def _in_kind(new: str, value: str, destination: Destination, targets: Targets | None) -> str | None:
    """Return a new text as its place can hold it, or None.

    A path for a path where a template tag makes something of it; an address where text is a link
    by its scheme alone.
    """
    if destination.kind in _NEED_SCHEME and new.startswith("/"):
        return in_full(targets, new) if targets and targets.site.addresses.full else None
    by_tag = destination.kind is Kind.TEMPLATE or destination.names is Names.ROOTED
    if by_tag and bool(parts_of(new).host) != bool(parts_of(value).host):
        return None
    return new.removesuffix(destination.tail) if new.endswith(destination.tail) else None
