"""Old findings, recorded in a file so that later runs tell only of new ones.

A finding is known by its post, its code and a hash of the text found, so it stays known when lines
move; equal ones of a post are counted. Paths start at the file's folder, so a post that gets another
name has new findings. `schemas/baseline.schema.json` holds the file.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, Self

from postkit.core.diagnostic import Diagnostic
from postkit.core.fingerprint import text_found
from postkit.core.source import Source
from postkit.errors import RequestError
from postkit.rules.table import OF_THE_RUN, UNREADABLE

_VERSION = 1
_UNREADABLE = frozenset(rule.code for rule in UNREADABLE)


class _BrokenError(ValueError):
    """A file is not what `Baseline.text` writes."""


class Known(NamedTuple):
    """What a finding is known by within its post.

    Attributes:
        code: The code of its rule.
        digest: The first half of the SHA-256 of the text found, as hexadecimal digits.
    """

    code: str
    digest: str


class Baseline:
    """The findings that a file has recorded, and those that this run notes for it.

    Args:
        file: The file.
        posts: What is recorded of each post, by its path from the file's folder.
    """

    def __init__(self, file: Path, posts: dict[str, Counter[Known]]) -> None:
        self.file = file
        self._posts = posts
        self._now: dict[str, Counter[Known]] = {}
        self._folder = os.path.realpath(file.parent)
        self._prefixes: dict[str, str] = {}

    @classmethod
    def read(cls, file: Path, *, may_be_missing: bool) -> Self:
        """Return what a file has recorded.

        Args:
            file: The file.
            may_be_missing: Whether a file that is not there has recorded nothing.

        Raises:
            RequestError: If it is not there, cannot be read, or is no baseline.
        """
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            if may_be_missing:
                return cls(file, {})
            raise RequestError(f"no baseline `{shown(file)}`; `--write-baseline` makes it") from None
        except (OSError, ValueError) as error:  # a name with a NUL character
            reason = getattr(error, "strerror", None) or error
            raise RequestError(f"cannot read the baseline `{shown(file)}`: {reason}") from None
        try:
            return cls(file, _posts(json.loads(data)))
        except RecursionError:
            reason = "it is nested too deeply"
        except ValueError as error:  # of `json`, too
            reason = str(error)
        raise RequestError(f"`{shown(file)}` is no baseline: {reason}")

    def new(self, path: str, source: Source, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return the findings of a post that are not recorded; of equal ones the last are the new ones.

        Args:
            path: The post's path before this run, relative to the working folder or absolute.
            source: The post that the findings' spans are about.
            diagnostics: Its findings, in the order of their places.
        """
        known = self._posts.get(self._name(path)) if diagnostics else None
        if not known:
            return list(diagnostics)
        seen: Counter[Known] = Counter()
        new = []
        for one in diagnostics:
            key = _known(source, one)
            seen[key] += 1
            if seen[key] > known[key]:
                new.append(one)
        return new

    def note(
        self,
        source: Source,
        diagnostics: Sequence[Diagnostic],
        looked_for: Callable[[str], bool],
        old_path: str = "",
    ) -> None:
        """Note all findings of a post as it stands in its file now.

        Args:
            source: The post.
            diagnostics: Its findings.
            looked_for: Tells of a code whether all its findings are among them. What is recorded of
                another one stays.
            old_path: The post's path before this run; empty where that is the same.
        """
        name = self._name(source.path)
        old_name = self._name(old_path) if old_path else name
        known = self._posts.get(old_name)
        if not known and not diagnostics:
            return
        codes = {one.code for one in diagnostics}
        failed, unreadable = not codes.isdisjoint(OF_THE_RUN), not codes.isdisjoint(_UNREADABLE)

        def stays(code: str) -> bool:
            return failed or (unreadable and code not in _UNREADABLE) or not looked_for(code)

        kept = Counter({key: count for key, count in (known or {}).items() if stays(key.code)})
        found = Counter(_known(source, one) for one in diagnostics if one.code not in OF_THE_RUN)
        self._now.setdefault(old_name, Counter())
        # A post that was read by two names is one.
        self._now[name] = self._now.get(name, Counter()) | found | kept

    def gone(self) -> int:
        """Return how many findings are recorded that, as far as was noted, are there no longer."""
        now = self._noted()
        return sum((known - now.get(name, Counter())).total() for name, known in self._posts.items())

    def recorded(self) -> int:
        """Return how many findings the file has, once it is written."""
        return sum(known.total() for known in self._noted().values())

    def text(self) -> str:
        """Return the file anew: what was noted, and what was recorded of other posts that are still there."""
        noted = self._noted()
        rows = [
            _line(name, key, known[key]) for name, known in sorted(noted.items()) for key in sorted(known)
        ]
        head = f'{{\n"tool": "postkit",\n"version": {_VERSION},\n"findings": ['
        return head + ",".join(f"\n{row}" for row in rows) + "\n]\n}\n"

    def _noted(self) -> dict[str, Counter[Known]]:
        there = {
            name: known
            for name, known in self._posts.items()
            if name in self._now or os.path.lexists(os.path.join(self._folder, name))  # noqa: PTH118
        }
        return there | self._now

    def _name(self, path: str) -> str:
        """Return a post's path from the file's folder, with `/`."""
        folder, name = os.path.split(path)
        if folder not in self._prefixes:
            self._prefixes[folder] = self._prefix(os.path.realpath(folder))
        return self._prefixes[folder] + name

    def _prefix(self, folder: str) -> str:
        try:
            prefix = os.path.relpath(folder, self._folder)
        except ValueError:  # on another drive
            prefix = folder
        return "" if prefix == os.curdir else prefix.replace(os.sep, "/").rstrip("/") + "/"


