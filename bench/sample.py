"""Clean posts of real sites, where each key and value stands, and a strict schema that they satisfy.

Nothing here asks postkit: PyYAML's marks and lines of TOML say where things are, so that a reader
of ours that is wrong is found out.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

SITES = {
    "digitalgov": "hugo",
    "carpentries": "hugo",
    "hugodocs": "hugo",
    "18f": "eleventy",
    "hexo-site": "hexo",
    "jekyll": "jekyll",
    "vim-jp": "jekyll",
    "rust-blog": "hugo",
}
"""The sites of the corpus and the engine that each is read as."""

Language = Literal["yaml", "toml", "json"]

_YAML = re.compile(r"---\r?\n(?P<block>.*?\n)---\r?\n", re.DOTALL)
_TOML = re.compile(r"\+\+\+\n(?P<block>.*?\n)\+\+\+\n", re.DOTALL)
_TOML_LINE = re.compile(r"^(?P<key>[\w-]+)(?P<sep> = )(?P<value>\S.*?)[ ]*$", re.MULTILINE)
_JSON_LINE = re.compile(r'^  "(?P<key>[^"\n]+)"(?P<sep>: )(?P<value>.*?),?$', re.MULTILINE)
_AMBIGUOUS = re.compile(r"(?i:y|n|yes|no|on|off)|[-+]?0[0-9_]+|.*[0-9]_.*|[0-9]+[:,e].*|[-+.][0-9.].*")
"""Plain scalars that YAML 1.1 and 1.2 read differently, so that tools may disagree on the clean post."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Entry(NamedTuple):
    """A key and its value; places in code points of the post.

    Attributes:
        path: Keys from the top.
        key: Where the key stands, quotes included.
        value: Where the value stands; to the end of its last line for a block.
        data: The value.
        style: How it is written.
    """

    path: tuple[str, ...]
    key: tuple[int, int]
    value: tuple[int, int]
    data: Any
    style: Literal["plain", "quoted", "flow", "block"]

    @property
    def name(self) -> str:
        return self.path[-1]


@dataclass(frozen=True)
class Post:
    """A clean post.

    Args:
        site: The group of posts that it belongs to and that has one schema.
        flavor: The engine that it is read as.
        language: The language of its front matter.
        name: The name of its file.
        text: All of it.
        start: Where the content between its fences begins.
        end: Where it ends; the closing fence begins here.
        data: The front matter.
        entries: Where its keys and values stand.
    """

    site: str
    flavor: str
    language: Language
    name: str
    text: str = field(repr=False)
    start: int
    end: int
    data: dict[str, Any] = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column, from 1, of a code point."""
        before = self.text[:index]
        return before.count("\n") + 1, index - before.rfind("\n")


class _Loader(yaml.SafeLoader):
    """Reads dates as texts, as JSON Schema wants them."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _UncleanError(ValueError):
    """A post that is no good as a clean one."""


def _entries(node: yaml.Node, shift: int, path: tuple[str, ...] = ()) -> Iterable[Entry]:
    loader = _Loader("")
    if not isinstance(node, yaml.MappingNode):
        return
    seen = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen or key.value == "<<":
            raise _UncleanError
        seen.add(key.value)
        if not re.fullmatch(r"[\w-]{2,40}", key.value):
            raise _UncleanError
        if isinstance(value, yaml.ScalarNode):
            if value.style is None and _AMBIGUOUS.fullmatch(value.value):
                raise _UncleanError
            style = "plain" if value.style is None else "quoted" if value.style in "'\"" else "block"
        else:
            style = "flow" if value.flow_style else "block"
        here = (*path, key.value)
        data = loader.construct_object(value, deep=True)
        places = (
            (key.start_mark.index + shift, key.end_mark.index + shift),
            (value.start_mark.index + shift, value.end_mark.index + shift),
        )
        yield Entry(here, *places, data, style)
        yield from _entries(value, shift, here)


def _from_yaml(text: str) -> tuple[int, int, dict[str, Any], list[Entry]]:
    match = _YAML.match(text)
    if match is None:
        raise _UncleanError
    block = match["block"]
    data = yaml.load(block, Loader=_Loader)
    node = yaml.compose(block, Loader=_Loader)
    if not isinstance(data, dict) or not data or node is None or re.search(r"[&*!?%@`]\w", block):
        raise _UncleanError
    json.dumps(data)
    return match.start("block"), match.end("block"), data, list(_entries(node, match.start("block")))


