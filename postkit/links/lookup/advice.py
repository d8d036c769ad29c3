"""What was probably meant by a link that names nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from posixpath import basename, dirname
from typing import NamedTuple
from urllib.parse import unquote

from postkit.core.printable import quoted
from postkit.links.lookup.locate import Asked, address, locate, source_paths
from postkit.links.lookup.relative import from_page
from postkit.links.lookup.resolve import Form
from postkit.links.lookup.targets import Targets

_MOST_NAMES = 5000
_MOST_LIKE = 3
_CLEARLY = 8


class Advice(NamedTuple):
    """What to say of a link that names nothing.

    Attributes:
        message: What is wrong, after the destination itself.
        hint: What to do; empty where nothing is known.
        right: The decoded path that is meant, of the link's own form; empty where none is certain enough
            to be written.
        safe: Whether nothing else can be meant.
    """

    message: str
    hint: str = ""
    right: str = ""
    safe: bool = False


def advise(targets: Targets, link: Asked) -> Advice:
    """Return what is wrong with a link that names nothing, and what was probably meant.

    Args:
        targets: The site.
        link: The link.
    """
    return (
        _slash(targets, link)
        or _without_base(targets, link)
        or _file_for_address(targets, link)
        or _unpublished(targets, link)
        or _near(targets, link)
    )


def _slash(targets: Targets, link: Asked) -> Advice | None:
    reference = link.reference
    bare = reference._replace(path=reference.path.rstrip("/"))
    if bare.path and bare.path != reference.path and locate(targets, link._replace(reference=bare)):
        message = "does not exist: it is a file, no folder"
        return Advice(message, f"write {quoted(bare.path)}", bare.decoded, safe=True)
    return None


def _without_base(targets: Targets, link: Asked) -> Advice | None:
    base, path = targets.site.addresses.base, link.reference.path
    if base and path.startswith("/") and targets.served(f"{base}{path}"):
        message = f"lacks the path of the site, {quoted(base)}"
        return Advice(message, f"write {quoted(base + path)}", base + link.reference.decoded)
    return None


def _file_for_address(targets: Targets, link: Asked) -> Advice | None:
    """Speak of a path that names a file beside the post, where the engine takes it for an address."""
    url = address(targets, link)
    for path in source_paths(link) if url else ():
        if not targets.files.is_file(path):
            continue
        published = targets.address(path)
        if published is None:
            return Advice(
                f"is a file that {targets.flavor.title} does not publish",
                f"a browser looks for {quoted(url or '')}: move the file to where it is served from",
            )
        return Advice(
            f"does not exist at {quoted(url or '')}, where a browser looks for it",
            f"{quoted(path)} is published at {quoted(published)}: write that",
            as_written(targets, link, published),
        )
    return None


def _unpublished(targets: Targets, link: Asked) -> Advice | None:
    """Speak of a path below a folder that is no page itself."""
    url = address(targets, link)
    key = targets.site.addresses.key(url) if url else None
    if key and any(targets.files.exists(f"{folder}{key}".strip("/")) for folder in targets.how.static):
        return Advice("is a folder without an index page")
    return None


def _near(targets: Targets, link: Asked) -> Advice:
    path = link.reference.decoded.rstrip("/")
    name = basename(path)
    names, before = _names(targets, link), path[: len(path) - len(name)]
    meant = [f"{before}{near}{names[near]}" for near in like(name, names)]
    if not meant:
        return Advice("does not exist")
    hint = (
        f"did you mean {', '.join(map(quoted, meant[:-1]))}{' or ' if meant[1:] else ''}{quoted(meant[-1])}?"
    )
    return Advice("does not exist", hint, meant[0] if len(meant) == 1 else "")


def as_written(targets: Targets, link: Asked, url: str) -> str:
    """Return an address of the site in the form of a link: from the page, or from the root.

    Args:
        targets: The site.
        link: The link.
        url: The percent-encoded address.
    """
    own = targets.site.url_of(link.post)
    if link.reference.form is Form.ROOT_RELATIVE or own is None:
        return unquote(url)
    return from_page(unquote(own), unquote(url))


def _names(targets: Targets, link: Asked) -> Mapping[str, str]:
    """Return the names of pages in the folder of the address, else those of files beside the path.

    Each has the slash that is to stand after it: the link's own, but that of the page's address where
    the link has an extension.
    """
    path, url = link.reference.decoded, address(targets, link)
    after = path[len(path.rstrip("/")) :]
    if url and (not link.reference.suffix or link.reference.suffix == ".html"):
        bare = {page.rstrip("/"): page for page in map(unquote, targets.neighbours(unquote(url)))}
        slashes = {basename(name): page[len(name) :] for name, page in islice(bare.items(), _MOST_NAMES)}
        return slashes if link.reference.suffix else dict.fromkeys(slashes, after)
    key = targets.site.addresses.key(url) if url else None
    served = (f"{folder}{key}".lstrip("/") for folder in targets.how.static) if key else ()
    for source in (*served, *source_paths(link)):
        folder = dirname(source.rstrip("/"))
        if targets.files.exists(folder or "."):
            return dict.fromkeys(islice(targets.files.names(folder), _MOST_NAMES), after)
    return {}


def nearest(wanted: str, names: Iterable[str]) -> str | None:
    """Return the name that is most like another, if it is much like it; see `like`."""
    return next(iter(like(wanted, names)), None)


def like(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names that are much like another, the nearest first: one, if it is clearly nearer.

    Args:
        wanted: A name that names nothing.
        names: Those that do.
    """
    from rapidfuzz import fuzz, process

    some = list(dict.fromkeys(islice(names, _MOST_NAMES)))
    found = process.extract(wanted[:255], some, scorer=fuzz.ratio, score_cutoff=80, limit=_MOST_LIKE)
    best = found[0][1] if found else 0
    return [name for name, score, _ in found if score > best - _CLEARLY]
