"""JSON into a tree: the standard library says what is wrong, a small scanner says where things are."""

from __future__ import annotations

import json
import re
from typing import Any

from postkit.flavors.reader import Reader
from postkit.frontmatter.duplicates import Duplicates
from postkit.frontmatter.tree import MAX_DEPTH, Entry, Node, Parsed, Problem, Text
from postkit.rules.table import FM001

_TOKEN = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')


def parse(text: str, reader: Reader) -> Parsed:
    """Parse a JSON object.

    Args:
        text: The object, from its opening brace to its closing one.
            They are left out where the engine wants them left out.
        reader: How the flavor's engine reads.
    """
    bare = reader.bare_json
    try:
        json.loads(f"{{{text}}}" if bare else text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        from postkit.frontmatter.json_errors import explain

        return Parsed(None, [explain(error.msg, max(error.pos - bare, 0), text)])
    except RecursionError:
        return Parsed(None, [_too_deep(0)])
    except ValueError as error:
        return Parsed(None, [Problem(FM001, 0, 1, f"the JSON cannot be read: {error}")])
    return _Tree(text, Duplicates(one_case=reader.one_case)).parse(bare=bare)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _too_deep(index: int) -> Problem:
    return Problem(FM001, index, index + 1, f"nested more than {MAX_DEPTH} levels deep", "make it simpler")


class _Tree:
    """Reads tokens of a text that is known to be JSON."""

    def __init__(self, text: str, duplicates: Duplicates) -> None:
        self._text = text
        self._stack: list[tuple[Node, dict[str, tuple[str, Entry]]]] = []
        self._key: tuple[str, tuple[int, int]] | None = None
        self._duplicates = duplicates

    def parse(self, *, bare: bool) -> Parsed:
        root = Node(0, len(self._text.rstrip()), {}, flow=True) if bare else None
        if root:
            self._stack.append((root, {}))
        for match in _TOKEN.finditer(self._text):
            word = match[0]
            if word in "}]":
                self._stack.pop()[0].end = match.end()
                continue
            if word[0] == '"' and self._wants_key():
                self._key = (json.loads(word), match.span())
                continue
            node = self._node(word, match.span())
            root = root or node
            self._add(node)
            if word in "{[":
                if len(self._stack) >= MAX_DEPTH:
                    return Parsed(None, [_too_deep(match.start())])
                self._stack.append((node, {}))
        return Parsed(root, self._duplicates.problems(self._text))

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1][0].value, dict) and self._key is None

    def _node(self, word: str, span: tuple[int, int]) -> Node:
        if word in "{[":
            return Node(*span, {} if word == "{" else [], flow=True)
        value = json.loads(word)
        return Node(*span, Text(value, quoted=True) if isinstance(value, str) else value, word)

    def _add(self, node: Node) -> None:
        if not self._stack:
            return
        parent, seen = self._stack[-1]
        if self._key is None:
            parent.value.append(node)
            return
        (name, place), self._key = self._key, None
        entry = Entry(place, node)
        self._duplicates.see(seen, parent, name, entry)
        parent.value[name] = entry