def _lines(text: str, block: tuple[int, int], data: dict[str, Any], line: re.Pattern[str]) -> list[Entry]:
    """Return the entries of front matter that has each on a line of its own."""
    entries = []
    quote = int(line is _JSON_LINE)
    for match in line.finditer(text, *block):
        value = data.get(match["key"])
        key = (match.start("key") - quote, match.end("key") + quote)
        style: Literal["plain", "quoted", "flow"] = "plain"
        if isinstance(value, (str, list, dict)):
            style = "quoted" if isinstance(value, str) else "flow"
        entries.append(Entry((match["key"],), key, match.span("value"), value, style))
    if not data or {entry.name for entry in entries} != data.keys():
        raise _UncleanError
    return entries


def _from_toml(text: str) -> tuple[int, int, dict[str, Any], list[Entry]]:
    match = _TOML.match(text)
    if match is None:
        raise _UncleanError
    data = tomllib.loads(match["block"])
    json.dumps(data)
    return *match.span("block"), data, _lines(text, match.span("block"), data, _TOML_LINE)


def _as_json(post: Post) -> Post:
    """Say the front matter of a post in JSON, a key a line."""
    lines = (f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in post.data.items())
    block = "{\n" + ",\n".join(lines) + "\n}"
    body = post.text[post.end :].partition("\n")[2]
    text = f"{block}\n{body}"
    entries = _lines(text, (0, len(block)), post.data, _JSON_LINE)
    return Post(
        "digitalgov in JSON", "hugo", "json", post.name, text, 0, len(block), post.data, tuple(entries)
    )


def _read(path: Path, site: str) -> Post | None:
    try:
        text = path.read_bytes().decode()
        language: Language = "toml" if text.startswith("+++") else "yaml"
        found = _from_toml(text) if language == "toml" else _from_yaml(text)
    except (ValueError, TypeError, yaml.YAMLError, tomllib.TOMLDecodeError):
        return None
    return Post(site, SITES[site], language, path.name, text, *found[:3], tuple(found[3]))


def posts(corpus: Path, each: int, seed: int = 0) -> list[Post]:
    """Return clean posts of every site, and some said in JSON.

    Args:
        corpus: Where the sites are.
        each: How many of each site.
        seed: What the choice starts from.
    """
    found: list[Post] = []
    for site in SITES:
        paths = sorted(path for path in (corpus / site).rglob("*.md") if path.is_file())
        random.Random(f"{site}{seed}").shuffle(paths)
        read = (post for path in paths if (post := _read(path, site)))
        found += [post for post, _ in zip(read, range(each), strict=False)]
    return found + [_as_json(post) for post in found if post.site == "digitalgov"]


def schema(group: Sequence[Post]) -> dict[str, Any]:
    """Return the strictest schema of plain keywords that a group of posts satisfies."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", **_mapping([post.data for post in group])}


def _mapping(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    names = dict.fromkeys(key for value in values for key in value)
    return {
        "type": "object",
        "required": [name for name in names if all(name in value for value in values)],
        "additionalProperties": False,
        "properties": {name: _value([one[name] for one in values if name in one]) for name in names},
    }


def _value(values: Sequence[Any]) -> dict[str, Any]:
    types = {_type(value) for value in values} or {"null"}
    kinds: Any = sorted(types - {"integer"} if "number" in types else types)
    if kinds == ["object"]:
        return _mapping(values)
    if kinds == ["array"]:
        items = [item for value in values for item in value]
        return {"type": "array", **({"items": _value(items)} if items else {})}
    if kinds == ["string"]:
        return _text(values)
    return {"type": kinds[0] if len(kinds) == 1 else kinds}


def _text(values: Sequence[str]) -> dict[str, Any]:
    if all(_DAY.fullmatch(value) for value in values):
        return {"type": "string", "format": "date"}
    counts = Counter(values)
    is_word = all(re.fullmatch(r"[a-z_-]{3,20}", value) for value in counts)
    if is_word and len(counts) <= 6 and len(values) >= 4 * len(counts):
        return {"enum": sorted(counts)}
    return {"type": "string"}


def _type(value: Any) -> str:
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string")):
        if isinstance(value, kind):
            return name
    return {list: "array", dict: "object"}.get(type(value), "null")
