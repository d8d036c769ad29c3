"""A table of beginnings of destinations, each with what stands there now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from postkit.core.printable import quoted
from postkit.errors import RequestError

_ABSOLUTE = re.compile(r"(?P<host>[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s]+)")
_BARE_HOST = re.compile(rf"\A{_ABSOLUTE.pattern}(?=[?#]|\Z)")
_ENDS_NAME = "/?#"
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_MOST_STEPS = 50


class Rewritten(NamedTuple):
    """A text that begins anew.

    Attributes:
        text: The new text.
        old: The beginning that it had, as the table has it.
        new: What stands there now, as the table has it.
    """

    text: str
    old: str
    new: str


class _Entry(NamedTuple):
    old: str
    new: str


class Prefixes:
    """Rewrites what destinations begin with.

    A beginning counts up to the end of a name: it ends with `/`, or `/`, `?`, `#` or nothing
    follows. The longest wins. What it leads to is looked up again, until nothing fits.

    Args:
        table: Beginnings, each with its new one; one that stays as it is ends the search.

    Raises:
        RequestError: If one is neither an address nor a path from the root, or if they lead in a circle.
    """

    def __init__(self, table: Sequence[tuple[str, str]]) -> None:
        self._entries: dict[str, _Entry] = {}
        for old, new in table:
            for text in (old, new):
                _demand_prefix(text)
            self._entries[_key(old)] = _Entry(old, new)
        self._longest = max(map(len, self._entries), default=0)
        for entry in self._entries.values():
            self._follow_to_end(entry)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def rewritten(self, text: str) -> Rewritten | None:
        """Return a text with its new beginning; None where it is to stay.

        Args:
            text: A destination with scheme and host, or a path that begins with `/`, with its query
                and fragment.
        """
        steps = self._steps(text)
        if not steps or steps[-1].text == text:
            return None
        return Rewritten(steps[-1].text, steps[0].old, steps[-1].new)

    def _steps(self, text: str) -> list[Rewritten]:
        """Return what becomes of a text, step by step; nothing, if that does not come to an end."""
        steps: list[Rewritten] = []
        while step := self._step(text):
            steps.append(step)
            text = step.text
            if len(steps) > _MOST_STEPS:
                return []
        return steps

    def _follow_to_end(self, entry: _Entry) -> None:
        """Raise if what an entry leads to leads on without end.

        Any circle comes by the very beginning of one of its entries, with nothing after it:
        what is never touched in a longer text can be left out.
        """
        if self._step(entry.old) and not self._steps(entry.old):
            circle = list(self._circle(entry))
            raise RequestError(
                f"`[links.rewrite]` leads in a circle: {' → '.join(map(quoted, circle))}; "
                "take one of these out"
            )

    def _circle(self, entry: _Entry) -> list[str]:
        """Return the beginnings that a text goes through, up to the first that comes again."""
        names, text = [entry.old], entry.old
        for _ in range(_MOST_STEPS):
            step = self._step(text)
            if step is None:
                break
            text = step.text
            after = self._step(text)
            names.append(after.old if after else text)
            if names[-1] in names[:-1]:
                break
        return names

    def _step(self, text: str) -> Rewritten | None:
        """Return a text with the beginning that the longest entry gives it; None where it stays."""
        whole = _BARE_HOST.sub(r"\g<host>/", text)  # RFC 3986, section 6.2.3
        for spelling in dict.fromkeys((text, whole)):
            for end in reversed(_ends(spelling, self._longest)):
                entry = self._entries.get(_key(spelling[:end]))
                if entry:
                    new = _join(entry, spelling[end:])
                    return None if _stays(text, entry) else Rewritten(new, *entry)
        return None


def _demand_prefix(text: str) -> None:
    if _ABSOLUTE.match(text) or (text.startswith("/") and not text.startswith("//")):
        return
    raise RequestError(
        f"{quoted(text)} in `[links.rewrite]` is neither an address such as `https://a.example/` nor a path "
        "that begins with `/`"
    )


def _key(text: str) -> str:
    """Return one text for all spellings of a beginning: case of scheme and host, percent signs."""
    host = _ABSOLUTE.match(text)
    if host:
        text = host[0].lower() + text[host.end() :]
    if text.isascii() and "%" not in text:
        return text
    return quote(_ESCAPE.sub(lambda sign: sign[0].upper(), text), safe=_PRINTABLE, errors="surrogatepass")


def _ends(text: str, longest: int) -> list[int]:
    """Return where a beginning may end that has no more characters than the longest."""
    return [
        at
        for at in range(1, min(len(text), longest) + 1)
        if text[at - 1] == "/" or at == len(text) or text[at] in _ENDS_NAME
    ]


def _stays(text: str, entry: _Entry) -> bool:
    """Tell whether a text has its new beginning already, where that begins with the old one."""
    old, new, key = _key(entry.old), _key(entry.new), _key(text)
    return _begins(new, old) and _begins(key, new.rstrip("/"))


def _begins(text: str, prefix: str) -> bool:
    """Tell whether a text begins with another, up to the end of a name."""
    rest = text[len(prefix) :]
    return text.startswith(prefix) and (prefix.endswith("/") or not rest or rest[0] in _ENDS_NAME)


def _join(entry: _Entry, rest: str) -> str:
    """Return a new beginning with what follows the old one: a slash between them, where names meet."""
    if entry.new.endswith("/") and not entry.old.endswith("/"):
        rest = rest.removeprefix("/")
    elif entry.old.endswith("/") and not entry.new.endswith("/") and rest and rest[0] not in _ENDS_NAME:
        rest = f"/{rest}"
    return entry.new + rest
