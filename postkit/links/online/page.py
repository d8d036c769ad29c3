"""The anchors of a page that was read, and whether a script makes what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from postkit.links.online.body import Body, charsets
from postkit.links.online.fragments import is_named
from postkit.links.online.verdicts import Anchor
from postkit.markdown.tags import start_tags

_LITTLE = 200
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9-]*")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "title", "textarea"})
_APPLICATION = re.compile(
    r"<(?:app-root|div[^>]{0,80}\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby|svelte|q-app))[\s\"'>]"
    r"|<noscript[^>]{0,40}>[^<]{0,200}(?:<[^>]{0,200}>[^<]{0,200}){0,3}javascript",
    re.IGNORECASE,
)


class Page(NamedTuple):
    """What is known of a page.

    Attributes:
        names: Its anchors.
        complete: Whether there are no others: all of it was read, and no script makes it.
    """

    names: frozenset[str]
    complete: bool

    def look_for(self, fragments: Iterable[str]) -> dict[str, Anchor]:
        """Return what can be said of anchors.

        Args:
            fragments: What stands after `#`.
        """
        missing = Anchor.MISSING if self.complete else Anchor.UNKNOWN
        return {one: Anchor.FOUND if is_named(one, self.names) else missing for one in fragments}


def page_of(body: Body) -> Page | None:
    """Return what a body tells of its anchors; None where it is no page, so that `#` means something else.

    Args:
        body: A body as it was read.
    """
    if not body.is_html:
        return None
    plain = body.unpacked()
    if plain is None:
        return Page(frozenset(), complete=False)
    encodings = charsets(plain)
    if encodings[0].startswith("utf-16"):
        text, names = plain.data.decode(encodings[0], "replace"), ["utf-8"]
        found = frozenset(_names(text))
    else:
        # Each byte as one character, so that no wrong charset can move the end of a tag.
        text, names = plain.data.decode("latin-1"), encodings
        found = frozenset(said for name in _names(text) for said in _read(name, names))
    return Page(found, complete=not plain.truncated and not _is_made_by_script(text))


def _names(text: str) -> Iterator[str]:
    for tag in start_tags(text, 0):
        for attribute in tag.attributes:
            if attribute.value and (
                attribute.name == "id" or (attribute.name == "name" and tag.name in ("a", "map"))
            ):
                yield attribute.value


def _read(name: str, encodings: list[str]) -> Iterator[str]:
    """Yield how a name reads in each encoding that the page may be in."""
    if name.isascii():
        yield name
        return
    try:
        raw = name.encode("latin-1")
    except UnicodeEncodeError:  # written with character references
        yield name
        return
    yield name
    for encoding in encodings:
        try:
            yield raw.decode(encoding)
        except UnicodeError:
            continue


def _is_made_by_script(text: str) -> bool:
    """Tell whether a page has a script and hardly any words, or is an application's empty frame."""
    lowered = text.lower()
    if "<script" not in lowered:
        return False
    return _words(text) < _LITTLE or bool(_APPLICATION.search(text))


def _words(text: str) -> int:
    """Return how many characters of a page are text to be read, up to a few."""
    count, hidden = 0, ""
    for piece in text.split("<")[1:]:
        name = _NAME.match(piece)
        tag = name[0].lower() if name else ""
        if hidden:
            if tag != f"/{hidden}":
                continue
            hidden = ""
        elif tag in _HIDDEN:
            hidden = tag
            continue
        count += len("".join(piece.partition(">")[2].split()))
        if count >= _LITTLE:
            break
    return count
