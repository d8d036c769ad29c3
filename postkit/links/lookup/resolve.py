"""What a destination is: an address elsewhere, a file, a path of the site, an anchor (RFC 3986)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination
from postkit.site.address import Addresses

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = ("http:", "https:", "ftp:")
_ALIAS = re.compile(r"[@~]/")
_TEMPLATE = re.compile(r"\{[{%]|[}%]\}|<%|\$\{|\{[A-Za-z_.]+\}|%7B%7B", re.IGNORECASE)
"""A tag of any template language: left-overs of another engine are no paths either."""
_STRIPPED = "".join(map(chr, range(0x21)))
_LONGEST = 4096


class Form(StrEnum):
    """The forms of a destination."""

    EXTERNAL = "external"
    PROTOCOL_RELATIVE = "protocol-relative"
    FRAGMENT = "fragment only"
    RELATIVE = "relative"
    ROOT_RELATIVE = "root-relative"
    EMPTY = "empty"
    TEMPLATE = "template"
    OTHER = "other"


class Reference(NamedTuple):
    """A destination taken apart.

    Attributes:
        form: What it is.
        path: Its path, percent-encoded as written; empty where there is none to look for.
        fragment: What stands after `#`, as written; None where there is no `#`.
        absolute: Whether it is a path of this site written with scheme and host.
        query: Whether a query follows the path.
    """

    form: Form
    path: str = ""
    fragment: str | None = None
    absolute: bool = False
    query: bool = False

    @property
    def decoded(self) -> str:
        """The path with its percent signs resolved."""
        return unquote(self.path)

    @property
    def suffix(self) -> str:
        """The extension of the path's last name in lower case, with its dot; empty where there is none."""
        name = self.decoded.rstrip("/").rpartition("/")[2]
        return name[name.rindex(".") :].lower() if "." in name.lstrip(".") else ""


def resolve(destination: Destination, addresses: Addresses | None = None) -> Reference:
    """Tell what a destination is; a path is taken apart from its query and fragment.

    Args:
        destination: The destination of a link.
        addresses: Knows the site's own; without it every absolute URL is external.
    """
    by_address = destination.names in (Names.ADDRESS, Names.ROOTED)
    if destination.template or not by_address or _TEMPLATE.search(destination.value + destination.tail):
        return Reference(Form.TEMPLATE)
    # Browsers strip these, and take `\\` for `/` (URL standard, section 4.4).
    value = (destination.value + destination.tail).strip(_STRIPPED).replace("\\", "/")
    if destination.names is Names.ROOTED and not _SCHEME.match(value):
        value = f"{addresses.base if addresses else ''}/{value.lstrip('/')}"
    if not value:
        return Reference(Form.EMPTY)
    if value.startswith("//"):
        return Reference(Form.PROTOCOL_RELATIVE)
    if scheme := _SCHEME.match(value):
        path = addresses.on_site(value) if addresses else None
        if path is not None:
            before, _, fragment = value.partition("#")
            return Reference(Form.ROOT_RELATIVE, path, fragment or None, absolute=True, query="?" in before)
        return Reference(Form.EXTERNAL if scheme[0].lower() in _WEB else Form.OTHER)
    return _on_site(value)


def _on_site(value: str) -> Reference:
    rest, hash_sign, after = value.partition("#")
    fragment = after if hash_sign else None
    path, mark, _ = rest.partition("?")
    if not path:
        return Reference(Form.FRAGMENT, "", fragment)
    if _ALIAS.match(path) or len(path) > _LONGEST or not path.isprintable():
        # `@/` and `~/` are folders that only the engine or a bundler knows.
        return Reference(Form.OTHER)
    form = Form.ROOT_RELATIVE if path.startswith("/") else Form.RELATIVE
    return Reference(form, path, fragment, query=bool(mark))
