"""Jekyll 4 with kramdown (GFM input)."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.fences import find_jekyll
from postkit.flavors.headings import kramdown_gfm
from postkit.flavors.permalinks.jekyll import urls
from postkit.flavors.scalars import jekyll
from postkit.flavors.templates import LIQUID, WORDPRESS

JEKYLL = Flavor(
    name="jekyll",
    title="Jekyll",
    dialect=Dialect.KRAMDOWN,
    find_fences=find_jekyll,
    resolve_scalar=jekyll,
    heading_ids=kramdown_gfm,
    urls=urls,
    tags=LIQUID + WORDPRESS,
    content_folders=(),
    post_folders=("_posts", "_drafts"),
    schema="jekyll-post",
    needs_front_matter=False,
    heading_attributes=True,
)
