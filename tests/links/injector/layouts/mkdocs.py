"""MkDocs with addresses as folders: links between pages are files below `docs` (1.6)."""

from __future__ import annotations

from tests.links.injector.layouts.layout import HTML_IDS, Layout, front_matter
from tests.links.injector.model import Page, Picture
from tests.links.injector.paths import between_files, between_urls, blanks_encoded, encoded

_CONFIG = b"""site_name: Lakes
site_url: https://lakes.example/
markdown_extensions:
  - attr_list
  - toc
"""


def mkdocs(_: int) -> Layout:
    """Return the layout."""
    return Layout(
        flavor="mkdocs",
        others={"mkdocs.yml": _CONFIG, "docs/index.md": b"# Lakes\n"},
        sections=("posts", "guide", "guide", "notes"),
        place=_place,
        picture=lambda name: Picture(f"docs/img/{name}", encoded(f"/img/{name}")),
        page_forms={"file": lambda page, to: blanks_encoded(between_files(page.path, to.path))},
        picture_forms={"file": lambda page, to: blanks_encoded(between_files(page.path, to.path))},
        html_forms=frozenset(),
        front_matter=lambda page, _: front_matter(page),
        confusions=(
            ("markdown", lambda page, to: between_urls(page.path.removeprefix("docs"), to.url)),
            ("markdown html", lambda _, to: to.url.lstrip("/")),
            ("html", lambda page, to: blanks_encoded(between_files(page.path, to.path))),
        ),
        templates=(
            lambda *_: "{{ config.site_url }}no-such-page.md",
            lambda *_: "{{ base }}/no-such-page.md",
            lambda *_: "${DOCS}/no-such-page.md",
            lambda *_: "<%= root %>/no-such-page.md",
            lambda *_: "{docs_url}/no-such-page.md",
        ),
        explicit_ids=("## The table of depths {{#{id}}}", *HTML_IDS),
        number="_",
        cjk_ids=False,
    )


def _place(section: str, slug: str, day: str) -> Page:
    name = slug.replace("-", " ").capitalize() if section == "notes" else slug
    return Page(f"docs/{section}/{name}.md", encoded(f"/{section}/{name}/"), section, slug, day)
