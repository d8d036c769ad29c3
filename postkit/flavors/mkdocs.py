"""MkDocs with Python-Markdown, and Material for MkDocs."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.dates import MKDOCS_DATES
from postkit.flavors.fences.mkdocs import find_mkdocs
from postkit.flavors.headings import github
from postkit.flavors.reader import Reader
from postkit.flavors.scalars import yaml_1_1

MKDOCS = Flavor(
    name="mkdocs",
    title="MkDocs",
    dialect=Dialect.COMMONMARK,
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
    # Python-Markdown squeezes hyphens, drops what is not ASCII and counts with `_`; this is the nearest.
    heading_ids=github,
    urls=None,
    # Pages are no templates: only the macros plugin would make them such.
    tags=(),
    content_folders=("docs",),
    post_folders=(),
    schema="mkdocs-page",
    needs_front_matter=False,
    heading_attributes=True,
    not_converted="Python-Markdown, which MkDocs reads Markdown with, has not been measured",
)
