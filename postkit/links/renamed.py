"""Links that name an HTML post by its file, which gets another name when it becomes Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import urljoin

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.offsets import ByteOffsets
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.links.destinations.all import destinations
from postkit.links.lookup.resolve import Form, resolve
from postkit.links.spelling.parts import with_path
from postkit.rules import table as rules
from postkit.site.post import Post

_LINK_TAG = re.compile(r"\{%-?\s*link\s+/?([^\s}%]+\.html?)\s*-?%\}", re.IGNORECASE)
"""Jekyll's `link`: the path of a file below the site's root; a file that is not there ends the build."""

_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?[\"`]?([^\"`#\s]+\.html?)", re.IGNORECASE)
"""Hugo's `ref` and `relref`: from the page's folder, from the content's root, or by the file's name alone."""


class NewName(NamedTuple):
    """What an HTML post becomes.

    Attributes:
        path: Its new path below the site's root.
        url: Its address, which stays; None where it is not known.
    """

    path: str
    url: str | None


class Renamed(NamedTuple):
    """The HTML posts of a run.

    Attributes:
        paths: Their paths below the site's root.
        find: Tells what one of them becomes; None where it stays as it is.
        url_of: Tells the address of any post; None where it is not known.
    """

    paths: Collection[str]
    find: Callable[[str], NewName | None]
    url_of: Callable[[Post], str | None]


def check(post: Post, renamed: Renamed) -> Iterator[Diagnostic]:
    """Yield a finding for each link of a post to the old name of a file.

    A link by the post's address goes on to work and is none.

    Args:
        post: The post.
        renamed: The HTML posts that the run converts.
    """
    if renamed.paths and b".htm" in post.source.data.lower():
        yield from _in_tags(post, renamed)
        yield from _in_links(post, renamed)


def _in_tags(post: Post, renamed: Renamed) -> Iterator[Diagnostic]:
    if not post.masked.tags:
        return
    offsets = ByteOffsets(post.masked.text, post.body.start)
    for token, tag in post.masked.tags.items():
        found = _LINK_TAG.match(tag) or _REF.match(tag)
        if found is None:
            continue
        path = found[1] if found.re is _LINK_TAG else _referred(post.path, found[1], renamed.paths)
        new = renamed.find(path) if path in renamed.paths else None
        if new:
            start = offsets[post.masked.text.index(token)]
            place = Span(len(tag[: found.start(1)].encode()), len(tag[: found.end(1)].encode())).shift(start)
            yield _finding(place, found[1], new, _with_new_ending(found[1]))


def _referred(post: str, path: str, paths: Collection[str]) -> str:
    """Return the file that `ref` means: beside the post, else the one whose path ends with it; or nothing."""
    beside = normpath(f"{post.rpartition('/')[0]}/{path}")
    if beside in paths and not path.startswith("/"):
        return beside
    end = f"/{normpath(path).lstrip('/')}"
    return next((one for one in sorted(paths) if one.endswith(end)), "")


def _in_links(post: Post, renamed: Renamed) -> Iterator[Diagnostic]:
    folder = post.path.rpartition("/")[0]
    for destination in destinations(post):
        reference = resolve(destination)
        if reference.form is not Form.RELATIVE or reference.suffix not in {".html", ".htm"}:
            continue
        path = normpath(f"{folder}/{reference.decoded}").lstrip("/")
        new = renamed.find(path) if path in renamed.paths else None
        if new and not _is_served(reference.path, renamed.url_of(post), new.url):
            text = with_path(post, destination, _with_new_ending(reference.decoded))
            yield _finding(destination.span, destination.value, new, text)


def _is_served(path: str, base: str | None, url: str | None) -> bool:
    """Tell whether a relative link is the post's address, too."""
    return base is not None and url is not None and urljoin(base, path) == url


def _with_new_ending(path: str) -> str:
    return f"{path.rpartition('.')[0]}.md"


def _finding(place: Span, written: str, new: NewName, text: str | None) -> Diagnostic:
    message = f"{quoted(written)} is the name of a file that becomes {quoted(new.path)}"
    fix = Fix(f"write {quoted(text)}", (Edit(place, text.encode()),)) if text else None
    return Diagnostic(rules.HTM006, place, message, "link to it under its new name", fix)
