"""What is remembered, for how long, and what becomes of a broken file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from postkit.links.online.cache import Cache
from postkit.links.online.verdicts import Anchor, Result, Verdict, What
from tests.online.conftest import KEEP, QUICK, Serve, Tell
from tests.online.servers import Answer, page, to

URL = "https://a.example/x"


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("what", [What.OK, What.MOVED, What.DEAD, What.UNKNOWN])
def test_a_verdict_holds_for_its_time(what: What, tmp_path: Path) -> None:
    clock = Clock()
    cache = Cache(tmp_path / "a" / "b.db", KEEP, now=clock)
    result = Result(Verdict(what, 200, "why", "https://b.example/"))
    cache.put(URL, result)
    clock.now += KEEP[what] - 1
    assert cache.get(URL, ()) == result
    clock.now += 2
    assert cache.get(URL, ()) is None
    assert cache.get(URL, (), expired=True) == result
    clock.now -= 10_000
    assert cache.get(URL, ()) is None, "asked in the future: the clock was wrong"


def test_anchors_are_remembered_each(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.db", KEEP)
    anchors = {"a": Anchor.FOUND, "b": Anchor.MISSING}
    cache.put(URL, Result(Verdict(What.OK, 200), anchors))
    assert cache.get(URL, ["a", "b"]) == Result(Verdict(What.OK, 200), anchors)
    assert cache.get(URL, ["a", "c"]) is None
    assert cache.get(URL, ()) == Result(Verdict(What.OK, 200), {})


def test_what_does_not_last_is_not_remembered(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.db", KEEP)
    cache.put(URL, Result(Verdict(What.UNKNOWN, lasting=False)))
    cache.put(URL, Result(Verdict(What.UNASKED)))
    assert cache.get(URL, (), expired=True) is None


def test_what_is_old_is_forgotten(tmp_path: Path) -> None:
    clock = Clock()
    cache = Cache(tmp_path / "c.db", KEEP, now=clock)
    cache.put(URL, Result(Verdict(What.OK), {"a": Anchor.FOUND}))
    cache.close()
    clock.now += 100 * 86400
    cache = Cache(tmp_path / "c.db", KEEP, now=clock)
    assert cache.get(URL, (), expired=True) is None
    with sqlite3.connect(tmp_path / "c.db") as database:
        assert database.execute("SELECT count(*) FROM anchors").fetchone() == (0,)


@pytest.mark.parametrize(
    "broken", [b"no database", b"SQLite format 3\x00" + b"\xff" * 4000, b"\x00" * 100_000], ids=len
)
def test_a_broken_file_is_replaced(broken: bytes, tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    file.write_bytes(broken)
    cache = Cache(file, KEEP)
    cache.put(URL, Result(Verdict(What.OK, 200)))
    cache.close()
    assert Cache(file, KEEP).get(URL, ()) == Result(Verdict(What.OK, 200))


def test_tables_of_another_make_are_replaced(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE urls (nonsense)")
        database.execute("PRAGMA user_version = 77")
    database.close()
    cache = Cache(file, KEEP)
    cache.put(URL, Result(Verdict(What.OK, 200)))
    assert cache.get(URL, ())


def test_rows_of_another_make_are_passed_over(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.db", KEEP)
    with sqlite3.connect(tmp_path / "c.db") as database:
        database.execute("INSERT INTO urls VALUES (?, 'strange', 'x', '', '', 'never', '')", [URL])
    database.close()
    assert cache.get(URL, ()) is None


def test_where_nothing_can_be_written_the_run_does_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "c.db", KEEP)
    cache.put(URL, Result(Verdict(What.OK, 200)))
    assert cache.get(URL, ()) == Result(Verdict(What.OK, 200))


def test_two_runs_at_once(tmp_path: Path) -> None:
    caches = [Cache(tmp_path / "c.db", KEEP) for _ in range(2)]

    def fill(number: int) -> None:
        for n in range(300):
            caches[number].put(f"https://{number}.example/{n}", Result(Verdict(What.OK, 200)))

    threads = [Thread(target=fill, args=(number,)) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    for number in range(2):
        assert all(caches[1 - number].get(f"https://{number}.example/{n}", ()) for n in range(300))


def test_strange_addresses(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.db", KEEP)
    for url in ("https://a.example/'; DROP TABLE urls", "https://a.example/\ud800", "https://a.example/\x00"):
        cache.put(url, Result(Verdict(What.OK, 200), {"\udcff": Anchor.FOUND}))
    assert cache.get("https://a.example/'; DROP TABLE urls", ())


def test_a_second_run_asks_nothing(serve: Serve, tell: Tell) -> None:
    server = serve(
        {"/ok": page("<i id=a>"), "/moved": to("/ok"), "/500": Answer(500), "/out": to("http://10.0.0.1/")}
    )
    urls = [f"{server.url}/{path}" for path in ("ok", "ok#a", "ok#b", "moved", "gone", "500", "out")]
    first = tell(*urls)
    count = len(server.asked)
    assert count
    assert tell(*urls) == first
    assert tell(*urls, send=False) == first
    assert len(server.asked) == count


def test_where_a_page_moved_to_needs_no_second_request(serve: Serve, tell: Tell) -> None:
    server = serve({"/moved": to("/ok"), "/ok": Answer()})
    tell(f"{server.url}/moved")
    count = len(server.asked)
    assert tell(f"{server.url}/ok")[f"{server.url}/ok"][0].what is What.OK
    assert len(server.asked) == count


def test_cache_only_sends_nothing(serve: Serve, tell: Tell) -> None:
    server = serve({"/ok": Answer()})
    url = f"{server.url}/ok"
    assert tell(url, send=False)[url][0].what is What.UNASKED
    assert not server.asked


def test_settings_of_zero_remember_nothing(serve: Serve, tell: Tell) -> None:
    server = serve({"/ok": Answer()})
    url = f"{server.url}/ok"
    policy = QUICK._replace(keep=dict.fromkeys(What, 0.0))
    tell(url, policy=policy)
    tell(url, policy=policy)
    assert len(server.asked) == 2
