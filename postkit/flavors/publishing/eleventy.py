"""How Eleventy publishes a site: links stay as they are written, unless one of its plugins is on.

Source: Eleventy 3.1.8 with `InputPathToUrlTransformPlugin` and `HtmlBasePlugin`; measured. Templates
and data make pages that no file shows, and files are copied by programs.
"""

from __future__ import annotations

from postkit.flavors.permalinks.settings import UNKNOWN, mapping, text
from postkit.flavors.publishing.paths import LISTS, MADE_SUFFIXES, place, suffix
from postkit.flavors.publishing.record import BySource, Publishing, SiteFacts

_INPUT_PATHS = frozenset({"InputPathToUrlTransformPlugin", "inputPathToUrl"})
_LINK_CHANGERS = frozenset({"addTransform", "setLibrary", "amendLibrary", "addExtension"})


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Eleventy publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    uses = frozenset(config.get("uses", ()))
    folder, prefix = mapping(config.get("dir")).get("input", ""), config.get("pathPrefix", "")
    source = text(folder).strip("/")
    known = UNKNOWN not in (folder, prefix) and _LINK_CHANGERS.isdisjoint(uses)
    by_path = bool(uses & _INPUT_PATHS)
    return Publishing(
        base=place(prefix).base,
        content=source,
        static=tuple(dict.fromkeys((source, "", "public", "static", "assets"))),
        by_source=BySource(pages=by_path, html=by_path, loses_slash=True, roots=(source,), everywhere=True),
        adds_base="HtmlBasePlugin" in uses or "EleventyHtmlBasePlugin" in uses,
        makes=lambda path: suffix(path) in MADE_SUFFIXES or LISTS.search(path) is not None,
        links_known=known,
        pages_known=False,
        alias_hint="make a page with the old address as its `permalink` that leads to the new one",
    )
