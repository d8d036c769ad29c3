"""MkDocs with Python-Markdown, and Material for MkDocs."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor, PageFacts, PageUrls
from postkit.flavors.dates import MKDOCS_DATES
from postkit.flavors.fences.mkdocs import find_mkdocs
from postkit.flavors.headings import python_markdown
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import yaml_1_1


def _urls(facts: PageFacts) -> PageUrls:
    from postkit.flavors.permalinks.mkdocs import urls  # only the checks of links ask for it

    return urls(facts)


MKDOCS = Flavor(
    name="mkdocs",
    title="MkDocs",
    dialect=Dialect.PYTHON_MARKDOWN,
    # MkDocs 1.6.1 with PyYAML 6.0
    reader=Reader(
        find_mkdocs,
        yaml_1_1,
        MKDOCS_DATES,
        refuses_tags=True,
        makes_dates=True,
        unreal_dates="refused",
        refused=frozenset({"="}),
    ),
    heading_ids=python_markdown,
    urls=_urls,
    # Pages are no templates: only the macros plugin would make them such.
    tags=(),
    content_folders=("docs",),
    post_folders=(),
    schema="mkdocs-page",
    needs_front_matter=False,
    heading_attributes=True,
)
