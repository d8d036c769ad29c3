"""What is known of addresses from earlier runs, on disk, each answer written as it comes."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from postkit.links.online.verdicts import Anchor, Result, Verdict, What

_FORMAT = 1
_OLD = 90 * 86400
"""After so many seconds what nobody has asked for again is forgotten."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS urls (
  url TEXT PRIMARY KEY, what TEXT NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL,
  location TEXT NOT NULL, asked REAL NOT NULL, headers TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS anchors (
  url TEXT NOT NULL, fragment TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (url, fragment)) WITHOUT ROWID;
"""


class Cache:
    """Remembers verdicts; where it cannot be written, the run does without.

    Args:
        file: Where it is.
        keep: How many seconds a verdict of each kind holds.
        now: Tells the time in seconds since 1970.
    """

    def __init__(
        self, file: Path, keep: Mapping[What, float], *, now: Callable[[], float] = time.time
    ) -> None:
        self._keep = keep
        self._now = now
        self._lock = Lock()
        self._file = file
        self._database = self._open()

    def get(
        self, url: str, fragments: Collection[str], *, headers: str = "", expired: bool = False
    ) -> Result | None:
        """Return what is known of an address, if all that is asked for is known.

        Args:
            url: The address.
            fragments: The anchors that are looked for.
            headers: The names of headers that are sent to it; with others the answer may be another.
            expired: Whether what has expired, or was asked with other headers, counts, too.
        """
        row = self._one("SELECT what, status, reason, location, asked, headers FROM urls WHERE url = ?", url)
        try:
            what, status, reason, location, asked, sent = row or ()
            verdict = Verdict(What(what), int(status), str(reason), str(location))
            age = self._now() - float(asked)
        except (ValueError, TypeError):
            return None
        if not expired and (sent != headers or not 0 <= age < self._keep.get(verdict.what, 0.0)):
            return None
        anchors = {one: self._anchor(url, one) for one in fragments}
        known = {one: found for one, found in anchors.items() if found is not None}
        if len(known) < len(anchors) and verdict.what in (What.OK, What.MOVED) and not expired:
            return None
        return Result(verdict, {one: known.get(one, Anchor.UNKNOWN) for one in fragments})

    def put(self, url: str, result: Result, *, headers: str = "") -> None:
        """Remember what is known of an address.

        Args:
            url: The address; one with a password in it is never remembered.
            result: What is known.
            headers: The names of headers that were sent to it.
        """
        verdict = result.verdict
        if (
            not verdict.lasting
            or verdict.what is What.UNASKED
            or "@" in url.partition("://")[2].partition("/")[0]
        ):
            return
        row = (
            url,
            verdict.what.value,
            verdict.status,
            verdict.reason,
            verdict.location,
            self._now(),
            headers,
        )
        self._write("INSERT OR REPLACE INTO urls VALUES (?, ?, ?, ?, ?, ?, ?)", [row])
        anchors = [(url, fragment, found.value) for fragment, found in result.anchors.items()]
        if anchors:
            self._write("INSERT OR REPLACE INTO anchors VALUES (?, ?, ?)", anchors)

    def close(self) -> None:
        """Close the file."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._database.close()

    def _anchor(self, url: str, fragment: str) -> Anchor | None:
        row = self._one("SELECT what FROM anchors WHERE url = ? AND fragment = ?", url, fragment)
        try:
            return Anchor(row[0]) if row else None
        except ValueError:
            return None

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        with self._lock:
            try:
                row: tuple[Any, ...] | None = self._database.execute(query, values).fetchone()
            except (sqlite3.Error, UnicodeError):
                return None
            return row

    def _write(self, query: str, rows: Collection[tuple[Any, ...]]) -> None:
        with self._lock, contextlib.suppress(sqlite3.Error, UnicodeError):
            self._database.executemany(query, rows)

    def _open(self) -> sqlite3.Connection:
        """Open the file; a broken one is replaced, and where there can be none, memory serves."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(2):
            try:
                return self._prepared(str(self._file))
            except sqlite3.OperationalError:
                break  # no right to write, or locked for long
            except sqlite3.DatabaseError:
                self._remove()
        return self._prepared(":memory:")

    def _prepared(self, name: str) -> sqlite3.Connection:
        database = sqlite3.connect(name, timeout=5, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _FORMAT):
                raise sqlite3.DatabaseError("another format")
            database.executescript(_SCHEMA)
            database.execute(f"PRAGMA user_version = {_FORMAT}")
            old = (self._now() - _OLD,)
            database.execute("DELETE FROM anchors WHERE url IN (SELECT url FROM urls WHERE asked < ?)", old)
            database.execute("DELETE FROM urls WHERE asked < ?", old)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._file.with_name(self._file.name + suffix).unlink()
