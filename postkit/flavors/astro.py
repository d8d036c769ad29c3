"""Astro with remark."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor, Footnotes, PageFacts, PageUrls
from postkit.flavors.dates import ASTRO_DATES
from postkit.flavors.fences.javascript import find_astro
from postkit.flavors.headings import astro
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import js_yaml
from postkit.flavors.traps import ASTRO_TRAPS


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.astro import urls  # only the checks of links ask for it

    return urls(facts)


ASTRO = Flavor(
    name="astro",
    title="Astro",
    dialect=Dialect.COMMONMARK,
    # Astro 5.18 and 6.0 with js-yaml 4.3 and smol-toml 1.9
    reader=Reader(
        find_astro,
        js_yaml,
        ASTRO_DATES,
        last_key_wins=False,
        anchor_twice=True,
        refuses_tags=True,
        any_key=True,
        makes_dates=True,
        unreal_dates="rolled",
        traps=ASTRO_TRAPS,
    ),
    heading_ids=astro,
    urls=_urls,
    # Markdown is no template in Astro; `.mdx` has expressions in braces, and is not converted.
    tags=(),
    content_folders=("src/content", "src/pages"),
    post_folders=("src/content",),
    schema="astro-page",
    # A collection's schema decides; a page in `src/pages` needs none.
    needs_front_matter=False,
    heading_attributes=False,
    footnotes=Footnotes(),
    links_addresses=True,
)
