"""Eleventy with markdown-it."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor, PageFacts, PageUrls
from postkit.flavors.dates import ELEVENTY_DATES
from postkit.flavors.fences.javascript import find_eleventy
from postkit.flavors.headings import github
from postkit.flavors.link_tags import ELEVENTY_LINKS
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import js_yaml
from postkit.flavors.templates import LIQUID, NUNJUCKS_COMMENT, WORDPRESS
from postkit.flavors.traps import ELEVENTY_TRAPS


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.eleventy import urls  # only the checks of links ask for it

    return urls(facts)


ELEVENTY = Flavor(
    name="eleventy",
    title="Eleventy",
    dialect=Dialect.COMMONMARK,
    # Eleventy 3.1.8 with @11ty/gray-matter 1.0 and js-yaml 4.3
    reader=Reader(
        find_eleventy,
        js_yaml,
        ELEVENTY_DATES,
        last_key_wins=False,
        anchor_twice=True,
        refuses_tags=True,
        any_key=True,
        makes_dates=True,
        unreal_dates="rolled",
        traps=ELEVENTY_TRAPS,
    ),
    # Eleventy gives none by itself; its plugin and markdown-it-anchor have rules of their own.
    heading_ids=github,
    urls=_urls,
    # Markdown is Liquid first, or Nunjucks where the site says so.
    tags=NUNJUCKS_COMMENT + LIQUID + WORDPRESS,
    content_folders=(),
    post_folders=(),
    schema="eleventy-post",
    needs_front_matter=False,
    heading_attributes=False,
    link_tags=ELEVENTY_LINKS,
)
