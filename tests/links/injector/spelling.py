"""Chooses how a link is spelt: which form, which brackets, with or without a fragment."""

from __future__ import annotations

import random
from urllib.parse import quote, unquote

from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Page, Picture
from tests.links.injector.words import phrase
from tests.links.injector.writer import Spelled, Wrapped

_FRAGMENTS = 0.35
_EXTERNAL = ("https://lakes.example.org/a_(b)/", "http://example.net/?q=1&r=2#s", "https://example.com")


class Speller:
    """Spells links of one site.

    Args:
        layout: The site.
        rng: Where choices come from.
    """

    def __init__(self, layout: Layout, rng: random.Random) -> None:
        self._layout = layout
        self._rng = rng

    def to_page(self, page: Page, target: Page) -> Wrapped:
        """Spell a link to a page in the middle of a text."""
        rng = self._rng
        forms = dict(self._layout.page_forms)
        html = {name: form for name, form in forms.items() if name in self._layout.html_forms}
        as_html = bool(html) and rng.random() < 0.15
        name = rng.choice(sorted(html if as_html else forms))
        fragment = self._fragment(target)
        path = forms[name](page, target)
        if not path.startswith(("/", ".")) and rng.random() < 0.3:
            path = f"./{path}"
        spelled = Spelled(f"{path}#{fragment}" if fragment else path, target, name, fragment)
        text = phrase(rng)
        if as_html:
            quoted = rng.choice("\"'")
            return Wrapped(f"<a href={quoted}", spelled, f"{quoted}>{text}</a>", "attribute")
        return self._in_brackets(f"[{text}]", spelled)

    def to_own_heading(self, page: Page) -> Wrapped:
        """Spell a link to a heading of the page itself."""
        fragment = self._rng.choice(self._layout.ids(page.headings))
        return self._in_brackets(
            f"[{phrase(self._rng)}]", Spelled(f"#{fragment}", page, "fragment", fragment)
        )

    def to_picture(self, page: Page, target: Picture, *, html: bool = False) -> Wrapped:
        """Spell an image, or with `html` a tag of one."""
        rng = self._rng
        forms = self._layout.picture_forms
        names = [name for name in forms if not html or name in self._layout.html_forms]
        name = rng.choice(sorted(names))
        spelled = Spelled(forms[name](page, target), target, name)
        if html:
            return Wrapped('<img src="', spelled, f'" alt="{phrase(rng)}">', "attribute")
        return self._in_brackets(f"![{phrase(rng)}]", spelled)

    def elsewhere(self) -> Wrapped:
        """Spell a link to another host."""
        spelled = Spelled(self._rng.choice(_EXTERNAL))
        if self._rng.random() < 0.3:
            return Wrapped("<", spelled, ">", "autolink")
        return self._in_brackets(f"[{phrase(self._rng)}]", spelled)

    def defined(self, label: str, page: Page, target: Page | Picture) -> Wrapped:
        """Spell a definition."""
        name = self._rng.choice(self._layout.forms(target))
        written = self._layout.spell(name, page, target)
        title = self._rng.choice(("", "", ' "A title"', " 'A title'"))
        return Wrapped(f"[{label}]: ", Spelled(written, target, name), title, "definition")

    def _in_brackets(self, text: str, spelled: Spelled) -> Wrapped:
        """Write a destination bare, with a title, or in angle brackets, where blanks need no signs."""
        chosen = self._rng.random()
        if chosen < 0.15:
            bare = spelled.written.replace("%20", " ")
            return Wrapped(f"{text}(<", spelled._replace(written=bare), ">)", "angle")
        if chosen < 0.3:
            return Wrapped(f"{text}(", spelled, ' "A title")', "inline")
        return Wrapped(f"{text}(", spelled, ")", "inline")

    def _fragment(self, target: Page) -> str:
        ids = self._layout.ids(target.headings)
        if not ids or self._rng.random() > _FRAGMENTS:
            return ""
        chosen = self._rng.choice(ids)
        return quote(unquote(chosen)) if self._rng.random() < 0.5 else chosen
