"""Hexo with marked."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor, PageFacts, PageUrls
from postkit.flavors.dates import HEXO_DATES
from postkit.flavors.fences.hexo import find_hexo
from postkit.flavors.headings import hexo
from postkit.flavors.link_tags import HEXO_LINKS
from postkit.flavors.names import hexo_ignores
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import js_yaml
from postkit.flavors.templates import LIQUID, NUNJUCKS_COMMENT, WORDPRESS
from postkit.flavors.traps import HEXO_TRAPS


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.hexo import urls  # only the checks of links ask for it

    return urls(facts)


HEXO = Flavor(
    name="hexo",
    title="Hexo",
    dialect=Dialect.MARKED,
    # Hexo 8.1.2 with hexo-front-matter 4.2.1 and js-yaml 4.3
    reader=Reader(
        find_hexo,
        js_yaml,
        HEXO_DATES,
        last_key_wins=False,
        anchor_twice=True,
        refuses_tags=True,
        any_key=True,
        tabs_indent=True,
        bare_json=True,
        makes_dates=True,
        unreal_dates="rolled",
        traps=HEXO_TRAPS,
    ),
    heading_ids=hexo,
    urls=_urls,
    # Posts are Nunjucks: the tags are written as Liquid's.
    tags=NUNJUCKS_COMMENT + LIQUID + WORDPRESS,
    content_folders=("source",),
    post_folders=("_posts", "_drafts"),
    schema="hexo-post",
    # A file without any is a post with an empty title.
    needs_front_matter=False,
    heading_attributes=True,
    links_addresses=True,
    ignores=hexo_ignores,
    link_tags=HEXO_LINKS,
)
