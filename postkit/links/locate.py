"""Finds the file that a path in a link means, by every rule that an engine may go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from postkit.links.resolve import Form, Reference
from postkit.links.targets import Targets, page_spellings

_COMMON_ROOTS = ("", "static", "public", "source", "src", "content", "assets", "docs")


class OtherCase(NamedTuple):
    """Something that a path would name if case did not matter.

    Attributes:
        file: The file.
        right: The path in its right case, decoded, of as many names as the link's own or more.
    """

    file: str
    right: str


def locate(targets: Targets, post: str, reference: Reference) -> str | None:
    """Return the file that a relative or root-relative link means.

    Args:
        targets: The site.
        post: The path of the post below the root.
        reference: The link.

    Returns:
        The file; an empty text for a folder without an index; None where nothing is found.
    """
    for path in file_paths(targets, post, reference):
        found = targets.file(path)
        if found is not None:
            return found
    for url in urls(targets, post, reference):
        found = targets.served(url)
        if found is not None:
            return found
    if targets.flavor.name == "hugo":
        # Hugo lowers the paths of pages and finds them in any case (content management, URLs).
        pages = (targets.page_in_any_case(path) for path in file_paths(targets, post, reference))
        return next((page for page in pages if page), None)
    return None


def locate_other_case(targets: Targets, post: str, reference: Reference) -> OtherCase | None:
    """Return what a link that means nothing would mean in another case, or None.

    Args:
        targets: The site.
        post: The path of the post below the root.
        reference: The link.
    """
    for path in file_paths(targets, post, reference):
        bare = path.rstrip("/")
        for spelling in page_spellings(bare):
            if right := targets.files.right_case(spelling):
                return OtherCase(right, _as_asked(right, spelling, bare))
    for url in urls(targets, post, reference):
        for path in targets.site.like(url):
            right = unquote(targets.site.url_of(path) or "").strip("/")
            if right:
                return OtherCase(path, right)
        if static := targets.static_in_any_case(url):
            return OtherCase(static, static)
    return None


def _as_asked(right: str, spelling: str, asked: str) -> str:
    """Return a file's path with the ending that a link gave it instead of the file's own."""
    if asked.endswith(".html") and not spelling.endswith(".html"):
        return f"{right[: len(right) - len(spelling) + len(asked) - len('.html')]}.html"
    return right[: len(right) - len(spelling) + len(asked)]


def file_paths(targets: Targets, post: str, reference: Reference) -> Iterator[str]:
    """Yield the decoded paths below the root that a link may mean; none leads out of it."""
    make = _RELATIVE if reference.form is Form.RELATIVE else _ROOTED
    candidates = make.get(targets.flavor.name, make[""])(post, reference.decoded)
    if reference.form is Form.RELATIVE and targets.site.url_of(post) is None:
        # A draft is published who knows where.
        candidates = chain(candidates, _relative_unknown(post, reference.decoded))
    seen = set()
    for path in candidates:
        inside = _inside(path)
        if inside is not None and inside not in seen:
            seen.add(inside)
            yield inside


def urls(targets: Targets, post: str, reference: Reference) -> Iterator[str]:
    """Yield the path of the site that a browser would ask for; none where URLs are not known."""
    if targets.flavor.urls is None:
        return
    if reference.form is Form.ROOT_RELATIVE:
        yield reference.path
    elif own := targets.site.url_of(post):
        yield urljoin(own, reference.path)


def leaves_root(post: str, reference: Reference) -> bool:
    """Tell whether a relative link climbs out of the site's root."""
    folder = post.rpartition("/")[0]
    return reference.form is Form.RELATIVE and _inside(f"{folder}/{reference.decoded}") is None


def _inside(path: str) -> str | None:
    """Follow `.` and `..`; None where that leaves the root."""
    plain = normpath(path.lstrip("/") or ".")
    if plain == ".." or plain.startswith("../"):
        return None
    return "" if plain == "." else plain


def _relative(post: str, path: str) -> Iterator[str]:
    yield f"{post.rpartition('/')[0]}/{path}"


def _relative_hugo(post: str, path: str) -> Iterator[str]:
    """Beside the file, then from the root of the content and in `assets`, as the render hook looks."""
    yield from _relative(post, path)
    yield from _rooted_hugo(post, path)
    yield f"assets/{path}"


def _relative_unknown(post: str, path: str) -> Iterator[str]:
    """Beside the file, beside a page published as a folder, or where such sites keep files."""
    yield from _relative(post, path)
    yield f"{post.rpartition('.')[0]}/{path}"
    tail = path
    while tail.startswith(("./", "../")):
        tail = tail.partition("/")[2]
    if tail:
        yield from (f"{root}/{tail}" for root in _COMMON_ROOTS)


def _rooted(_: str, path: str) -> Iterator[str]:
    yield path


def _rooted_hugo(post: str, path: str) -> Iterator[str]:
    """From the root of the content, or of the language's own folder in it."""
    top, _, rest = post.partition("/")
    language = rest.partition("/")[0]
    yield f"{top}/{path}"
    yield f"{top}/{language}/{path}"


def _rooted_unknown(_: str, path: str) -> Iterator[str]:
    yield from (f"{root}/{path}" for root in _COMMON_ROOTS)


_Paths = Callable[[str, str], Iterator[str]]
_RELATIVE: dict[str, _Paths] = {"": _relative, "hugo": _relative_hugo}
_ROOTED: dict[str, _Paths] = {"": _rooted, "hugo": _rooted_hugo, "gfm": _rooted_unknown}
