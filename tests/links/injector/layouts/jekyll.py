"""Jekyll with dated posts; jekyll-relative-links is on, as on GitHub Pages."""

from __future__ import annotations

from typing import NamedTuple

from tests.links.injector.layouts.layout import HTML_IDS, Layout, front_matter
from tests.links.injector.model import Page, Picture
from tests.links.injector.paths import between_files, between_urls, blanks_encoded, encoded

_CONFIG = """title: Lakes
url: https://lakes.example
baseurl: "{base}"
permalink: {style}
plugins:
  - jekyll-relative-links
  - jekyll-redirect-from
"""


def jekyll(seed: int) -> Layout:
    """Return the layout: below a base path, or under odd seeds at the root with addresses as folders."""
    settings = _Settings("", "pretty", "/") if seed % 2 else _Settings("/blog", "date", ".html")
    base = settings.base
    config = _CONFIG.format(base=base, style=settings.style).encode()
    return Layout(
        flavor="jekyll",
        base=base,
        others={"_config.yml": config, "_data/places.yml": b"home: https://home.lakes.example\n"},
        sections=("posts", "posts", "docs", "notes"),
        place=settings.place,
        picture=lambda name: Picture(f"img/{name}", encoded(f"{base}/img/{name}")),
        page_forms={
            "file": lambda page, to: blanks_encoded(between_files(page.path, to.path)),
            "url": lambda _, to: to.url,
            "near url": lambda page, to: between_urls(page.url, to.url),
        },
        picture_forms={
            "url": lambda _, to: to.url,
            "near url": lambda page, to: between_urls(page.url, to.url),
        },
        html_forms=frozenset({"url", "near url"}),
        front_matter=settings.front_matter,
        confusions=(
            ("markdown html", lambda _, to: encoded(f"{base}/{to.path}")),
            ("markdown html", settings.by_name),
            ("markdown html", lambda _, to: to.url.lstrip("/")),
            ("markdown html", lambda _, to: f"{to.url.removesuffix(settings.end)}.md"),
            ("markdown", lambda _, to: f"{{% link {to.url.lstrip('/')} %}}"),
        ),
        templates=(
            lambda _, picture: f'{{{{ "/{picture.path}" | relative_url }}}}',
            # Jekyll 4 puts the base path before it by itself.
            lambda page, _: f"{{% link {page.path} %}}",
            lambda *_: "{{ page.previous.url | relative_url }}",
            lambda *_: "{{ site.data.places.home }}/no-such-page.md",
            lambda page, _: f"{{{{ site.baseurl }}}}{page.url.removeprefix(base)}",
        ),
        explicit_ids=(
            "## The table of depths {{#{id}}}",
            "The table of depths.\n{{: #{id}}}",
            *HTML_IDS,
        ),
        has_aliases=True,
    )


class _Settings(NamedTuple):
    """What `_config.yml` says: the base path, the style of addresses, and how these end."""

    base: str
    style: str
    end: str

    def place(self, section: str, slug: str, day: str) -> Page:
        if section == "posts":
            url = encoded(f"{self.base}/{day.replace('-', '/')}/{slug}{self.end}")
            return Page(f"_posts/{day}-{slug}.md", url, section, slug, day)
        name = slug.replace("-", " ").capitalize() if section == "notes" else slug
        url = encoded(f"{self.base}/{section}/{name}{self.end}")
        return Page(f"{section}/{name}.md", url, section, slug, day)

    def front_matter(self, page: Page, old: Page | None) -> str:
        lines = [f"redirect_from: {old.url.removeprefix(self.base)}"] if old else []
        return front_matter(page, "layout: default", *lines)

    def by_name(self, _: Page, to: Page) -> str:
        """Take the name of a file for its address."""
        return encoded(f"{self.base}/{to.path.rpartition('/')[2].removesuffix('.md')}{self.end}")
