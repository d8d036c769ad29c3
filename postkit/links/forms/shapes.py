"""The address of a page or file in each of the forms that a link can have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import relpath
from typing import NamedTuple
from urllib.parse import unquote

from postkit.links.forms.rewriting import To
from postkit.links.forms.target import Target
from postkit.links.lookup.locate import Asked, sure_rules
from postkit.links.lookup.relative import from_page
from postkit.links.lookup.resolve import Form
from postkit.links.lookup.targets import PAGE_SUFFIXES, Targets
from postkit.links.spelling.percent import percent_encoded

_PARTS = re.compile(
    r"(?P<host>(?:[a-z][a-z0-9+.-]*://[^/?#]*)?)(?P<path>[^?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Parts(NamedTuple):
    """A destination in its parts, as written.

    Attributes:
        host: Its scheme and host; empty where it has none.
        path: Its path.
        rest: Its query and fragment with their signs.
    """

    host: str
    path: str
    rest: str


def parts_of(value: str) -> Parts:
    """Return the parts of a destination.

    Args:
        value: What it says.
    """
    found = _PARTS.fullmatch(value)
    return Parts(*found.group("host", "path", "rest")) if found else Parts("", value, "")


def shapes(targets: Targets, link: Asked, target: Target, to: To) -> Iterator[str]:
    """Yield the decoded ways to write what a link leads to in a form, the best first.

    Args:
        targets: The site.
        link: The link.
        target: What it leads to.
        to: The form.
    """
    if to is To.RELATIVE:
        yield from _relative(targets, link, target)
    elif to is To.ROOT:
        yield from _from_root(targets, link, target)
    elif target.url and targets.site.addresses.full:
        yield in_full(targets, unquote(target.url))


def in_full(targets: Targets, path: str) -> str:
    """Return a path of the site with scheme and host.

    Args:
        targets: The site, whose address is known.
        path: A path of its host, with the base path where it is below it.
    """
    full, base = targets.site.addresses.full, targets.site.addresses.base
    below = path.startswith(base) and path[len(base) : len(base) + 1] in ("", "/", "?", "#")
    return full + path[len(base) :] if below else parts_of(full).host + path


def below_base(targets: Targets, path: str) -> str | None:
    """Return what follows the base path in a path; None where it lies outside.

    Args:
        targets: The site.
        path: A path of the site.
    """
    base = targets.site.addresses.base
    return path[len(base) :] if path.startswith(f"{base}/") else None


def from_base(targets: Targets, link: Asked) -> bool:
    """Tell whether the engine puts the base path before a link's path.

    Args:
        targets: The site.
        link: The link, not in full.
    """
    rooted = link.reference.form is Form.ROOT_RELATIVE
    return (targets.how.adds_base and rooted) or (link.image and targets.how.images_from_root)


def _relative(targets: Targets, link: Asked, target: Target) -> Iterator[str]:
    reference = link.reference._replace(form=Form.RELATIVE, absolute=False)
    rules = sure_rules(targets, link._replace(reference=reference))
    is_page = target.file.lower().endswith(PAGE_SUFFIXES[:3])
    own = targets.site.url_of(link.post)
    if target.file and (rules.pages if is_page else rules.files):
        yield _as_path(relpath(target.file, link.post.rpartition("/")[0] or "."))
    elif rules.images and link.image:
        return  # the engine would take the file into its bundle: what is served as it is stays so
    elif own and target.url and targets.site.knows(link.post):
        yield _as_path(from_page(unquote(own), unquote(target.url)))


def _as_path(path: str) -> str:
    """Return a relative path whose first name cannot be taken for a scheme."""
    return f"./{path}" if _SCHEME.match(path) else path


def _from_root(targets: Targets, link: Asked, target: Target) -> Iterator[str]:
    rules = sure_rules(targets, link)
    if rules.files:  # destinations are files: an address would not be checked by the engine
        for root in rules.roots:
            if target.file and (not root or target.file.startswith(f"{root}/")):
                yield f"/{target.file[len(root) :].lstrip('/')}"
    elif target.url:
        rooted = link._replace(reference=link.reference._replace(form=Form.ROOT_RELATIVE, absolute=False))
        path: str | None = unquote(target.url)
        path = below_base(targets, path) if path and from_base(targets, rooted) else path
        if path:
            yield path


def as_written(path: str, like: str) -> str:
    """Return a decoded path as it stands in a destination: percent-encoded if the old one was, or has to be.

    Args:
        path: The decoded path; it may have a scheme and host before it.
        like: The path that it takes the place of.
    """
    host = parts_of(path).host
    return host + percent_encoded(like, path[len(host) :])
