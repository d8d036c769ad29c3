"""A TOML file as data, with the line and column of every key and value when they are needed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from postkit.config.check import KeyPath
from postkit.core.printable import printable
from postkit.errors import RequestError

_MAX_DEPTH = 200
"""How deep brackets and dotted keys may nest; toml-rs 0.4.3 ends the process at some ten thousand."""

_LONG_KEY = re.compile(
    r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+)" + f"{{{_MAX_DEPTH}}}"
)

_BRACKET = re.compile(
    r"""#[^\n]*+|\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|([\[{])|([\]}])""",
    re.DOTALL,
)


class Document:
    """A parsed TOML file.

    Args:
        text: Its text without BOM.
        value: Its data.
    """

    def __init__(self, text: str, value: Mapping[str, Any]) -> None:
        self.value = value
        self._text = text

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read and parse a file.

        Raises:
            RequestError: If it cannot be read, decoded or parsed; with `file:line:col` where known.
        """
        import toml_rs  # 20 ms that only a settings' file costs

        name = printable(str(path))
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise RequestError(f"cannot read `{name}`: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise RequestError(f"cannot read `{name}`: it is not UTF-8 (byte {error.start})") from error
        if _depth(text) > _MAX_DEPTH or _LONG_KEY.search(text):
            raise RequestError(
                f"cannot read `{name}`: its tables or lists nest more than {_MAX_DEPTH} levels deep"
            )
        try:
            return cls(text, toml_rs.loads(text))
        except toml_rs.TOMLDecodeError as error:
            line, column = error.lineno, _code_points(text, error.lineno, error.colno)
            reason = error.msg.rstrip().rpartition("\n")[2]
            raise RequestError(f"{name}:{line}:{column}: {reason}") from error

    @cached_property
    def _nodes(self) -> Mapping[str, Any]:
        import toml_rs

        nodes: Mapping[str, Any] = toml_rs.load_with_metadata(io.BytesIO(self._text.encode())).meta["nodes"]
        return nodes

    def place(self, path: KeyPath, *, on_key: bool) -> tuple[int, int]:
        """Return where a key or value stands.

        Args:
            path: The keys and indices that lead to it.
            on_key: Whether the key is meant, not the value.

        Returns:
            Line and column from 1, the column in code points.
        """
        node: Any = self._nodes
        best = (1, 1)
        for depth, step in enumerate(path):
            node = _child(node, step)
            if node is None:
                break
            if _is_leaf(node):
                best = self._leaf(node, on_key=on_key and depth == len(path) - 1)
            else:
                best = self._header(path[: depth + 1]) or self._first(node) or best
        return best

    def _leaf(self, node: Mapping[str, Any], *, on_key: bool) -> tuple[int, int]:
        wanted, other = ("key", "value") if on_key else ("value", "key")
        kind = wanted if f"{wanted}_line" in node else other  # an item has no key, `[[a]]` no value
        line, column = _start(node[f"{kind}_line"]), _start(node[f"{kind}_col"])
        return line, _code_points(self._text, line, column)

    def _header(self, path: KeyPath) -> tuple[int, int] | None:
        """Return the place of the last key in the header of a table, `[a.b]`; the parser gives none."""
        names = [rf"[\"']?{re.escape(str(key))}[\"']?" for key in path]
        pattern = (
            r"^[ \t]*\[{1,2}[ \t]*" + r"[ \t]*\.[ \t]*".join([*names[:-1], f"({names[-1]})"]) + r"[ \t]*[\].]"
        )
        match = re.search(pattern, self._text, re.MULTILINE)
        if match is None:
            return None
        before = self._text[: match.start(1)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def _first(self, node: Mapping[str, Any]) -> tuple[int, int] | None:
        """Return the place of the first key below a table without a header, as in `a.b = 1`."""
        for child in node.values():
            place = self._leaf(child, on_key=True) if _is_leaf(child) else self._first(child)
            if place:
                return place
        return None


def _depth(text: str) -> int:
    """Return how deep brackets outside of strings and comments nest."""
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        if match[1]:
            depth += 1
            deepest = max(deepest, depth)
        elif match[2]:
            depth -= 1
    return deepest


def _is_leaf(node: Any) -> bool:
    """Tell whether a node says where it stands; a table under a header does not."""
    return isinstance(node.get("key_line", node.get("value_line")), (int, tuple))


def _child(node: Any, step: str | int) -> Any:
    """Return what a key or an index leads to, or None."""
    inside = node.get("value") if _is_leaf(node) else node
    if isinstance(inside, list) and isinstance(step, int):
        return inside[step] if step < len(inside) else None
    return inside.get(step) if isinstance(inside, Mapping) else None


def _start(place: int | tuple[int, int]) -> int:
    """Return the first of a line or column that is one number or a pair."""
    return place if isinstance(place, int) else place[0]


def _code_points(text: str, line: int, column: int) -> int:
    """Return a column in code points; the parser counts bytes of UTF-8."""
    content = text.split("\n")[line - 1]
    return len(content.encode()[: column - 1].decode(errors="ignore")) + 1
