"""What the generator has to know of an engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.links.injector.model import Link, Page, Picture

PageForm = Callable[[Page, Page], str]
"""Spells a link from one page to another."""

PictureForm = Callable[[Page, Picture], str]
Template = Callable[[Page, Picture], str]

HTML_IDS = (
    '<a id="{id}"></a>\n\nThe table of depths.',
    'The table <a name="{id}"></a>of depths.',
    "The <span id='{id}'>table</span> of depths.",
    '<p id="{id}">The table of depths.</p>',
)
"""Blocks with an id in HTML, which any engine keeps."""


def never(_: Link) -> bool:
    """Tell that no link is read so."""
    return False


class Layout(NamedTuple):
    """A site of one engine.

    Attributes:
        flavor: The engine.
        others: Its configuration and the like: files by path.
        sections: The kinds of pages it has.
        place: Makes a page of a section, name and day.
        picture: Makes an image of a name.
        page_forms: The ways to spell a link to a page in Markdown.
        picture_forms: The ways to name an image in Markdown.
        html_forms: The names of those that are right in raw HTML, too.
        front_matter: Makes the front matter of a page, with its old address where it has one.
        confusions: Addresses where files are needed, and files where addresses are needed: all
            dead; the name tells where each may stand (`markdown`, `html`).
        templates: Destinations that only the engine can tell, all right.
        explicit_ids: Blocks that give an id, with `{id}`.
        number: What stands before the number of the second heading of one text.
        cjk_ids: Whether ids keep letters that are not ASCII.
        blind: Tells of a link whether the engine looks its page up in any case, and with a slash
            at the end.
        has_aliases: Whether a page can tell its old addresses.
        base: The path that the site is published below; empty for none.
    """

    flavor: str
    others: Mapping[str, bytes]
    sections: tuple[str, ...]
    place: Callable[[str, str, str], Page]
    picture: Callable[[str], Picture]
    page_forms: Mapping[str, PageForm]
    picture_forms: Mapping[str, PictureForm]
    html_forms: frozenset[str]
    front_matter: Callable[[Page, Page | None], str]
    confusions: tuple[tuple[str, PageForm], ...]
    templates: tuple[Template, ...]
    explicit_ids: tuple[str, ...] = HTML_IDS
    number: str = "-"
    cjk_ids: bool = True
    blind: Callable[[Link], bool] = never
    has_aliases: bool = False
    base: str = ""

    def forms(self, target: Page | Picture) -> list[str]:
        """Return the names of the ways to spell a link to a page or to name an image, sorted."""
        return sorted(self.page_forms if isinstance(target, Page) else self.picture_forms)

    def spell(self, name: str, page: Page, target: Page | Picture) -> str:
        """Spell a link in one of these ways."""
        if isinstance(target, Page):
            return self.page_forms[name](page, target)
        return self.picture_forms[name](page, target)

    def ids(self, headings: tuple[str, ...]) -> list[str]:
        """Return the ids of headings that consist of words and single blanks."""
        found: list[str] = []
        for text in headings:
            base = text.lower().replace(" ", "-")
            count = sum(one == text for one in headings[: len(found)])
            found.append(f"{base}{self.number}{count}" if count else base)
        return [one for one in found if self.cjk_ids or one.isascii()]


def front_matter(page: Page, *lines: str) -> str:
    """Return a block of YAML with a title and some lines."""
    title = page.slug.replace("-", " ").capitalize()
    return "\n".join(("---", f"title: {title}", *lines, "---", "", ""))
