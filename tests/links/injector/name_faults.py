"""Faults in anchors and labels."""

from __future__ import annotations

from collections.abc import Iterator

from tests.links.injector.candidates import Candidates, fault, split
from tests.links.injector.model import Change, Fault, Link, Page, Use
from tests.links.injector.slips import slip

_INVENTED = ("the-drowned-church", "toll-and-customs", "what-the-divers-saw", "regatta-of-1911")


def missing_anchor(found: Candidates) -> Iterator[Fault]:
    """An anchor that no heading has: invented, slipped, or as another engine would write it."""
    makers = (_invented, _slipped, _other_rule, _invented, _other_case)
    turn = 0
    for link in found.links(lambda link: isinstance(link.target, Page)):
        made = makers[turn % len(makers)](found, link)
        if made is None:
            continue
        turn += 1
        fragment, fix = made
        path = split(link.written)[0]
        one = fault("missing anchor", link, f"{path}#{fragment}", "LNK003", fix)
        end = len(one.change.new)
        yield one._replace(places=((len(path), end), (len(path) + 1, end), (0, end)))


def _invented(found: Candidates, _: Link) -> tuple[str, str] | None:
    return found.rng.choice(_INVENTED), "none"


def _slipped(found: Candidates, link: Link) -> tuple[str, str] | None:
    wrong = slip(link.fragment, found.rng) if len(link.fragment) > 8 and link.fragment.isascii() else None
    return (wrong, "unsafe") if wrong and "%" not in link.fragment else None


def _other_rule(found: Candidates, link: Link) -> tuple[str, str] | None:
    """Write the number of a second heading as the engines with the other rule do."""
    number = found.site.number
    if found.site.flavor not in {"jekyll", "hugo"} or not link.fragment.endswith(f"{number}1"):
        return _slipped(found, link)
    return link.fragment.removesuffix(f"{number}1") + "_1", "safe"


def _other_case(found: Candidates, link: Link) -> tuple[str, str] | None:
    """Write the heading's capital letter; GitHub alone finds an anchor in any case."""
    plain = link.fragment.isascii() and "%" not in link.fragment and link.fragment
    if found.site.flavor == "gfm" or not plain:
        return _slipped(found, link)
    return plain.capitalize(), "safe"


def undefined_reference(found: Candidates) -> Iterator[Fault]:
    uses = found.rng.sample(found.tree.uses, len(found.tree.uses))
    for number, use in enumerate(uses):
        wrong = slip(use.label, found.rng) if number % 2 else f"no such label {number}"
        if wrong:
            text = found.tree.texts[use.page.path]
            places = _around(text, use, len(wrong))
            # The label of a collapsed reference is its text, too, which no fix changes.
            rest = "][]" if text.startswith("][]", use.start + len(use.label)) else ""
            right = f"{use.label}{rest}"
            edit = Change(use.page.path, use.start, use.start + len(right), f"{wrong}{rest}")
            near, mended = number % 2, f"{wrong}][{use.label}]" if rest else ""
            one = Fault("undefined reference", edit, places, right, frozenset({"LNK004"}), "none")
            yield one._replace(fix="unsafe", mended=mended) if near else one


def _around(text: str, use: Use, length: int) -> tuple[tuple[int, int], ...]:
    """Return the label, with its brackets, and the whole reference, counted from the label."""
    collapsed = text.startswith("[]", use.start + len(use.label) + 1)
    first = use.start - 1 if collapsed else text.rindex("[", 0, use.start - 1)
    first -= text[first - 1] == "!"
    end = length + (3 if collapsed else 1)
    return (0, length), (-1, length + 1), (first - use.start, end), (-1, end)


def duplicate_definition(found: Candidates) -> Iterator[Fault]:
    """A second definition of the last label of a page, to another page."""
    for link in found.links(lambda link: link.style == "definition"):
        text = found.tree.texts[link.page.path]
        first = text.rindex("[", 0, link.start)
        if "[" in text[link.start :]:
            continue  # not the last
        label = text[first + 1 : text.index("]", first)]
        written = label.upper() if found.rng.random() < 0.5 else label
        other = found.rng.choice([one for one in found.tree.pages if one not in (link.target, link.page)])
        way = found.site.spell(found.site.forms(other)[0], link.page, other)
        edit = Change(link.page.path, first, len(text), f"{text[first:]}[{written}]: {way}\n")
        places = [*_definition(edit.new, len(text) - first)]
        if found.site.flavor in {"jekyll", "mkdocs"}:
            # kramdown and Python-Markdown take the last: then the first is the one without effect.
            places += _definition(edit.new, 0)
        codes = frozenset({"LNK005"})
        yield Fault("duplicate definition", edit, tuple(places), text[first:], codes, "none")


def _definition(text: str, first: int) -> Iterator[tuple[int, int]]:
    """Yield the label of a definition, with its brackets and colon, the destination, and all of it."""
    line = text[first:].partition("\n")[0].rstrip("\r")
    label = line.index("]")
    start = label + 3
    for begin, end in (
        (1, label),
        (0, label + 1),
        (0, label + 2),
        (start, start + len(line[start:].partition(" ")[0])),
        (0, len(line)),
        (0, len(line) + 1),
    ):
        yield first + begin, first + end
