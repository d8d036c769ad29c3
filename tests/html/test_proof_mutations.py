"""The proof refuses what a reader would notice: conversions are damaged at random, one thing at a time.

Whether a damage shows is judged by another reading than the proof's own: html5lib's tree of the page,
walked by `tests.oracles.reading`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.convert import check
from postkit.html.portable import objection
from postkit.html.prove import Change, reads_alike, whole_body_reads_alike
from postkit.html.tree import parse
from postkit.markdown.parser import render
from postkit.site.post import Post
from tests.oracles.engines import gfm
from tests.oracles.fragments import FRAGMENTS
from tests.oracles.fuzz_convert import bodies
from tests.oracles.reading import read

_VECTORS = Path(__file__).parents[1] / "facts" / "dialects.vectors.json"
_ROUNDS = 9
_ENOUGH = 3000


class Conversion(NamedTuple):
    """A post and the one region in it that becomes Markdown."""

    post: Post
    change: Change


class Damage(NamedTuple):
    """What was done to a conversion, and its Markdown afterwards."""

    name: str
    conversion: Conversion
    text: str

    def __str__(self) -> str:
        change = self.conversion.change
        return f"{self.name}: {change.html!r}\n  {change.text!r}\n  {self.text!r}"


def _swapped(match: re.Match[str]) -> str:
    return f"{match[3]}{match[2]}{match[1]}"


_WORD = r"[^\W_]+"
_TAG = "[\U000f0000-\U0010fffd]x*"
_TEXT_OF_LINK = re.compile(r"(?<!!)\[((?:[^\[\]\\]|\\.)*)\]\([^()\n]*\)")
_DAMAGES: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    ("a word goes", _WORD, ""),
    ("a word changes", _WORD, lambda match: match[0].swapcase() if match[0].swapcase() != match[0] else "zz"),
    ("a word comes twice", rf"({_WORD})", r"\1 \1"),
    ("two words change places", rf"({_WORD})(\W+)({_WORD})", _swapped),
    ("a blank goes", r"(?<=\w) (?=\w)", ""),
    ("a blank comes", r"(?<=\w)(?=\w)", " "),
    ("a sign goes", r"[^\w\s]", ""),
    ("a link goes", _TEXT_OF_LINK.pattern, r"\1"),
    ("a link changes", r"\]\((?=[^)])", "](z"),
    ("a link loses its end", r"(?<=\]\()([^()\s]*)[^()\s]\)", r"\1)"),
    ("a link becomes an image", r"(?<!!)\[(?=[^\[\]]*\]\()", "!["),
    ("an image goes", r"!\[[^\]]*\]\([^()]*\)", ""),
    ("an image becomes a link", r"!\[(?=[^\]]+\])", "["),
    ("a title goes", r' "[^"\n]*"\)', ")"),
    ("a title changes", r' "(?=[^"\n]*"\))', ' "z'),
    ("a title comes", r"(?<=\]\()([^()\s\"]+)\)", r'\1 "z")'),
    ("an autolink becomes text", r"<(https?:[^<>]*)>", r"`\1`"),
    ("bold becomes italic", r"\*\*(?=\S)(.+?)(?<=\S)\*\*", r"*\1*"),
    ("italic becomes bold", r"(?<![\\*])\*(?=[^\s*])([^*\n]+)(?<=[^\s\\])\*(?!\*)", r"**\1**"),
    ("emphasis goes", r"(\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\1", r"\2"),
    ("a mark goes", r"\*\*|\*|_|~~|`", ""),
    ("code becomes text", r"`([^`\n]+)`", r"\1"),
    ("a text becomes code", rf"({_WORD})", r"`\1`"),
    ("a text becomes bold", rf"(?<!\S)({_WORD})(?!\S)", r"**\1**"),
    ("struck becomes plain", r"~~(.+?)~~", r"\1"),
    ("a break goes", r"  \n|<br>", "\n"),
    ("a break comes", r"(?<=\w)[ \n](?=\w)", "<br>"),
    ("paragraphs merge", r"\n\n+", "\n"),
    ("paragraphs become a break", r"\n\n+", "  \n"),
    ("a paragraph parts", r"(?<=\w)[ \n](?=\w)", "\n\n"),
    ("a level of a heading goes", r"^##", "#"),
    ("a level of a heading comes", r"^#(?=#{0,4} )", "##"),
    ("a heading becomes text", r"^#+ ", ""),
    ("a text becomes a heading", r"^(?=\w)", "## "),
    ("a level of a list goes", r"^(?:  |   )(?=\S)", ""),
    ("a level of a list comes", r"^(?=(?:[-*]|\d\.) )", "  - "),
    ("an item becomes text", r"^( *)(?:-|\d+\.) ", r"\1"),
    ("another kind of list", r"^( *)- ", r"\g<1>1. "),
    ("a list without numbers", r"^( *)\d+\. ", r"\1- "),
    ("items join", r"\n *(?:-|\d+\.) ", " "),
    ("an item goes", r"^ *(?:-|\d+\.) .*\n?", ""),
    ("lists join", r"<!-- -->\n\n", ""),
    ("a quote goes", r"^> ?", ""),
    ("a quote comes", r"^(?=\w)", "> "),
    ("a rule goes", r"^---$", ""),
    ("a rule comes", r"\n\n", "\n\n---\n\n"),
    ("cells merge", r" \| ", " "),
    ("a cell parts", r"(?<=\w) (?=\w)", " | "),
    ("a row goes", r"^\|(?! -).*\n?", ""),
    ("a row comes twice", r"^(\|(?! [:-]).*)\n", r"\1\n\1\n"),
    ("an escape goes", r"\\(?=[^\w\s])", ""),
    ("an escape comes", r"(?<!\\)(?=[*_`\[#>|~<-])", r"\\"),
    ("a reference changes", r"&#\d+;|&\w+;", "&copy;"),
    ("a reference goes", r"&#\d+;|&\w+;", ""),
    ("a fence goes", r"^ *```.*\n", ""),
    ("a line of code goes", r"(?<=```\n).*\n", ""),
    ("a line of code moves", r"(?<=```\n)(?=.)", " "),
    ("a tag in the text goes", r"</?(?:sub|sup|u|kbd|ins|mark|small|q|cite|strong|em|del|code)>", ""),
    ("a tag in the text changes", r"<(/?)su[bp]>", r"<\1ins>"),
    ("an anchor goes", r'<a (?:id|name)="[^"]*"></a>', ""),
    ("a block comes twice", r"(?s)(?:^|(?<=\n\n))(.+?)(?:\n\n|\Z)", r"\1\n\n\1\n\n"),
    ("a block goes", r"(?s)(?:^|(?<=\n\n)).+?(?:\n\n|\Z)", ""),
    ("two blocks change places", r"(?s)(?:^|(?<=\n\n))(.+?)(\n\n)(.+?)(?=\n\n|\Z)", _swapped),
    ("a template tag goes", _TAG, ""),
    ("a template tag comes twice", f"({_TAG})", r"\1\1"),
    ("two template tags change places", f"({_TAG})(.*?)({_TAG})", _swapped),
    ("all goes", r"(?s)\A.+\Z", ""),
)


_WITH_TAGS = (
    "<p>{{ a }} and <b>{{ bb }}</b></p>",
    "<ul><li>{{ a }}</li><li>{{ bb }}</li></ul>",
    '<p><a href="{{ a }}/x">{{ bb }}</a> {{ ccc }}</p>',
    "<table><tr><th>{{ a }}</th><th>{{ bb }}</th></tr><tr><td>{{ ccc }}</td><td>d</td></tr></table>",
)


@cache
def _conversions() -> list[Conversion]:
    rows = json.loads(_VECTORS.read_bytes())["rows"]
    wanted = [row["want"] for row in rows if "want" in row]
    texts = list(dict.fromkeys([*(html for html, _ in FRAGMENTS), *wanted]))
    found: list[Conversion] = []
    for number, text in enumerate([*texts, *bodies(250, seed=20240311), *_WITH_TAGS]):
        flavor = FLAVORS[("jekyll", "gfm", "hugo")[number % 3] if text not in _WITH_TAGS else "jekyll"]
        post = Post(Source("post.md", f"{text}\n".encode()), flavor)
        findings = list(check(post))
        # What an unclosed tag makes bold, two more stars do not change.
        if not any(finding.code == "HTM004" for finding in findings):
            found += [Conversion(post, change) for change in _changes(post, findings)]
    # HTML inside Markdown's text is no document by itself: what it was cannot be compared alone.
    return [one for one in found if all(_proofs(one, one.change.text))]


def _changes(post: Post, findings: list[Diagnostic]) -> Iterator[Change]:
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            span = edit.span.shift(-post.body.start)
            text = _masked(post, edit.replacement.decode())
            if "\r" not in text and text.strip():
                yield Change(span, post.masked_slice(edit.span).replace("\r\n", "\n"), text)


def _masked(post: Post, text: str) -> str:
    for token, tag in post.masked.tags.items():
        text = text.replace(tag, token + "x" * (len(tag.encode()) - 4), 1)
    return text


def _damages(conversion: Conversion, chance: random.Random) -> Iterator[Damage]:
    text = conversion.change.text
    for name, pattern, replacement in chance.sample(_DAMAGES, k=_ROUNDS * 3):
        places = list(re.finditer(pattern, text, re.MULTILINE))
        if not places:
            continue
        place = chance.choice(places)
        damaged = text[: place.start()] + _filled(place, replacement) + text[place.end() :]
        if damaged != text:
            yield Damage(name, conversion, damaged)


def _filled(place: re.Match[str], replacement: str | Callable[[re.Match[str]], str]) -> str:
    return place.expand(replacement) if isinstance(replacement, str) else replacement(place)


def _proofs(conversion: Conversion, text: str) -> tuple[bool, bool]:
    """Tell whether each half of the proof lets a text pass for a conversion's Markdown."""
    post, change = conversion
    return (
        reads_alike(parse(change.html), text, post.flavor),
        whole_body_reads_alike(post, [change._replace(text=text)]),
    )


