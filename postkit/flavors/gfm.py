"""GitHub Flavored Markdown, and any site whose engine is not known."""

from __future__ import annotations

from postkit.flavors.base import Anchors, Dialect, Flavor, Footnotes
from postkit.flavors.dates import ISO_DATES
from postkit.flavors.fences.any import find_any
from postkit.flavors.headings import github
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import yaml_1_1
from postkit.flavors.templates import LIQUID, SHORTCODES, WORDPRESS

GFM = Flavor(
    name="gfm",
    title="GitHub Flavored Markdown",
    dialect=Dialect.COMMONMARK,
    # python-frontmatter 1.3 with PyYAML 6.0
    reader=Reader(
        find_any,
        yaml_1_1,
        ISO_DATES,
        refuses_tags=True,
        makes_dates=True,
        unreal_dates="refused",
        refused=frozenset({"="}),
    ),
    heading_ids=github,
    urls=None,
    tags=SHORTCODES + LIQUID + WORDPRESS,
    content_folders=(),
    post_folders=("_posts", "_drafts"),
    schema=None,
    needs_front_matter=False,
    heading_attributes=False,
    footnotes=Footnotes(),
    links_addresses=True,
    runs_tags=False,
    anchors=Anchors(html_headings=True, any_case=True),
)
