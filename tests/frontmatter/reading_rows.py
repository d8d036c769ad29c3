"""What real engines read, row by row, and the rows that postkit does not follow, with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROWS = json.loads((Path(__file__).parents[1] / "facts" / "frontmatter.vectors.json").read_bytes())
COLUMNS = {
    "jekyll": "jekyll",
    "hugo": "hugo",
    "gfm": "python-frontmatter",
    "astro": "astro",
    "eleventy": "eleventy",
    "hexo": "hexo",
    "mkdocs": "mkdocs",
}
JS = "astro eleventy hexo"
ALL = " ".join(COLUMNS)
SAYS_SO = frozenset({"FM003", "FM004", "FM007"})
"""Findings about what an engine accepts without a word: no keys, hidden, a key that stands twice."""


class Row(NamedTuple):
    """A case: the flavor, the text as the vectors have it, and what the engine made of it."""

    flavor: str
    text: str
    engine: dict[str, Any]


def _same(reason: str, flavors: str, *texts: str) -> dict[tuple[str, str], str]:
    return {(flavor, text): reason for flavor in flavors.split() for text in texts}


TEMPLATE = "a template tag without quotes is reported; the engine silently makes a mapping of it"
CALENDAR = "dates stay strings; a day that is not on the calendar is judged by the checks"
GO_YAML = "goccy/go-yaml's lexer differs here from libyaml, which reads for us"
JS_YAML = "js-yaml's lexer differs here from libyaml, which reads for us"
LINES = "U+2028 and U+0085 end a line for libyaml, which reads for us"
CORE_TAG = "a value that does not fit its core tag keeps what was written"
NO_TEXT = "a value with the tag `!` is a text to the engine; here it is resolved as if it had none"
KEPT = "the text is kept; PyYAML has no constructor for it"
BINARY = "binary data stays text"
TUPLES = "JSON has no sets and no tuples"

SCALARS = {
    **_same(
        CALENDAR, "gfm mkdocs", "2022-02-30", "2022-13-01", "2022-00-10", "0000-00-00", "2022-02-09 25:00:00"
    ),
    **_same(CALENDAR, "gfm mkdocs", "2022-02-09 17:61:00", "2022-02-09 24:00:00"),
    **_same(TEMPLATE, f"jekyll {JS}", "{{ date }}", "{{ page.title }}", "{{x}}"),
    **_same("an alias of nothing is reported; Jekyll silently reads null", "jekyll", "*x"),
    **_same("an unfinished escape is reported; Hugo reads garbage", "hugo", '"C:\\Users\\new"'),
    **_same(GO_YAML, "hugo", "&x", "{x:1}", "?", "! 1", "!!merge x"),
    **_same(KEPT, "gfm mkdocs", "=", "<<", "!!merge x"),
    **_same(CORE_TAG, "jekyll", "!!js/undefined ''", "!!python/name:os.system ''"),
    **_same(CORE_TAG, "hugo", "!!int x", "!!float x", "!!null x", "!!bool yes"),
    **_same(CORE_TAG, f"gfm mkdocs {JS}", "!!timestamp x"),
    **_same(CORE_TAG, JS, "!!merge x"),
    **_same("PyYAML drops the value; it is reported", "gfm mkdocs", "!!null x"),
    **_same(NO_TEXT, "gfm mkdocs", "!"),
    **_same(NO_TEXT, JS, "! 1"),
    **_same(BINARY, ALL, "!!binary aGk="),
    **_same(TUPLES, "gfm mkdocs", "!!set {a, b}", "!!omap [a: 1]"),
}

KEYS = "a key that is no text is a text here, as in JSON"
ODD_KEYS = "a list or a mapping as a key is reported; the engine makes a strange text of it"
RECURSIVE = "a value that holds itself is reported"
NOTHING_AFTER = "what stands after the mapping is reported; the engine silently drops it"

_ODD_KEYS = ("? [a, b]\n: c", "? {a: 1}\n: c", "[a]: b", "{a: 1}: b", "? - a\n: b", "v: {{ x }}\nw: 1")
_TYPED_KEYS = ("1: a", "true: a", "yes: a", "1.5: a")
BLOCKS = {
    **_same(KEYS, "jekyll gfm mkdocs", *_TYPED_KEYS),
    **_same(KEYS, f"jekyll gfm mkdocs {JS}", "2022-02-09: a", "~: a"),
    **_same(KEYS, "jekyll gfm mkdocs hugo", "null: a"),
    **_same(KEYS, "hugo", "~: a", "toString: 1"),
    **_same(KEYS, "jekyll mkdocs", '1: a\n"1": b'),
    **_same(KEYS, ALL, "&v: 1"),
    **_same(ODD_KEYS, f"jekyll {JS}", *_ODD_KEYS),
    **_same(RECURSIVE, ALL, "v: &x [1, *x]", "v: &x\n  a: *x"),
    **_same("an alias of nothing is reported; Jekyll silently reads null", "jekyll", "v: *x", "*v: 1"),
    **_same("safe_yaml drops a merge of a mapping that is written there", "jekyll", "<<: {a: 1}"),
    **_same(NOTHING_AFTER, "jekyll", " v: 1\nw: 2"),
    **_same(NOTHING_AFTER, "hugo", "v: 1\n...\nw: 2"),
    **_same("a directive alone is reported; Jekyll reads nothing", "jekyll", "%TAG ! x\n---\nv: 1"),
    **_same("keys that differ only in case are reported; the first wins in Hugo", "hugo", "V: 1\nv: 2"),
    **_same(GO_YAML, "hugo", "v: [\n- a\n]", "!x\nv: 1", "!!map\nv: 1", "v: [? a]", "v: {a:, b: 1}"),
    **_same(GO_YAML, "hugo", "v: [- a]"),
    **_same(JS_YAML, JS, "v: {a:, b: 1}", "v: {: 1}", "v: [-]"),
    **_same(LINES, f"hugo {JS}", "v: \u2028x", "v: 1\u2028w: 2", "v: 1\x85w: 2"),
    **_same(CALENDAR, "gfm mkdocs", "v: '2022-02-09'\nw: 2022-02-30"),
    **_same("Hexo overwrites this key of its own", "hexo", "_content: x"),
}

UNCLOSED = "an opening fence that is never closed is reported; the engine shows it as text"
SWALLOWED = "an opening fence that is never closed is reported; Eleventy prints no body"
PRINTED = "a block without keys is reported and no part of the body; the engine prints it"
MIXED = "fences that differ are reported; Astro reads the block and prints it as well"
UTF_8_SIG = "read with utf-8-sig"
TOML = "TOML is read without the package that python-frontmatter wants"
CODE = "a program is never run"
RULES = "prose between two thematic breaks is a part of the body; python-frontmatter drops it"
FENCES = {
    **_same(UTF_8_SIG, "gfm", "\ufeff---\na: 1\n---\nBODY\n", "\ufeff\n---\na: 1\n---\nBODY\n"),
    **_same(TOML, "gfm", "+++\na = 1\n+++\nBODY\n", "\n+++\na = 1\n+++\nBODY\n", "+++ \na = 1\n+++\nBODY\n"),
    **_same(TOML, "gfm", "+++\na = 1\n++++\nBODY\n"),
    **_same(UNCLOSED, "gfm", "+++\na = 1\n---\nBODY\n"),
    **_same(UNCLOSED, "jekyll gfm astro hexo mkdocs", "---\na: 1\n", "---\na: 1\nBODY no close\n"),
    **_same(UNCLOSED, "jekyll gfm astro hexo mkdocs", "---\na: 1\n ---\nBODY\n"),
    **_same(UNCLOSED, "jekyll gfm hexo mkdocs", "---\na: 1\n+++\nBODY\n"),
    **_same(UNCLOSED, "jekyll gfm mkdocs", "---\na: 1\n---BODY\n"),
    **_same(UNCLOSED, "jekyll mkdocs", "---\na: 1\n----\nBODY\n"),
    **_same(UNCLOSED, "gfm astro hexo", "---\na: 1\n...\nBODY\n"),
    **_same(UNCLOSED, "astro", "---\ra: 1\r---\rBODY\r", "--- a: 1 ---"),
    **_same(UNCLOSED, "hexo", "----\na: 1\n---\nBODY\n"),
    **_same(UNCLOSED, "mkdocs", "---\na: 1\n---"),
    **_same(SWALLOWED, "eleventy", "---\na: 1\n"),
    **_same(MIXED, "astro", "+++\na = 1\n---\nBODY\n", "---\na: 1\n+++\nBODY\n"),
    **_same(PRINTED, "hexo mkdocs", "---\n---\nBODY\n", "---\n\n---\nBODY\n", "---\n   \n---\nBODY\n"),
    **_same(PRINTED, "hexo mkdocs", "---\n# only a comment\n---\nBODY\n", "---\njust text\n---\nBODY\n"),
    **_same(PRINTED, "hexo mkdocs", "---\n42\n---\nBODY\n", "---\nnull\n---\nBODY\n"),
    **_same(PRINTED, "hexo", "---\n---"),
    **_same(PRINTED, "mkdocs", "---\n- a\n- b\n---\nBODY\n"),
    **_same(RULES, "gfm", "---\njust text\n---\nBODY\n"),
    **_same(CODE, "eleventy", "---js\n{a: 1}\n---\nBODY\n"),
    **_same("`null` alone is taken for an empty block", "hugo", "---\nnull\n---\nBODY\n"),
}

LONG_INTEGER = "an integer keeps all its digits here"
LANGUAGES = {
    **_same(LONG_INTEGER, "hugo astro", "a = 9223372036854775808"),
    **_same("an impossible date is reported; smol-toml makes another day of it", "astro", "a = 2022-02-30"),
    **_same("the table `params` is one key here; Hugo lifts its keys up", "hugo", "[params]\nx = 1"),
    **_same("keys that differ only in case stay two; the first wins in Hugo", "hugo", "A = 1\na = 2"),
    **_same("keys that differ only in case are reported", "hugo", '{"A": 1, "a": 2}'),
    **_same("Hugo adds the other dates", "hugo", "date = 2022-02-09\ntitle = 'x'", '{"date": "2022-02-09"}'),
    **_same("zero has no sign here", "hugo eleventy hexo", '{"a": -0}'),
    **_same("half a character stays as written", "hugo", '{"a": "\\ud83d"}'),
    **_same("a number too large for the engine is infinite here", "hugo", '{"a": 1e400}'),
}
CONTROLS = "a control character is reported; Hugo accepts it"
_CONTROLS = ("LS0tCmE6IHgAeQotLS0KQk9EWQo=", "LS0tCmE6IHgHeQotLS0KQk9EWQo=", "LS0tCmE6IHh/eQotLS0KQk9EWQo=")
BYTES = {
    **_same(CONTROLS, "hugo", *_CONTROLS, "LS0tCmE6ICJ4G3kiCi0tLQpCT0RZCg=="),
    **_same(LINES, f"hugo {JS}", "LS0tCmE6IHjigKh5Ci0tLQpCT0RZCg==", "LS0tCmE6IHjChXkKLS0tCkJPRFkK"),
}
GROUPS = {
    "scalar": SCALARS,
    "block": BLOCKS,
    "fence": FENCES,
    "toml": LANGUAGES,
    "json": LANGUAGES,
    "fence-b64": BYTES,
}


def rows(group: str) -> list[Row]:
    """Return the rows of a group for every flavor that was measured on them."""
    return [
        Row(name, row["text"], row[column])
        for row in ROWS
        if row["group"] == group
        for name, column in COLUMNS.items()
        if column in row
    ]


def cases(group: str) -> list[Any]:
    """Return the rows of a group as parameters; one that is not followed must fail, for its reason."""
    return [
        pytest.param(
            row,
            id=f"{row.flavor}-{row.text[:40]!a}",
            marks=[pytest.mark.xfail(strict=True, reason=reason)]
            if (reason := GROUPS[group].get((row.flavor, row.text)))
            else [],
        )
        for row in rows(group)
    ]


def same(got: Any, want: Any) -> bool:
    """Tell whether data is what an engine read; `want` in the vectors' spelling of what JSON lacks.

    A date is the text that was written. All numbers of one value are one, as in JSON; 1 is not true.
    """
    if isinstance(want, dict):
        if want.keys() & {"$date", "$datetime", "$datetime-tz", "$time"}:
            return isinstance(got, str)
        if "$float" in want:
            return repr(got) == repr(float(want["$float"].lower().replace("infinity", "inf")))
        if "$int" in want:
            return bool(got == int(want["$int"]))
        return (
            isinstance(got, dict) and got.keys() == want.keys() and all(same(got[k], want[k]) for k in want)
        )
    if isinstance(want, list):
        return isinstance(got, list) and len(got) == len(want) and all(map(same, got, want))
    if isinstance(want, (int, float)) and not isinstance(want, bool):
        return isinstance(got, (int, float)) and not isinstance(got, bool) and float(got) == float(want)
    if want is None or isinstance(want, bool):
        return got is want
    return isinstance(got, str) and got == want
