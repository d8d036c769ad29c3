"""How Astro publishes a site: links stay as they are written, pictures in Markdown are files.

Source: Astro 7.3.5, 6.0.5 and 5.18.2; measured. What dynamic routes make cannot be foreseen.
"""

from __future__ import annotations

import re
from posixpath import normpath

from postkit.flavors.permalinks.settings import UNKNOWN, mapping, text
from postkit.flavors.publishing.paths import LISTS, MADE_SUFFIXES, place, suffix
from postkit.flavors.publishing.record import BySource, Publishing, SiteFacts

_ROUTES = (".astro", ".js", ".ts", ".mdx", "/index.astro", "/index.mdx")
_ENTRIES = (".md", ".mdx", "/index.md", "/index.mdx")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,4})?", re.IGNORECASE)
_LINK_CHANGERS = frozenset({"remarkPlugins", "rehypePlugins", "processor"})

_COPIERS = frozenset({"integrations", "vite", "adapter", "hooks"})
"""Settings by which code of others may serve any file."""


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Astro publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    build = mapping(config.get("build"))
    source, base = config.get("srcDir"), config.get("base")
    sources = normpath(text(source) or "./src")
    folder, docs = f"{sources}/pages", f"{sources}/content/docs"

    def makes(path: str) -> bool:
        if suffix(path) in MADE_SUFFIXES or LISTS.search(path):
            return True
        stem = path.strip("/").removesuffix(".html")
        if any(facts.exists(f"{folder}/{stem}{ending}") for ending in _ROUTES):
            return True
        # Starlight shows a page of the first language where another has none of its own.
        code, _, inside = stem.partition("/")
        translated = "starlight" in config.get("uses", ()) and _LANGUAGE.fullmatch(code) and inside
        return bool(translated) and any(facts.exists(f"{docs}/{inside}{ending}") for ending in _ENTRIES)

    return Publishing(
        base=place(base).base,
        hosts=place(config.get("site")).hosts,
        origin=place(config.get("site")).origin,
        static=(normpath(text(config.get("publicDir")) or "./public"),),
        by_source=BySource(images=True),
        makes=makes,
        links_known=_LINK_CHANGERS.isdisjoint(config.get("uses", ())) and UNKNOWN not in (source, base),
        pages_known=False,
        copies_known=bool(config) and _COPIERS.isdisjoint(config.get("uses", ())),
        slash_optional=config.get("trailingSlash") == "never" and build.get("format") != "file",
        any_case=True,
        alias_hint="let `redirects` in Astro's configuration lead from the old address to the new one",
    )
