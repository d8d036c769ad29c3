"""Hugo, with its embedded render hooks or without (0.168: off unless the site has several languages)."""

from __future__ import annotations

from tests.links.injector.layouts.layout import HTML_IDS, Layout, PageForm, front_matter, never
from tests.links.injector.model import Link, Page, Picture
from tests.links.injector.paths import between_files, between_urls, blanks_encoded, encoded

_CONFIG = """baseURL = "https://lakes.example{base}/"
title = "Lakes"
[params]
home = "https://home.lakes.example"
[markup.goldmark.renderer]
unsafe = true
"""
_SHORTCODE = b"""{{ replace (strings.TrimPrefix "static/" (.Get 0)) " " "%20" | relURL }}"""
_HOOKS = """[markup.goldmark.renderHooks.link]
useEmbedded = "fallback"
[markup.goldmark.renderHooks.image]
useEmbedded = "fallback"
"""
_FILE_FORMS: dict[str, PageForm] = {
    "file": lambda page, to: blanks_encoded(between_files(page.path, to.path)),
    "content": lambda _, to: blanks_encoded(to.path.removeprefix("content")),
}
_URL_FORMS: dict[str, PageForm] = {
    "url": lambda _, to: to.url,
    "near url": lambda page, to: between_urls(page.url, to.url),
}
_ALWAYS_DEAD: tuple[tuple[str, PageForm], ...] = (
    ("markdown html", lambda _, to: blanks_encoded(f"/{to.path}")),
    ("html", lambda _, to: blanks_encoded(to.path.removeprefix("content"))),
    ("html", lambda _, to: f"{to.url.rstrip('/')}.html"),
)
_DEAD_WITHOUT_HOOK: tuple[tuple[str, PageForm], ...] = (
    ("markdown", _FILE_FORMS["file"]),
    ("markdown", _FILE_FORMS["content"]),
    ("markdown", lambda _, to: f"{to.url.rstrip('/')}.html"),
    ("markdown html", lambda _, to: to.url.lstrip("/")),
)
_DEAD_WITH_HOOK: tuple[tuple[str, PageForm], ...] = (
    ("markdown", lambda _, to: f'{{{{< relref "/{to.path}" >}}}}'),
    ("html", _FILE_FORMS["file"]),
)


def hugo(seed: int) -> Layout:
    """Return the layout; under odd seeds the hooks are on, and two seeds of four have a base path."""
    hooks = seed % 2 == 1
    base = "/lakes" if seed % 4 > 1 else ""
    return Layout(
        flavor="hugo",
        base=base,
        others={
            "hugo.toml": (_CONFIG.format(base=base) + _HOOKS * hooks).encode(),
            "layouts/_shortcodes/asset.html": _SHORTCODE,
        },
        sections=("posts", "posts", "trips", "notes"),
        place=lambda section, slug, day: _place(base, section, slug, day),
        picture=lambda name: Picture(f"static/img/{name}", encoded(f"{base}/img/{name}")),
        page_forms={**_URL_FORMS, **_FILE_FORMS} if hooks else _URL_FORMS,
        picture_forms={"url": lambda _, to: to.url},
        html_forms=frozenset(_URL_FORMS),
        front_matter=lambda page, old: front_matter(page, *_aliases(base, old)),
        confusions=_ALWAYS_DEAD + (_DEAD_WITH_HOOK if hooks else _DEAD_WITHOUT_HOOK),
        templates=(
            lambda page, _: f'{{{{< ref "{page.path.removeprefix("content")}" >}}}}',
            lambda page, _: f'{{{{< relref "{page.path.removeprefix("content").removesuffix(".md")}" >}}}}',
            lambda *_: "{{< param home >}}/no-such-page.md",
            lambda *_: '{{% ref "." %}}',
            lambda _, picture: f'{{{{< asset "{picture.path}" >}}}}',
        ),
        explicit_ids=("## The table of depths {{#{id}}}", "## Depths {{#{id} .wide}}", *HTML_IDS),
        blind=(lambda link: _is_looked_up(base, link)) if hooks else never,
        has_aliases=True,
    )


def _is_looked_up(base: str, link: Link) -> bool:
    """Tell whether the hook finds the page of a link: in any case, with `/` or `.html` at its end.

    It knows paths in the content, relative ones too, but not addresses below a base path.
    """
    known = link.form != "url" or not base
    return known and isinstance(link.target, Page) and link.style != "attribute"


def _aliases(base: str, old: Page | None) -> list[str]:
    return [f"aliases: [{old.url.removeprefix(base)}]"] if old else []


def _place(base: str, section: str, slug: str, day: str) -> Page:
    url = encoded(f"{base}/{section}/{slug}/")
    name = slug.replace("-", " ").capitalize() if section == "notes" else slug
    end = "/index.md" if section == "trips" else ".md"
    return Page(f"content/{section}/{name}{end}", url, section, slug, day)