@pytest.fixture(scope="module")
def damages() -> list[Damage]:
    chance = random.Random(20240311)
    return [damage for conversion in _conversions() for damage in _damages(conversion, chance)]


def _differ(damages: list[Damage], pages: Callable[[list[str], bool], list[str]]) -> list[Damage]:
    """Return the damages after which a page reads otherwise."""
    readings: dict[tuple[str, bool], object] = {}
    for attributes in (False, True):
        some = [one for one in damages if one.conversion.post.flavor.heading_attributes is attributes]
        texts = list({text for one in some for text in (one.text, one.conversion.change.text)})
        for text, page in zip(texts, pages(texts, attributes), strict=True):
            readings[text, attributes] = read(page)
    return [
        one
        for one in damages
        if readings[one.text, one.conversion.post.flavor.heading_attributes]
        != readings[one.conversion.change.text, one.conversion.post.flavor.heading_attributes]
    ]


def _pulldown_cmark(texts: list[str], attributes: bool) -> list[str]:
    return [render(text, heading_attributes=attributes) for text in texts]


def _github(texts: list[str], _attributes: bool) -> list[str]:
    return gfm(texts)


def test_every_damage_that_shows_is_refused(damages: list[Damage]) -> None:
    shown = _differ(damages, _pulldown_cmark)
    assert len(shown) > _ENOUGH
    assert len({one.name for one in shown}) > 0.9 * len(_DAMAGES)
    assert not [str(one) for one in shown if any(_proofs(one.conversion, one.text))]


def test_what_only_github_would_show_is_refused_by_the_proof_or_by_the_portability_check(
    damages: list[Damage],
) -> None:
    shown = _differ(damages, _github)
    proved = [one for one in shown if any(_proofs(one.conversion, one.text))]
    passed = [
        one
        for one in proved
        if not objection(one.text, heading_attributes=one.conversion.post.flavor.heading_attributes)
    ]
    assert len(shown) > _ENOUGH
    assert not [str(one) for one in passed]
