"""How links to what was moved are written again: as the writer wrote them before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import normpath, relpath
from types import MappingProxyType
from urllib.parse import unquote

from postkit.flavors.base import Names
from postkit.links.forms.rewriting import To
from postkit.links.forms.shapes import below_base, in_full, parts_of, shapes
from postkit.links.forms.target import Target
from postkit.links.lookup.locate import Asked, address, locate
from postkit.links.lookup.relative import from_page
from postkit.links.lookup.resolve import Form
from postkit.links.lookup.targets import FOLDER, Targets
from postkit.links.moved.former import Meant

_LONGEST_ENDING = len("/_index.markdown")
_AS_IT_IS: Mapping[str, str] = MappingProxyType({})


def new_paths(now: Targets, then: Targets, link: Asked, meant: Meant, written: str) -> Iterator[str]:
    """Yield decoded paths that may lead to what a link meant, those most like its own first.

    Args:
        now: The site.
        then: The site as it was.
        link: The link, relative or root-relative.
        meant: What it meant.
        written: Its decoded path as it is written.
    """
    if meant.now is not None and meant.link is not None:
        olds, news = _spellings(then, meant.link, meant.then), _spellings(now, link, meant.now)
        yield from _in_place_of(written, olds, news, _shortest(then, meant.link))


def leads_to(targets: Targets, link: Asked, meant: Meant) -> bool:
    """Tell whether a link leads to what another one meant.

    Args:
        targets: The site as it is.
        link: The link as it is to be written.
        meant: What is meant.
    """
    if meant.now is None:
        return False
    is_file = meant.now.file and targets.files.is_file(meant.now.file)
    return locate(targets, link) == (meant.now.file if is_file else FOLDER)


def new_names(targets: Targets, post: str, names: Names, written: str, meant: Meant) -> Iterator[str]:
    """Yield the names by which a template tag may call a file that has moved, those most like its own first.

    Args:
        targets: The site.
        post: The post that the tag stands in.
        names: What the tag's name is.
        written: The name as it stands in the tag.
        meant: The file.
    """
    if meant.now is not None:
        olds = _called(targets, post, names, meant.then.file)
        yield from _in_place_of(written, olds, _called(targets, post, names, meant.now.file))


def _shortest(then: Targets, link: Asked) -> dict[str, str]:
    """Return a relative link's path as it is written without detours, by way."""
    found = {}
    if link.reference.form is Form.RELATIVE:
        own, url, path = then.site.url_of(link.post), address(then, link), link.reference.decoded
        folder = link.post.rpartition("/")[0] or "."
        found["file"] = relpath(f"{folder}/{path}", folder) + ("/" if path.endswith("/") else "")
        if own and url:
            found["address"] = from_page(unquote(own), unquote(url))
    return found


def _in_place_of(
    written: str, olds: Mapping[str, str], news: Mapping[str, str], shortest: Mapping[str, str] = _AS_IT_IS
) -> Iterator[str]:
    """Yield new spellings: like the old one that the writer took, then all others."""
    bare = _without_dots(written)
    ways = sorted(olds.keys() & news.keys(), key=list(olds).index)
    if bare.endswith("/"):
        ways.sort(key=lambda way: way != "address")  # a folder is an address before it is a file's
    alike = (_alike(shortest.get(way, bare), olds[way], news[way]) for way in ways)
    yield from dict.fromkeys((*filter(None, alike), *news.values()))


def _spellings(targets: Targets, link: Asked, target: Target) -> dict[str, str]:
    """Return the ways to write a path to a target in the form of a link, what the engine wants first."""
    rooted, file, url = link.reference.form is Form.ROOT_RELATIVE, target.file, target.url
    wanted = shapes(targets, link, target, To.ROOT if rooted else To.RELATIVE)
    found = {f"wanted {number}": path for number, path in enumerate(wanted)}
    own = targets.site.url_of(link.post)
    if file:
        found["file"] = f"/{file}" if rooted else relpath(file, link.post.rpartition("/")[0] or ".")
        for root in targets.how.by_source.roots:
            if not root or file.startswith(f"{root}/"):
                inside = file[len(root) :].lstrip("/")
                found[f"below {root}"] = f"/{inside}" if rooted else inside
    if url and rooted:
        path = unquote(url)
        if link.reference.absolute and targets.site.addresses.full:
            found["in full"] = parts_of(in_full(targets, path)).path
        found |= {"address": path, "below base": below_base(targets, path) or path}
    elif url and own:
        found["address"] = from_page(unquote(own), unquote(url))
    return found


def _called(targets: Targets, post: str, names: Names, file: str) -> dict[str, str]:
    """Return the ways in which a tag may call a file."""
    if names is Names.FILE:
        return {"path": file, "from root": f"/{file}"}
    if names is Names.SLUG:
        slug = targets.how.slug(file)
        return {"slug": slug} if slug else {}
    if names is Names.POST:
        stem = file.rpartition("_posts/")[2].rpartition(".")[0]
        folder = file.rpartition("_posts/")[0]
        return {"name": stem.rpartition("/")[2], "path": stem, "from root": f"{folder}{stem}"}
    if names is Names.PAGE:
        content = f"{targets.how.content}/"
        inside, own = file.removeprefix(content), post.removeprefix(content)
        beside = relpath(inside, own.rpartition("/")[0] or ".")
        folder, _, name = inside.rpartition("/")
        bundle = folder.rpartition("/")[2] if name.partition(".")[0] in ("index", "_index") else name
        return {"name": bundle, "beside": beside, "path": inside, "from root": f"/{inside}"}
    return {}


def _alike(written: str, old: str, new: str) -> str | None:
    """Return a new path that ends as the writer ends paths; None where another old one is written.

    A writer may leave out a slash, the extension or `index.md`, or write `.html` for `.md`.

    Args:
        written: The old path as it stands in the link.
        old: The old path in full.
        new: The path that takes its place, in full.
    """
    old = _without_dots(old)
    common = next((at for at, (one, two) in enumerate(zip(written, old, strict=False)) if one != two), None)
    common = min(len(written), len(old)) if common is None else common
    missing, instead = old[common:], written[common:]
    if any("/" in end.strip("/") or len(end) > _LONGEST_ENDING for end in (missing, instead)):
        return None
    if missing.startswith(".") and instead == "/":
        return None  # a file without its extension is no folder
    return new[: len(new) - len(missing)] + instead if new.endswith(missing) else new


def _without_dots(path: str) -> str:
    """Return a path without `.` and `..` where they can be left out; a slash at its end stays."""
    plain = normpath(path) if path else path
    return f"{plain}/" if path.endswith("/") and not plain.endswith("/") else plain
