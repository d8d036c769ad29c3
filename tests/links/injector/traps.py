"""Blocks that look wrong and are not: what stands in them is no link, or a link that is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Page, Picture

_DEAD = (
    "[the keeper](no-such-page.md)",
    "![the map](no/such-picture.png)",
    '<a href="no-such-page.html">the keeper</a>',
    "[the keeper][no such label]",
    "[the keeper](#no-such-heading) and [the map](No-Such.md/)",
)
"""Links that would be wrong if they were links."""


class Scene(NamedTuple):
    """Where a trap is put.

    Attributes:
        site: The layout of the site.
        page: The page.
        other: Another page, whose name has no blank.
        picture: An image.
        blank: An image whose name has a blank.
        number: Which of the traps of its kind it is, from 0.
    """

    site: Layout
    page: Page
    other: Page
    picture: Picture
    blank: Picture
    number: int

    def way(self, target: Page | Picture) -> str:
        """Spell a link to a page or image."""
        names = self.site.forms(target)
        return self.site.spell(names[self.number % len(names)], self.page, target)

    @property
    def dead(self) -> str:
        """A link that would be wrong."""
        return _DEAD[self.number % len(_DEAD)]


def _code_fence(scene: Scene) -> str:
    dead = scene.dead
    return (
        f"```\n{dead}\n```",
        f"~~~ markdown\n{dead}\n\n[gone]: no-such-page.md\n~~~",
        f"- An example:\n\n  ```markdown\n  {dead}\n  ```",
        f"````\n```\n{dead}\n```\n{dead}\n````",
        f"> ```\n> {dead}\n> ```",
    )[scene.number]


def _indented_code(scene: Scene) -> str:
    dead = scene.dead
    return (
        f"An example:\n\n    {dead}",
        f"An example:\n\n\t{dead}\n\n\t[gone]: no-such-page.md",
        f"- An example:\n\n      {dead}\n\nAnd so on.",
        f"> An example:\n>\n>     {dead}",
        f"An example:\n\n    one\n\n    {dead}\n    two",
    )[scene.number]


def _inline_code(scene: Scene) -> str:
    dead = scene.dead
    return (
        f"Write `{dead}` there.",
        f"Write `` {dead} ` `` there.",
        f"Write `{dead}\nand more` there.",
        f"- **`{dead}`** is wrong.",
        f"| Wrong | Why |\n|---|---|\n| `{dead}` | it is |",
    )[scene.number]


def _comment(scene: Scene) -> str:
    dead = scene.dead
    return (
        f"<!-- {dead} -->",
        f"<!--\n\n{dead}\n\n[gone]: no-such-page.md\n\n-->",
        f"The jetty <!-- {dead} --> holds.",
        f"<!-- TODO\n{dead}\n-->\n\nThe jetty holds.",
        f"<p>The jetty</p>\n<!-- {dead} -->",
    )[scene.number]


def _escaped_bracket(scene: Scene) -> str:
    return (
        r"The jetty \[the keeper](no-such-page.md) holds.",
        r"The jetty [the keeper\](no-such-page.md) holds.",
        r"The jetty \[the keeper\]\[no such label\] holds.",
        r"The jetty !\[the map\](no-such-picture.png) holds.",
        r"\[gone]: no-such-page.md",
    )[scene.number]


def _explicit_id(scene: Scene) -> str:
    ids = scene.site.explicit_ids
    block = ids[scene.number % len(ids)].format(id=f"depth-{scene.number}")
    return f"{block}\n\nSee [the table](#depth-{scene.number})."


def _cjk_anchor(scene: Scene) -> str:
    text = ("湖の氷", "水鳥の数", "渡船と堤防", "漁業の歴史", "地図")[scene.number]
    anchor = quote(text) if scene.site.cjk_ids else "early-maps"
    heading = f"## {text}" if scene.site.cjk_ids else f'<p id="{text}">{text}</p>'
    anchor = anchor if scene.site.cjk_ids else quote(text)
    anchor = anchor.lower() if scene.number % 2 else anchor
    return f"{heading}\n\nThe list is [here](#{anchor})."


def _duplicate_heading(scene: Scene) -> str:
    last = 1 + scene.number % 2
    headings = "\n\n".join(f"## Field log\n\nDay {day}." for day in range(last + 1))
    return f"{headings}\n\nSee [day {last}](#field-log{scene.site.number}{last})."


def _query(scene: Scene) -> str:
    way = scene.way(scene.other)
    return (
        f"See [the other]({way}?page=2).",
        f"See [the other]({way}?plain=1#{scene.site.ids(scene.other.headings)[0]}).",
        f"See ![the map]({scene.way(scene.picture)}?v=12&w=3).",
        "See [the next](?page=2).",
        f"See [the other]({way}?from=no-such-page.md&to=/no/such/).",
    )[scene.number]


def _mail(scene: Scene) -> str:
    return (
        "Write to [the keeper](mailto:keeper@lakes.example).",
        "Write to <keeper@lakes.example>.",
        "Write to <mailto:keeper@lakes.example?subject=No%20such>.",
        'Write to <a href="mailto:keeper@lakes.example">the keeper</a>.',
        "Write to [the keeper][mail].\n\n[mail]: mailto:keeper@lakes.example",
    )[scene.number]


def _phone(scene: Scene) -> str:
    return (
        "Call [the keeper](tel:+1-555-0100).",
        "Call <tel:+15550100>.",
        "Call <a href='tel:+1(555)0100'>the keeper</a>.",
        "Call [the keeper](<tel:+1 555 0100>).",
        "Call [the keeper][phone].\n\n[phone]: TEL:+1-555-0100",
    )[scene.number]


def _protocol_relative(scene: Scene) -> str:
    return (
        "See [the mirror](//mirror.lakes.example/no-such-page.md).",
        "See ![the map](//cdn.lakes.example/no-such-picture.png).",
        '<img src="//cdn.lakes.example/no-such-picture.png" alt="the map">',
        "See [the mirror][mirror].\n\n[mirror]: //mirror.lakes.example/a#b",
        "See [the mirror](<//mirror.lakes.example/no such page>).",
    )[scene.number]


def _template(scene: Scene) -> str:
    written = scene.site.templates[scene.number](scene.other, scene.picture)
    if written.startswith("<%"):
        return f'See <a href="{written}">the other</a>.'
    return f"See [the other]({written})."


def _angle(scene: Scene) -> str:
    picture = scene.way(scene.blank).replace("%20", " ")
    plain = scene.way(scene.other)
    return (
        f"See ![the map](<{picture}>).",
        f"See ![the map](<{picture}> 'A title').",
        f"See [the other](<{plain}>).",
        f"See ![the map][map].\n\n[map]: <{picture}>",
        f"See [the other](<{plain}#{scene.site.ids(scene.other.headings)[0]}> (A title)).",
    )[scene.number]


def _encoded_blank(scene: Scene) -> str:
    picture = scene.way(scene.blank)
    return (
        f"See ![the map]({picture}).",
        f"See [the map]({picture}#xywh=1,2,3,4).",
        f'<img src="{scene.blank.url}" alt="the map">',
        f"See ![the map][map].\n\n[map]: {picture} 'A title'",
        f"- ![the map]({picture} 'A title')",
    )[scene.number]


def _prose(scene: Scene) -> str:
    return (
        "The first value is depths[0][1] in the table.",
        "- [x] measured\n- [ ] to be measured",
        "The survey[^survey] says more.\n\n[^survey]: Of the second year.",
        "He wrote [sic] and [...] there [2].",
        "Either [a] or [b] (see the map), as they say.",
    )[scene.number]


TRAPS: dict[str, Callable[[Scene], str]] = {
    "code fence": _code_fence,
    "indented code": _indented_code,
    "inline code": _inline_code,
    "comment": _comment,
    "escaped bracket": _escaped_bracket,
    "explicit id": _explicit_id,
    "CJK anchor, percent-encoded": _cjk_anchor,
    "duplicate headings": _duplicate_heading,
    "query": _query,
    "mailto": _mail,
    "tel": _phone,
    "protocol-relative": _protocol_relative,
    "template": _template,
    "angle brackets": _angle,
    "encoded blank": _encoded_blank,
    "brackets in prose": _prose,
}
"""The kinds of traps; each has five forms."""
