"""Posts whose address has changed since a revision of git, with nothing left at the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Fix, Safety, apply_edits
from postkit.core.printable import quoted
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors.base import PageFacts, PageUrls
from postkit.frontmatter.additions import with_item, written_key
from postkit.frontmatter.read import FrontMatter, read
from postkit.links.lookup.targets import Targets
from postkit.links.moved.former import Former
from postkit.rules.table import URL003
from postkit.site.address import Addresses
from postkit.site.build import page_urls
from postkit.site.post import Post


class _Page(NamedTuple):
    """A post as a page of its site.

    Attributes:
        post: The post.
        config: The site's own configuration as data.
        addresses: Tells equal addresses of the site.
        urls: Where it is published, and what leads there.
    """

    post: Post
    config: Mapping[str, Any]
    addresses: Addresses
    urls: PageUrls

    def keys(self, urls: PageUrls) -> set[str | None]:
        """Return the keys of the addresses that lead to a page."""
        return set(map(self.addresses.key, urls.aliases))


def readdressed(
    post: Post, targets: Targets, former: Former, config: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    """Yield a finding if a post has another address than it had, and nothing is left at the old one.

    Args:
        post: The post, which may be half mended.
        targets: What is on its site.
        former: The site as it was.
        config: The site's own configuration as data.
    """
    old = _left(post, targets, former)
    if old is None:
        return
    page = _Page(post, config, targets.site.addresses, _urls(post, post.source.data, config))
    new, old_key = page.urls.url, page.addresses.key(old)
    if new is None or old_key in {page.addresses.key(_path(new)), *page.keys(page.urls)}:
        return
    message = f"the address of this page has changed {former.since}: it was {quoted(old)}, now {quoted(new)}"
    key = _alias_key(post.front_matter, targets.how.alias_keys)
    hint = f"add the old address to `{key}`, so that it still leads here" if key else targets.how.alias_hint
    fix = _fix(page, key, old) if key else None
    yield Diagnostic(URL003, _place(page, former), message, hint, fix)


def _urls(post: Post, data: bytes, config: Mapping[str, Any]) -> PageUrls:
    """Return where a post is published if it says this."""
    return page_urls(Source(post.path, data), post.flavor, config)


def _left(post: Post, targets: Targets, former: Former) -> str | None:
    """Return the address that a post surely had and has no more, if surely nothing else is there now."""
    was, then, now = former.past.path_then(post.path), former.then.site, targets.site
    if was is None or post.path in former.past.unsure or not (then.knows(was) and now.knows(post.path)):
        return None
    old, new = then.url_of(was), now.url_of(post.path)
    key = then.addresses.key(_path(old)) if old else None
    if old is None or new is None or key is None or key == now.addresses.key(_path(new)):
        return None
    old = _path(old)
    if then.addresses.base != now.addresses.base:
        old = now.addresses.url(key)  # the whole site has moved, which is for its host to say
    made = targets.how.makes(key) or targets.redirects.speak_of(unquote(old))
    return None if made or targets.served(old) is not None else old


def _path(url: str) -> str:
    """Return an address as an engine writes it, which is a path: a `?` or `#` is part of a file's name."""
    return url.replace("?", "%3F").replace("#", "%23")


def _alias_key(front_matter: FrontMatter, keys: tuple[str, ...]) -> str:
    """Return the key that an alias belongs to, as it is written: one with a value goes before the others."""
    written = [written_key(front_matter, key) for key in keys]
    with_value = (key for key in written if front_matter.data.get(key))
    there = (key for key in written if key in front_matter.data)
    return next(chain(with_value, there, written), "")


def _fix(page: _Page, key: str, old: str) -> Fix | None:
    """Return the fix that names the old address under a key, if the engine then leads from there."""
    path, base = unquote(old), page.addresses.base
    wanted = page.keys(page.urls) | {page.addresses.key(old)}
    for text in _spellings(path[len(base) :] if path.startswith(f"{base}/") else path):
        edits = with_item(page.post.front_matter, key, text)
        if edits is None:
            continue
        mended = _urls(page.post, apply_edits(page.post.source.data, edits), page.config)
        if page.keys(mended) == wanted and mended.url == page.urls.url:
            return Fix(f"add {quoted(text)} to `{key}`", edits, Safety.UNSAFE)
    return None


def _spellings(path: str) -> Iterator[str]:
    """Yield what may have to be written for a decoded path below the base.

    An engine may put the language before it, and take a folder with a dot in its name for a file.
    """
    _, _, inside = path.removeprefix("/").partition("/")
    for one in (path, f"/{inside}", f"/..{path}"):
        yield one
        if one.endswith("/"):
            yield f"{one}index.html"


def _place(page: _Page, former: Former) -> Span:
    """Return the place of the key that has changed and makes the address another; else the beginning."""
    post = page.post
    was = former.past.path_then(post.path) or post.path
    text = former.past.text(was)
    if text is None or post.flavor.urls is None:
        return WHOLE_FILE
    now, then = post.front_matter.data, read(Source(was, text), post.flavor).data
    for key, value in now.items():
        if value == then.get(key):
            continue
        undone = {name: one for name, one in now.items() if name != key}
        undone |= {key: then[key]} if key in then else {}
        if post.flavor.urls(PageFacts(post.path, undone, page.config)).url != page.urls.url:
            found = post.front_matter.locate((key,))
            return found.value if found else WHOLE_FILE
    return WHOLE_FILE
