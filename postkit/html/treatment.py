"""What becomes of tags and attributes under a site's settings: said, dropped, listed or kept as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from postkit.flavors.base import Dialect, Flavor
from postkit.html.policy import HEADINGS, PRESENTATION, foreign_attributes, is_embed, means
from postkit.html.style import Looks, Style

_UNSEEN = frozenset({"decoding", "emheight", "imageanchor", "loading"})
"""Attributes of presentation that change nothing for a reader; so does `data-…`."""

_ALIGNMENT = re.compile(r"\s*text-align\s*:\s*(?:left|center|right)\s*;?\s*", re.IGNORECASE)
_PLAIN_VALUE = re.compile(r"[^\"{}\\<>&|*`~\[\]$\t\n\r\f\U000f0000-\U0010ffff]+")
"""A value in which no engine finds Markdown, an end or a template tag."""
_CLASSES = re.compile(r"[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*")

Attributes = Mapping[str, str | None]


class ListSyntax(NamedTuple):
    """What an engine's attribute lists can say.

    Attributes:
        tags: The elements that take one.
        names: The attributes that it can give them.
        own_line: Whether a block's list stands on the line below it; if not, at its end.
    """

    tags: frozenset[str]
    names: frozenset[str]
    own_line: bool

    def takes(self, tag: str, name: str, value: str | None) -> bool:
        """Tell whether an attribute can be written in a list."""
        if tag not in self.tags or name not in self.names or value is None:
            return False
        pattern = _CLASSES if name == "class" else _PLAIN_VALUE
        return pattern.fullmatch(" ".join(value.split())) is not None


_KRAMDOWN = ListSyntax(frozenset({"a", "img", "p", *HEADINGS}), PRESENTATION, own_line=True)
_GOLDMARK = ListSyntax(frozenset(HEADINGS), frozenset({"class"}), own_line=False)
"""Hugo's defaults: lists on headings, not on other blocks (`markup.goldmark.parser.attribute`)."""


class Treatment(NamedTuple):
    """What becomes of tags and attributes.

    Attributes:
        keep: Tags that stay HTML.
        drops: Globs of names of attributes that are dropped, too.
        keeps_looks: Whether presentation that a reader may see must stay.
        lists: The attribute lists in which it may; None where only HTML has it.
    """

    keep: frozenset[str] = frozenset()
    drops: tuple[str, ...] = ()
    keeps_looks: bool = False
    lists: ListSyntax | None = None

    def keeps(self, tag: str, attributes: Attributes) -> bool:
        """Tell whether the settings keep an element HTML, or a look of it that no attribute list says."""
        return tag in self.keep or not self._can_list(tag, self._looks(tag, attributes))

    def objection(self, tag: str, attributes: Attributes) -> str:
        """Return why an element stays HTML that Markdown could say; empty where it need not.

        Args:
            tag: The tag's name in lower case.
            attributes: Its attributes.
        """
        if tag in self.keep:
            return f"`<{tag}>` is kept by the settings"
        if not attributes:
            return ""
        if is_embed(attributes):
            return f"a script makes something else of the `<{tag}>`"
        names = self.foreign(tag, attributes)
        return f"`<{tag}>` has the attribute `{names[0]}`" if names else ""

    def foreign(self, tag: str, attributes: Attributes) -> list[str]:
        """Return the names of the attributes that Markdown cannot say and that may not be dropped."""
        if not attributes:
            return []
        names = [name for name in foreign_attributes(tag, attributes) if not self._drops(name)]
        looks = self._looks(tag, attributes)
        return names if self._can_list(tag, looks) else [*names, *looks]

    def listed(self, tag: str, attributes: Attributes) -> dict[str, str]:
        """Return the attributes that go into an attribute list, blanks in them folded."""
        if not attributes or not self.keeps_looks:
            return {}
        looks = self._looks(tag, attributes)
        if not self._can_list(tag, looks):
            return {}
        return {name: " ".join((value or "").split()) for name, value in looks.items()}

    def dropped(self, tag: str, attributes: Attributes) -> list[str]:
        """Return the names of the attributes that are gone when an element becomes Markdown."""
        looks = self._looks(tag, attributes)
        return [
            name
            for name in attributes
            if not means(tag, name)
            and name not in looks
            and (name in PRESENTATION or name.startswith("data-") or self._drops(name))
        ]

    def _drops(self, name: str) -> bool:
        return any(fnmatchcase(name, glob) for glob in self.drops)

    def _looks(self, tag: str, attributes: Attributes) -> dict[str, str | None]:
        """Return the attributes of presentation that must stay."""
        if not self.keeps_looks:
            return {}
        return {
            name: value
            for name, value in attributes.items()
            if name in PRESENTATION - _UNSEEN
            and not means(tag, name)
            and (value is None or value.strip())
            and not is_said(tag, name, value)
            and not self._drops(name)
        }

    def _can_list(self, tag: str, looks: Attributes) -> bool:
        return not looks or (
            self.lists is not None
            and all(self.lists.takes(tag, name, value) for name, value in looks.items())
        )


PLAIN = Treatment()
"""Presentation is dropped, and nothing is kept that Markdown can say."""


def treatment_of(flavor: Flavor, style: Style) -> Treatment:
    """Return what becomes of tags and attributes in a flavor's posts.

    Args:
        flavor: The engine.
        style: What the site's writers want.
    """
    lists = None
    if style.looks is Looks.IAL and flavor.dialect is Dialect.KRAMDOWN:
        lists = _KRAMDOWN
    elif style.looks is Looks.IAL and flavor.name == "hugo":
        lists = _GOLDMARK
    found = Treatment(style.keep, style.drop_attributes, style.looks is not Looks.DROP, lists)
    return PLAIN if found == PLAIN else found


def reading_lists(treatment: Treatment) -> Treatment | None:
    """Return a treatment under which kramdown's attribute lists are read; None where looks must stay HTML.

    Args:
        treatment: What becomes of tags and attributes in a post that kramdown reads.
    """
    if treatment.lists is not None:
        return treatment
    return None if treatment.keeps_looks else treatment._replace(lists=_KRAMDOWN)


def is_said(tag: str, name: str, value: str | None) -> bool:
    """Tell whether Markdown says what an attribute of presentation means: a language, an alignment."""
    if tag in {"pre", "code", "tt"}:
        return name in {"class", "lang"}
    if tag in {"td", "th"}:
        return name == "align" or (name == "style" and _ALIGNMENT.fullmatch(value or "") is not None)
    return False