def shown(file: Path) -> str:
    """Return a file's path as messages name it: from the working folder, if it is in there.

    Args:
        file: An absolute path.
    """
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _known(source: Source, diagnostic: Diagnostic) -> Known:
    return Known(diagnostic.code, sha256(text_found(source, diagnostic)).hexdigest()[:32])


def _line(path: str, key: Known, count: int) -> str:
    """Return an entry on one line; what no editor shows in a path is escaped."""
    entry: dict[str, Any] = {"path": path, "code": key.code, "hash": key.digest}
    if count > 1:
        entry["count"] = count
    return json.dumps(entry, ensure_ascii=not path.isprintable())


def _posts(data: Any) -> dict[str, Counter[Known]]:
    """Return what a file has recorded of each post.

    Args:
        data: What its JSON says.

    Raises:
        _BrokenError: If it is not what `Baseline.text` writes.
    """
    if not isinstance(data, dict) or data.get("tool") != "postkit":
        raise _BrokenError('`"tool": "postkit"` is missing')
    if data.get("version") != _VERSION:
        raise _BrokenError(f"its version is not {_VERSION}, which is what this postkit reads")
    if not isinstance(data.get("findings"), list):
        raise _BrokenError("`findings` is no list")
    posts: dict[str, Counter[Known]] = {}
    for path, key, count in _entries(data["findings"]):
        # The same entry twice is what a merge leaves of it.
        posts[path] = posts.get(path, Counter()) | Counter({key: count})
    return posts


def _entries(findings: list[Any]) -> Iterator[tuple[str, Known, int]]:
    for number, entry in enumerate(findings, start=1):
        row = entry if isinstance(entry, dict) else {}
        path, code, digest, count = (row.get(name) for name in ("path", "code", "hash", "count"))
        count = count if "count" in row else 1
        if not (isinstance(path, str) and isinstance(code, str) and isinstance(digest, str)):
            raise _BrokenError(f"finding {number} has not the texts `path`, `code` and `hash`")
        if type(count) is not int or count < 1:
            raise _BrokenError(f"the `count` of finding {number} is no whole number above 0")
        yield path, Known(code, digest), count
