"""Astro's pages in Markdown: links are addresses, nothing rewrites them."""

from __future__ import annotations

from tests.links.injector.layouts.layout import Layout, front_matter
from tests.links.injector.model import Page, Picture
from tests.links.injector.paths import between_files, between_urls, blanks_encoded, encoded

_CONFIG = b"import { defineConfig } from 'astro/config';\nexport default defineConfig({});\n"


def astro(_: int) -> Layout:
    """Return the layout."""
    return Layout(
        flavor="astro",
        others={"astro.config.mjs": _CONFIG},
        sections=("blog", "blog", "guide"),
        place=_place,
        picture=lambda name: Picture(f"public/img/{name}", encoded(f"/img/{name}")),
        page_forms={
            "url": lambda _, to: to.url,
            "near url": lambda page, to: between_urls(page.url, to.url),
        },
        picture_forms={"url": lambda _, to: to.url},
        html_forms=frozenset({"url", "near url"}),
        front_matter=lambda page, _: front_matter(page),
        confusions=(
            ("markdown html", lambda page, to: blanks_encoded(between_files(page.path, to.path))),
            ("markdown html", lambda _, to: f"/{to.path}"),
            ("markdown html", lambda _, to: to.url.lstrip("/")),
        ),
        templates=(
            lambda *_: "{{ base }}/no-such-page.md",
            lambda *_: "<%= root %>/no-such-page.md",
            lambda *_: "${DOCS}/no-such-page.md",
            lambda *_: "{docs_url}/no-such-page.md",
            lambda *_: "{{ site.baseurl }}/no-such-page.md",
        ),
    )


def _place(section: str, slug: str, day: str) -> Page:
    return Page(f"src/pages/{section}/{slug}.md", encoded(f"/{section}/{slug}/"), section, slug, day)
