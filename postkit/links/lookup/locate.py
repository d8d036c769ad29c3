"""Finds the file that a link leads to, as its engine and then a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from postkit.flavors.publishing.record import BySource
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.lookup.resolve import Form, Reference
from postkit.links.lookup.targets import PAGE_SUFFIXES, Targets, page_spellings

_COMMON_ROOTS = ("", "static", "public", "source", "src", "content", "assets", "docs")
"""Folders that engines take for the site's root, as their sites keep files there."""

_DOUBLED = re.compile("/{2,}")
_LANGUAGE = re.compile("[a-z]{2}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)

_ANYTHING = BySource(pages=True, files=True, html=True, bare=True, roots=_COMMON_ROOTS)
"""What code that postkit does not know may look up."""

_TREE = BySource(pages=True, files=True, html=True, roots=("",))
"""What files are to each other that no engine is known to publish."""


class Asked(NamedTuple):
    """A link of a post, as it is looked up.

    Attributes:
        post: The path of the post below the root.
        reference: The destination taken apart.
        html: Whether it stands in an attribute of HTML.
        image: Whether it is a picture in Markdown.
    """

    post: str
    reference: Reference
    html: bool = False
    image: bool = False


def asked(post: str, destination: Destination, reference: Reference) -> Asked:
    """Return what is looked up for a destination of a post.

    Args:
        post: The path of the post below the root.
        destination: The destination.
        reference: The same, taken apart.
    """
    html = destination.kind is Kind.ATTRIBUTE
    return Asked(post, reference, html, destination.image and not html)


class OtherCase(NamedTuple):
    """Something that a path would name if case did not matter.

    Attributes:
        file: The file.
        right: The path in its right case, decoded, of as many names as the link's own or more.
        place: What the link differs from: the file, or the decoded address of a page.
    """

    file: str
    right: str
    place: str


def locate(targets: Targets, link: Asked) -> str | None:
    """Return the file that a relative or root-relative link means.

    Args:
        targets: The site.
        link: The link.

    Returns:
        The file; an empty text for what exists and is no file; None where nothing is found.
    """
    found = _in_bundle(targets, link) or _among_sources(targets, link, _rules(targets, link))
    if found is None and (url := address(targets, link)):
        found = targets.served(url)
        if found is None and not targets.how.links_known:
            found = targets.served(f"{targets.site.addresses.base}{url}")
        if found is None and targets.how.slash_optional and link.reference.form is Form.RELATIVE:
            found = targets.served(_joined(f"{targets.site.url_of(link.post)}/", link.reference.path))
    return found


def locate_other_case(targets: Targets, link: Asked) -> OtherCase | None:
    """Return what a link that means nothing would mean in another case, or None.

    Args:
        targets: The site.
        link: The link.
    """
    rules = _rules(targets, link)
    if rules.pages or rules.files:
        for path in source_paths(link, rules):
            for spelling in page_spellings(path) if rules.bare and not path.endswith("/") else (path,):
                right = targets.files.right_case(spelling)
                if right and right != spelling.rstrip("/"):
                    return OtherCase(right, _as_asked(right, spelling, path), right)
    url = address(targets, link)
    return _published_in_other_case(targets, url) if url else None


def _published_in_other_case(targets: Targets, url: str) -> OtherCase | None:
    base = targets.site.addresses.base
    if not url.startswith(base) and url.lower().startswith(base.lower()):
        url = base + url[len(base) :]
    for path in targets.site.like(url):
        right = unquote(targets.site.url_of(path) or "")
        if right.strip("/"):
            return OtherCase(path, right.strip("/"), right)
    if (found := targets.static_in_any_case(url)) is None:
        return None
    return OtherCase(found.file, f"{base}/{found.key}".lstrip("/"), found.file)


def _as_asked(right: str, spelling: str, asked: str) -> str:
    """Return a file's path with the ending that a link gave it instead of the file's own."""
    if asked.endswith(".html") and not spelling.endswith(".html"):
        return f"{right[: len(right) - len(spelling) + len(asked) - len('.html')]}.html"
    return right[: len(right) - len(spelling) + len(asked)]


def address(targets: Targets, link: Asked) -> str | None:
    """Return the path of the site that a browser would ask for; None where that cannot be known.

    Args:
        targets: The site.
        link: The link.
    """
    if targets.flavor.urls is None:
        return None
    path = link.reference.path
    if link.image and targets.how.images_from_root and not link.reference.absolute:
        return _below_base(targets, f"/{path}")
    if link.reference.form is Form.ROOT_RELATIVE:
        return _below_base(targets, path) if _gets_base(targets, link) else path
    own = targets.site.url_of(link.post)
    return _joined(own, path) if own else None


def _joined(base: str, path: str) -> str:
    """Follow a relative path from an address; what climbs above the root stays there.

    RFC 3986, section 5.2.4; Python drops the root then.
    """
    return f"/{urljoin(base, path).removeprefix('/')}"


def _below_base(targets: Targets, path: str) -> str:
    """Return a path with the base path before it, as engines write it: no slash is doubled."""
    return _DOUBLED.sub("/", f"{targets.site.addresses.base}{path}")


def _gets_base(targets: Targets, link: Asked) -> bool:
    return targets.how.adds_base and not link.reference.absolute


def leaves_root(link: Asked) -> bool:
    """Tell whether a relative link climbs out of the folder of the site's sources."""
    folder = link.post.rpartition("/")[0]
    return link.reference.form is Form.RELATIVE and _inside(f"{folder}/{link.reference.decoded}") is None


def _rules(targets: Targets, link: Asked) -> BySource:
    """Return which sources a link may name: any where code of the site's own decides."""
    if not targets.how.links_known:
        return _ANYTHING
    if targets.site.url_of(link.post) is None:
        # A draft is published who knows where; what is never published is read on GitHub.
        return _ANYTHING if link.reference.form is Form.RELATIVE else _from_root(targets.how.by_source)
    rules = targets.how.by_source
    return BySource() if link.html and not rules.html else rules


def _from_root(rules: BySource) -> BySource:
    """Return the rules for which GitHub's hold, too: a path that begins with `/` may name any file."""
    return rules._replace(pages=True, files=True, roots=(*rules.roots, ""))


def sure_rules(targets: Targets, link: Asked) -> BySource:
    """Return which sources the engine surely looks a link up among; none where that would be a guess.

    Args:
        targets: The site.
        link: The link.
    """
    if targets.flavor.urls is None:
        return _TREE
    known = targets.how.links_known and targets.how.surely_by_source(link.post)
    known = known and targets.site.url_of(link.post) is not None
    return _rules(targets, link) if known else BySource()


def locate_source(targets: Targets, link: Asked) -> str | None:
    """Return the source that a link surely names, where the engine looks it up there.

    Args:
        targets: The site.
        link: The link.

    Returns:
        As for `locate`.
    """
    return _among_sources(targets, link, sure_rules(targets, link))


def _among_sources(targets: Targets, link: Asked, rules: BySource) -> str | None:
    if rules.images and link.image and link.reference.form is Form.RELATIVE:
        rules = rules._replace(files=True)
    if not (rules.pages or rules.files) or link.reference.absolute:
        return None
    find = targets.file_or_page if rules.bare else targets.file
    for path in source_paths(link, rules):
        found = find(path.rstrip("/") if rules.loses_slash else path)
        if found is not None and _is_taken(targets, found, rules):
            return found
        if targets.how.any_case and rules.pages and (page := targets.page_in_any_case(path)):
            return page
    assets = (f"{folder}/{link.reference.decoded.lstrip('/')}" for folder in rules.assets)
    return next(filter(None, map(targets.file, assets)), None)


def _in_bundle(targets: Targets, link: Asked) -> str | None:
    """Return the picture that a post keeps in its own folder, where the engine looks there first.

    It is a name: percent signs are not resolved, a query or fragment belongs to it.
    """
    if not (link.image and targets.how.images_from_bundle and link.reference.form is Form.RELATIVE):
        return None
    if link.reference.query or link.reference.fragment is not None:
        return None
    folder = targets.how.bundle(link.post)
    path = _inside(f"{folder}/{link.reference.path}")
    return targets.file(path) if folder and path else None


def _is_taken(targets: Targets, found: str, rules: BySource) -> bool:
    """Tell whether an engine replaces the path of a file that was found by its address.

    What is not published, such as a draft, has none; pictures that an engine bundles need none.
    """
    if not found:
        return rules.files
    is_page = found.lower().endswith(PAGE_SUFFIXES[:3])
    certain = rules.roots == targets.how.by_source.roots and not targets.site.unknown
    if certain and (is_page or not rules.images) and targets.address(found) is None:
        return False
    return rules.pages if is_page else rules.files


def source_paths(link: Asked, rules: BySource = _ANYTHING) -> Iterator[str]:
    """Yield the decoded paths below the root that a link may mean; none leads out of it.

    Args:
        link: The link.
        rules: Which sources an engine looks up.
    """
    seen = set()
    for path in _candidates(link, rules):
        inside = _inside(path)
        if inside is not None and inside not in seen:
            seen.add(inside)
            yield inside


def _candidates(link: Asked, rules: BySource) -> Iterator[str]:
    """Yield the paths from each folder in which a destination is looked up."""
    path, relative = link.reference.decoded, link.reference.form is Form.RELATIVE
    if relative:
        yield f"{link.post.rpartition('/')[0]}/{path}"
    if rules is _ANYTHING and relative:
        yield f"{link.post.rpartition('.')[0]}/{path}"  # beside a page that is published as a folder
        while path.startswith(("./", "../")):
            path = path.partition("/")[2]
    if not relative or rules.everywhere or rules is _ANYTHING:
        yield from (f"{root}/{path}" for root in rules.roots)
        # A language has a folder of its own in the content.
        language = filter(_LANGUAGE.fullmatch, link.post.split("/")[1:2] if link.post.count("/") > 1 else ())
        yield from (f"{root}/{name}/{path}" for name in language for root in rules.roots)


def _inside(path: str) -> str | None:
    """Follow `.` and `..`, and keep a slash at the end; None where the path leaves the root."""
    plain = normpath(path.lstrip("/") or ".")
    if plain == ".." or plain.startswith("../"):
        return None
    if plain == ".":
        return ""
    return f"{plain}/" if path.endswith("/") else plain
