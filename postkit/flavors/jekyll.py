"""Jekyll 4 with kramdown (GFM input)."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor, Footnotes, PageFacts, PageUrls
from postkit.flavors.dates import JEKYLL_DATES
from postkit.flavors.fences.jekyll import find_jekyll
from postkit.flavors.headings import kramdown_gfm
from postkit.flavors.link_tags import JEKYLL_LINKS
from postkit.flavors.names import jekyll_ignores
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import jekyll
from postkit.flavors.templates import LIQUID, WORDPRESS
from postkit.flavors.traps import JEKYLL_TRAPS


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.jekyll import urls  # only the checks of links ask for it

    return urls(facts)


JEKYLL = Flavor(
    name="jekyll",
    title="Jekyll",
    dialect=Dialect.KRAMDOWN,
    # Jekyll 4.4.1 with safe_yaml 1.0.5
    reader=Reader(
        find_jekyll,
        jekyll,
        JEKYLL_DATES,
        merge_overrides=True,
        merges_lists=False,
        anchor_twice=True,
        alias_of_nothing=True,
        obeys_str_tag=False,
        any_key=True,
        drops_rest=True,
        bom_hides_pages=True,
        makes_dates=True,
        unreal_dates="text",
        traps=JEKYLL_TRAPS,
    ),
    heading_ids=kramdown_gfm,
    urls=_urls,
    tags=LIQUID + WORDPRESS,
    content_folders=(),
    post_folders=("_posts", "_drafts"),
    schema="jekyll-post",
    needs_front_matter=False,
    heading_attributes=True,
    definition_lists=True,
    footnotes=Footnotes(),
    ignores=jekyll_ignores,
    link_tags=JEKYLL_LINKS,
)
