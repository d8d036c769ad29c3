"""A plain tree of Markdown as in a repository, read on GitHub: links are files."""

from __future__ import annotations

from tests.links.injector.layouts.layout import Layout, front_matter
from tests.links.injector.model import Page, Picture
from tests.links.injector.paths import between_files, blanks_encoded, encoded


def gfm(_: int) -> Layout:
    """Return the layout."""
    return Layout(
        flavor="gfm",
        others={"README.md": b"# Lakes\n\nNotes on lakes.\n", "LICENSE": b"Take it.\n"},
        sections=("posts", "posts", "docs", "notes"),
        place=_place,
        picture=lambda name: Picture(f"images/{name}", encoded(f"/images/{name}")),
        page_forms={
            "file": lambda page, to: blanks_encoded(between_files(page.path, to.path)),
            "root": lambda _, to: blanks_encoded(f"/{to.path}"),
        },
        picture_forms={
            "file": lambda page, to: blanks_encoded(between_files(page.path, to.path)),
            "root": lambda _, to: blanks_encoded(f"/{to.path}"),
        },
        html_forms=frozenset({"file", "root"}),
        front_matter=lambda page, _: front_matter(page) if page.section == "posts" else "",
        # Without `.md`, an address may be right on the site that some engine makes of the tree.
        confusions=(
            ("markdown html", lambda _, to: f"{to.day.replace('-', '/')}/{encoded(to.slug)}.md"),
            (
                "markdown html",
                lambda _, to: f"/{to.section}/{to.day}/{encoded(to.slug)}.md",
            ),
        ),
        templates=(
            lambda *_: "{{ base }}/no-such-page.md",
            lambda *_: "<%= root %>/no-such-page.md",
            lambda *_: "${DOCS}/no-such-page.md",
            lambda *_: "{{ site.baseurl }}/no-such-page.md",
            lambda *_: "{docs_url}/no-such-page.md",
        ),
    )


def _place(section: str, slug: str, day: str) -> Page:
    name = slug.replace("-", " ").capitalize() if section == "notes" else slug
    folder = f"posts/{day[:4]}" if section == "posts" else section
    path = f"{folder}/{name}.md"
    return Page(path, encoded(f"/{path}"), section, slug, day)
