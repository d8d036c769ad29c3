"""Settings in JavaScript, read without running it: what is a literal is known, an expression is not.

Source: ECMAScript 2024, sections 12 and 13.2, as far as configuration files write it; TypeScript's
`as` and `satisfies` behind a value are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN
from postkit.site.tokens import decoded, tokens

Read = Callable[[str], str | None]
"""Gives the text of a file below a site's root, or None; what it gives counts for the cache."""

SPREAD = "..."
"""The key that an object has whose other keys come from elsewhere, too."""

_CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_ENDS = frozenset({",", "}", "]", ")", ";", ""})
_TYPES = frozenset({"as", "satisfies"})
_MANY = object()
_STEPS = 100_000
_STEPS_PER_TOKEN = 6
_OPEN = {"{": "}", "[": "]", "(": ")"}


class Script:
    """A file of JavaScript or TypeScript.

    Args:
        text: Its text.

    Raises:
        RecursionError: It is nested too deeply to be a configuration; any method may raise it.
    """

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self._steps = _STEPS_PER_TOKEN * len(self.tokens) + _STEPS
        self._constants: dict[str, Any] = {}
        self._read_constants()

    @property
    def words(self) -> frozenset[str]:
        """All names in it, and the texts of its strings."""
        named = (token.text for token in self.tokens if token.kind == "word")
        return frozenset((*named, *(decoded(token) for token in self.tokens if token.kind == "string")))

    def value(self, index: int) -> Any:
        """Return the value of the expression that begins at a token, `UNKNOWN` where it is no literal."""
        return self._value(index)[0]

    def find(self, *texts: str) -> Iterator[int]:
        """Yield the index after each place where these tokens stand in a row."""
        size = len(texts)
        for index in range(len(self.tokens) - size + 1):
            if self.tokens[index].text == texts[0] and all(
                self.tokens[index + k].text == texts[k] for k in range(1, size)
            ):
                yield index + size

    def calls(self, name: str) -> Iterator[list[Any]]:
        """Yield the arguments of each call of a function or method."""
        for index in self.find(name, "("):
            yield self._items(index, ")")[0]

    def objects(self, *keys: str) -> list[dict[str, Any]]:
        """Return the objects after `return`, `=`, `default` or `=> (` that have one of the keys."""
        found = []
        for index in range(1, len(self.tokens)):
            before = [token.text for token in self.tokens[max(index - 2, 0) : index]]
            is_result = before[-1] in {"return", "=", "default"} or before == ["=>", "("]
            if is_result and self.tokens[index].text == "{":
                value = self.value(index)
                if isinstance(value, dict) and not value.keys().isdisjoint(keys):
                    found.append(value)
        return found

    def end_of(self, index: int) -> int:
        """Return where the bracket closes inside which a token stands, which begins there."""
        while True:
            index = self._skip(index)
            if self.tokens[index].text != ",":
                return index
            index += 1

    def name(self, index: int) -> str:
        """Return the name or text that a token is."""
        return decoded(self.tokens[index])

    def keys(self, index: int) -> dict[str, str]:
        """Return the keys of the object that begins at a token; for `key: name` with that name.

        Args:
            index: A token; what is no object has no keys.
        """
        found: dict[str, str] = {}
        if self.tokens[index].text != "{":
            return found
        index += 1
        while self.tokens[index].text not in {"}", ""}:
            key, mark, value = (self.tokens[min(index + k, len(self.tokens) - 1)] for k in range(3))
            if key.kind in {"word", "string"}:
                found[decoded(key)] = value.text if mark.text == ":" else key.text
            index = self._skip(index)
            index += self.tokens[index].text == ","
            if self.tokens[index].text in {")", "]", ";"}:
                break
        return found

    def path_after(self, index: int) -> str:
        """Return the expression that begins at a token, its tokens joined."""
        return "".join(token.text for token in self.tokens[index : self._skip(index)])

    def resolved(self, name: str) -> Any:
        """Return the value of a constant of the file, `UNKNOWN` where it has none or several."""
        return self._constants.get(name, UNKNOWN)

    def _read_constants(self) -> None:
        for index in range(len(self.tokens) - 3):
            if self.tokens[index].text in {"const", "let", "var"} and self.tokens[index + 2].text == "=":
                name = self.tokens[index + 1].text
                changed = name in self._constants or self.tokens[index].text != "const"
                self._constants[name] = UNKNOWN if changed else self.value(index + 3)

    def _value(self, index: int) -> tuple[Any, int]:
        """Return a value and the index of what ends it."""
        token, end = self.tokens[index], index + 1
        result: Any = UNKNOWN
        self._spend(1)
        if token.text == "{":
            result, end = self._object(index + 1)
        elif token.text == "[":
            items, end = self._items(index + 1, "]")
            result = UNKNOWN if _MANY in items else items
        elif token.kind == "string":
            result = UNKNOWN if token.text[0] == "`" and "${" in token.text else decoded(token)
        elif token.kind == "number":
            result = float(token.text) if not token.text.lstrip("-").isdigit() else int(token.text[:20])
        elif token.text in _CONSTANTS:
            result = _CONSTANTS[token.text]
        elif token.kind == "word":
            result = self._constants.get(token.text, UNKNOWN)
        else:
            end = index
        after = self.tokens[end]
        if after.text in _ENDS or (after.new_line and after.kind == "word"):
            return result, end
        return result if after.text in _TYPES else UNKNOWN, self._skip(end)

    def _object(self, index: int) -> tuple[dict[str, Any], int]:
        """Read an object after its `{`; methods and computed values are unknown."""
        result: dict[str, Any] = {}
        while self.tokens[index].text not in {"}", ""}:
            token, after = self.tokens[index], self.tokens[index + 1].text
            if token.text == ",":
                index += 1
                continue
            if token.kind not in {"word", "string", "number"}:
                result[SPREAD] = UNKNOWN
                index = self._skip(index)
            elif after == ":":
                result[decoded(token)], index = self._value(index + 2)
            else:
                name = (
                    self.tokens[index + 1] if token.text in {"async", "get"} and after not in _ENDS else token
                )
                result[decoded(name)] = self._constants.get(name.text, UNKNOWN) if after in _ENDS else UNKNOWN
                index = self._skip(index + 1)
            if self.tokens[index].text in {"]", ")", ";"}:
                index += 1
        return result, min(index + 1, len(self.tokens) - 1)

    def _items(self, index: int, closing: str) -> tuple[list[Any], int]:
        """Read values up to a closing bracket; `_MANY` stands for any number of them."""
        items: list[Any] = []
        while self.tokens[index].text not in {closing, ""}:
            if self.tokens[index].text in _ENDS:
                index += 1
                continue
            spread = self.tokens[index].text == "..."
            item, index = self._value(index + spread)
            items.append(_MANY if spread else item)
        return items, min(index + 1, len(self.tokens) - 1)

    def _skip(self, index: int) -> int:
        """Return where the expression that begins or goes on at a token ends."""
        awaited: list[str] = []
        start = index
        while (token := self.tokens[index]).kind != "end":
            if token.kind == "mark":
                if not awaited and token.text in _ENDS:
                    break
                if token.text in _OPEN:
                    awaited.append(_OPEN[token.text])
                elif awaited and token.text == awaited[-1]:
                    awaited.pop()
            index += 1
        self._spend(index - start)
        return index

    def _spend(self, steps: int) -> None:
        """Count what was read, since programs in programs are read again at each level."""
        self._steps -= steps
        if self._steps < 0:
            raise RecursionError
