"""Hugo with goldmark."""

from __future__ import annotations

from postkit.flavors.base import Anchors, Dialect, Flavor, Footnotes, PageFacts, PageUrls
from postkit.flavors.dates import HUGO_DATES
from postkit.flavors.fences.hugo import find_hugo
from postkit.flavors.headings import hugo_github
from postkit.flavors.link_tags import HUGO_LINKS
from postkit.flavors.names import hugo_ignores
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import hugo
from postkit.flavors.templates import SHORTCODES, WORDPRESS
from postkit.flavors.traps import HUGO_TRAPS


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.hugo import urls  # only the checks of links ask for it

    return urls(facts)


HUGO = Flavor(
    name="hugo",
    title="Hugo",
    dialect=Dialect.COMMONMARK,
    # Hugo 0.168 with goccy/go-yaml
    reader=Reader(
        find_hugo,
        hugo,
        HUGO_DATES,
        last_key_wins=False,
        merge_overrides=True,
        anchor_twice=True,
        one_case=True,
        traps=HUGO_TRAPS,
    ),
    heading_ids=hugo_github,
    urls=_urls,
    tags=SHORTCODES + WORDPRESS,
    content_folders=("content",),
    post_folders=("content",),
    schema="hugo-page",
    needs_front_matter=False,
    heading_attributes=True,
    definition_lists=True,
    footnotes=Footnotes(rule=True),
    links_addresses=True,
    ignores=hugo_ignores,
    anchors=Anchors(terms=True, descriptions=True),
    link_tags=HUGO_LINKS,
)
