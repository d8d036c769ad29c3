"""A text is added to a list of the front matter; every other byte stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.additions import with_item
from postkit.frontmatter.read import read

NEW = "/old/"


def added(text: str, flavor: str = "hugo", item: str = NEW, key: str = "aliases") -> str | None:
    """Return a post with an item more below a key; None where there is no way."""
    source = Source("content/a.md", text.encode())
    edits = with_item(read(source, FLAVORS[flavor]), key, item)
    return None if edits is None else apply_edits(source.data, edits).decode()


YAML = {
    "no key": ("title: x\n", "title: x\naliases: [/old/]\n"),
    "no key, a comment below": ("title: x # y\n# z\n\n", "title: x # y\n# z\n\naliases: [/old/]\n"),
    "nothing": ("", "aliases: [/old/]\n"),
    "no key, indented": ("  title: x\n", "  title: x\n  aliases: [/old/]\n"),
    "no key, kept line ends": ("a: |+\n  x\n\n", "a: |+\n  x\n\naliases: [/old/]\n"),
    "no key, a list above": ("a:\n  - b\n", "a:\n  - b\naliases: [/old/]\n"),
    "the key inside another": ("a:\n  aliases: [b]\n", "a:\n  aliases: [b]\naliases: [/old/]\n"),
    "braces": ("{title: x}\n", "{title: x, aliases: [/old/]}\n"),
    "braces, a comma": ("{title: x,}\n", "{title: x, aliases: [/old/],}\n"),
    "braces, lines": ("{\n  title: x # y\n}\n", "{\n  title: x, # y\n  aliases: [/old/]\n}\n"),
    "block list": ("aliases:\n- /a/\nb: c\n", "aliases:\n- /a/\n- /old/\nb: c\n"),
    "block list, indented": ("aliases:\n  -  /a/\n", "aliases:\n  -  /a/\n  -  /old/\n"),
    "block list, comments": (
        "aliases: # a\n  - /a/ # b\n  # c\n  - /b/   # d\n# e\nb: c\n",
        "aliases: # a\n  - /a/ # b\n  # c\n  - /b/   # d\n  - /old/\n# e\nb: c\n",
    ),
    "block list, single quotes": ("aliases:\n- /a/\n- '/b/'\n", "aliases:\n- /a/\n- '/b/'\n- '/old/'\n"),
    "block list, double quotes": ('aliases:\n- "/b/"\n', 'aliases:\n- "/b/"\n- "/old/"\n'),
    "block list, an empty item": ("aliases:\n  -\n", "aliases:\n  -\n  - /old/\n"),
    "block list, a folded item": ("aliases:\n- >-\n  /a/\n  b\n", "aliases:\n- >-\n  /a/\n  b\n- /old/\n"),
    "brackets": ("aliases: [/a/, /b/ ] # c\n", "aliases: [/a/, /b/, /old/ ] # c\n"),
    "brackets, quotes": ("aliases: ['/a/', \"/b\"]\n", 'aliases: [\'/a/\', "/b", "/old/"]\n'),
    "brackets, a comma": ("aliases: [/a/, ]\n", "aliases: [/a/, /old/, ]\n"),
    "brackets, empty": ("aliases: [ ]  # c\n", "aliases: [/old/]  # c\n"),
    "brackets, lines": ("aliases: [\n  /a/,\n  /b/\n]\n", "aliases: [\n  /a/,\n  /b/,\n  /old/\n]\n"),
    "brackets, comments": (
        "aliases: [\n  /a/, # a\n  /b/ # b\n]\n",
        "aliases: [\n  /a/, # a\n  /b/, # b\n  /old/\n]\n",
    ),
    "brackets, comma and comment": ("aliases: [\n\t/a/, # b\n]\n", "aliases: [\n\t/a/, # b\n\t/old/,\n]\n"),
    "brackets, first column": ("aliases: [\n/a/\n]\n", "aliases: [\n/a/,\n/old/\n]\n"),
    "text": ("aliases: /a/ # b\nc: d\n", "aliases: [/a/, /old/] # b\nc: d\n"),
    "text in quotes": ("aliases: '/it''s/'\n", "aliases: ['/it''s/', '/old/']\n"),
    "text with a comma": ("aliases: /a,b/\n", "aliases: ['/a,b/', /old/]\n"),
    "empty text": ("aliases: ''\n", "aliases: ['/old/']\n"),
    "no value": ("aliases:\nb: c\n", "aliases: [/old/]\nb: c\n"),
    "no value, a blank": ("aliases: \nb: c\n", "aliases: [/old/] \nb: c\n"),
    "no value, a comment": ("aliases: # b\n", "aliases: [/old/] # b\n"),
    "no value, in words": ("aliases: ~\nb: c\n", "aliases: [/old/]\nb: c\n"),
    "another case": ("ALIASES: [/a/]\n", "ALIASES: [/a/, /old/]\n"),
    "anchor elsewhere": ("b: &b [/a/]\naliases: [/a/]\n", "b: &b [/a/]\naliases: [/a/, /old/]\n"),
}

TOML = {
    "no key": ("title = 'x'\n", "title = 'x'\naliases = [\"/old/\"]\n"),
    "nothing": ("", 'aliases = ["/old/"]\n'),
    "no key, a table": (
        "a = 1 # b\n\n# c\n[d]\ne = 2\n",
        'a = 1 # b\naliases = ["/old/"]\n\n# c\n[d]\ne = 2\n',
    ),
    "a table only": ("# c\n[d]\n", '# c\naliases = ["/old/"]\n[d]\n'),
    "no key, a list of tables": ("a.b = 1\n  [[d]]\n", 'a.b = 1\naliases = ["/old/"]\n  [[d]]\n'),
    "brackets that are no table": (
        'a = """\n[b]\n"""\nc = [\n  [1],\n  ["]"], # ]\n]\nd = \'[\'\n[e]\n',
        'a = """\n[b]\n"""\nc = [\n  [1],\n  ["]"], # ]\n]\nd = \'[\'\naliases = ["/old/"]\n[e]\n',
    ),
    "the key inside a table": ("[a]\naliases = ['b']\n", "aliases = [\"/old/\"]\n[a]\naliases = ['b']\n"),
    "list": ('aliases = ["/a/"] # b\n[c]\n', 'aliases = ["/a/", "/old/"] # b\n[c]\n'),
    "list, literal texts": ("aliases = [ '/a/' ]\n", "aliases = [ '/a/', '/old/' ]\n"),
    "list, empty": ("aliases = []\n", 'aliases = ["/old/"]\n'),
    "list, lines": ("aliases = [\n  '/a/', # b\n]\n", "aliases = [\n  '/a/', # b\n  '/old/',\n]\n"),
    "list, no comma": ("aliases = [\n  '/a/' # b\n]\n", "aliases = [\n  '/a/', # b\n  '/old/'\n]\n"),
    "text": ("aliases = '/a/' # b\n", "aliases = ['/a/', '/old/'] # b\n"),
    "empty text": ('aliases = ""\n', 'aliases = ["/old/"]\n'),
}

JSON = {
    "no key": ('{"a": 1}', '{"a": 1, "aliases": ["/old/"]}'),
    "no key, lines": ('{\n\t"a": {\n\t}\n}', '{\n\t"a": {\n\t},\n\t"aliases": ["/old/"]\n}'),
    "list": ('{"aliases": ["/a/"], "b": 1}', '{"aliases": ["/a/", "/old/"], "b": 1}'),
    "list, lines": ('{\n"aliases": [\n  "/a/"\n]}', '{\n"aliases": [\n  "/a/",\n  "/old/"\n]}'),
    "list, empty": ('{"aliases": [ ]}', '{"aliases": ["/old/"]}'),
    "text": ('{"aliases": "/a/"}', '{"aliases": ["/a/", "/old/"]}'),
    "no value": ('{"aliases": null}', '{"aliases": ["/old/"]}'),
    "key inside": ('{"a": {"aliases": []}}', '{"a": {"aliases": []}, "aliases": ["/old/"]}'),
}

SHAPES = {
    **{f"yaml, {name}": [f"---\n{text}---\nbody\n" for text in pair] for name, pair in YAML.items()},
    **{f"toml, {name}": [f"+++\n{text}+++\nbody\n" for text in pair] for name, pair in TOML.items()},
    **{f"json, {name}": [f"{text}\nbody\n" for text in pair] for name, pair in JSON.items()},
}


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_each_shape_keeps_its_style(shape: list[str], newline: str, bom: str) -> None:
    old, new = (bom + text.replace("\n", newline) for text in shape)
    assert added(old) == new


@pytest.mark.parametrize(
    "text",
    [
        "no front matter\n",
        "---\naliases: 3\n---\n",
        "---\naliases: {a: b}\n---\n",
        "---\naliases: |\n  /a/\n---\n",
        "---\naliases: !!str /a/\n---\n",
        "---\naliases: /a/\n  b\n---\n",
        "---\naliases: &a [/a/]\nb: *a\n---\n",
        "---\nb: &a [/a/]\naliases: *a\n---\n",
        "---\nb: &a /a/\naliases: *a\n---\n",
        "---\nb: &a\naliases: *a\n---\n",
        "---\na: b\n...\n---\n",
        "---\na: [b\n---\n",
        "---\na: b\n",
        "{}\nbody\n",
        "+++\naliases = 1\n+++\n",
        "+++\n[aliases]\na = 1\n+++\n",
    ],
)
def test_what_cannot_be_added_to_is_left_alone(text: str) -> None:
    assert added(text) is None


@pytest.mark.parametrize(
    ("item", "yaml_text", "toml_text"),
    [
        ("/a b/", "'/a b/'", '"/a b/"'),
        ("/it's/", "'/it''s/'", '"/it\'s/"'),
        ('/"a"\\/', "'/\"a\"\\/'", '"/\\"a\\"\\\\/"'),
        ("/a, b: c #d [e]/", "'/a, b: c #d [e]/'", '"/a, b: c #d [e]/"'),
        ("/日本/", "/日本/", '"/日本/"'),
        ("2024-01-02", "'2024-01-02'", '"2024-01-02"'),
        ("no", "'no'", '"no"'),
        ("/100%/", "'/100%/'", '"/100%/"'),
    ],
)
def test_texts_get_the_quotes_that_they_need(item: str, yaml_text: str, toml_text: str) -> None:
    assert added("---\na: b\n---\n", item=item) == f"---\na: b\naliases: [{yaml_text}]\n---\n"
    assert added("+++\na = 1\n+++\n", item=item) == f"+++\na = 1\naliases = [{toml_text}]\n+++\n"
    assert added('{"a": 1}', item=item) == f'{{"a": 1, "aliases": [{json.dumps(item, ensure_ascii=False)}]}}'


@pytest.mark.parametrize("item", ["/a\n/", "/\x00/", "/\u2028/", "/\u202e/", "/\udcff/"])
def test_texts_that_forge_lines_are_not_written(item: str) -> None:
    assert added("---\na: b\n---\n", item=item) is None


def test_hexo_writes_no_opening_fence() -> None:
    assert added("title: x\n---\nbody", "hexo") == "title: x\naliases: [/old/]\n---\nbody"
    assert added('"a": 1\n;;;\nbody', "hexo") == '"a": 1, "aliases": ["/old/"]\n;;;\nbody'
    assert added('"a": 1,\n"b": 2\n;;;\n', "hexo") == '"a": 1,\n"b": 2,\n"aliases": ["/old/"]\n;;;\n'


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 90 + "]" * 90, "a: '" + "x[{" * 20_000 + "'", "a: b #" + "[" * 60_000]
)
def test_hostile_lines_take_no_time(text: str) -> None:
    assert added(f"---\n{text}\n---\n") == f"---\n{text}\naliases: [/old/]\n---\n"
    toml = text.replace("a: b", "a = 1").replace("a: ", "a = ")
    assert added(f"+++\n{toml}\n+++\n") == f'+++\n{toml}\naliases = ["/old/"]\n+++\n'


_TEXTS = st.text("abc/ -.:#'\"[]{},&*!|>%@\\é日?~0123456789", max_size=12)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS.filter(bool), inner, max_size=3),
    max_leaves=8,
)
_ALIASES = st.none() | _TEXTS | st.lists(_TEXTS, max_size=4)
_DATA = st.dictionaries(st.sampled_from(["a", "b", "title", "tags"]), _VALUES, max_size=4)


class Written(NamedTuple):
    """Front matter as it is written.

    Attributes:
        kind: Its language.
        flow: Whether YAML has brackets everywhere.
        indent: How far it is indented; 0 for JSON on one line.
        crlf: Whether lines end with CRLF.
    """

    kind: str
    flow: bool
    indent: int
    crlf: bool

    def dump(self, data: Mapping[str, Any]) -> str:
        if self.kind == "json":
            text = json.dumps(data, indent=self.indent or None, ensure_ascii=False)
        else:
            dumped = yaml.safe_dump(
                data,
                indent=self.indent or None,
                default_flow_style=self.flow,
                allow_unicode=True,
                sort_keys=False,
            )
            text = f"---\n{dumped}---"
        return f"{text}\nbody\n".replace("\n", "\r\n" if self.crlf else "\n")


_WRITTEN = st.builds(
    Written, st.sampled_from(["yaml", "json"]), st.booleans(), st.sampled_from([0, 2, 4]), st.booleans()
)


@given(data=_DATA, aliases=_ALIASES, present=st.booleans(), item=_TEXTS.filter(bool), written=_WRITTEN)
def test_what_is_read_afterwards_is_the_same_with_one_item_more(
    data: dict[str, Any], aliases: Any, item: str, written: Written, *, present: bool
) -> None:
    text = written.dump({**data, "aliases": aliases} if present else data)
    old = read(Source("content/a.md", text.encode()), FLAVORS["hugo"])
    result = added(text, item=item)
    had = old.data.get("aliases")
    if result is None:
        # Nothing, or what a reader takes for another thing, or a text on several lines.
        assert not old.data or old.problems or (had and not isinstance(had, list))
        return
    new = read(Source("content/a.md", result.encode()), FLAVORS["hugo"])
    listed = had if isinstance(had, list) else [had] if had else []
    assert new.data == {**old.data, "aliases": [*listed, item]}
    assert result.endswith("body\r\n" if written.crlf else "body\n")
    assert ("\n" in result.replace("\r\n", "")) is not written.crlf
    assert not had or _is_within(text, result)


def _is_within(old: str, new: str) -> bool:
    """Tell whether one text is the other with some more characters, in order."""
    rest = iter(new)
    return all(any(one == other for other in rest) for one in old)
