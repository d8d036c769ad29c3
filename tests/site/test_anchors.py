"""The anchors of a page."""

from __future__ import annotations

from pathlib import Path

from postkit.flavors import FLAVORS
from postkit.site.anchors import anchors, names
from postkit.site.headings import PageAnchors

HUGO, GFM = FLAVORS["hugo"], FLAVORS["gfm"]
HEADINGS = [("Hello World", None), ("Hello World", None), ("Own", "Mine"), ("Cafe\u0301", None)]


def test_headings_and_html() -> None:
    assert anchors(GFM.heading_ids(HEADINGS[:2]), ["x", ""]) == {"hello-world", "hello-world-1", "x"}
    assert "Mine" in anchors(HUGO.heading_ids(HEADINGS))


def test_fragments() -> None:
    ids = anchors(GFM.heading_ids([("Café", None), ("日本", None)]), ["Sec"])
    assert names(GFM, ids, "caf%C3%A9")
    assert names(GFM, ids, "cafe\u0301")
    assert names(GFM, ids, "%E6%97%A5%E6%9C%AC")
    assert names(GFM, ids, "")
    assert names(GFM, ids, "top")
    assert not names(GFM, ids, "nothing")
    assert not names(GFM, ids, "%ff")


def test_case_counts_but_on_github() -> None:
    ids = frozenset({"sec"})
    assert names(GFM, ids, "SEC")
    assert names(GFM, ids, "user-content-sec")
    assert not names(HUGO, ids, "SEC")


def test_a_page_is_read_once_and_only_when_asked(tmp_path: Path) -> None:
    known = PageAnchors(tmp_path, HUGO)
    (tmp_path / "a.md").write_text("# Hello World\n")
    found = known.of("a.md")
    assert found == frozenset({"hello-world"})
    (tmp_path / "a.md").unlink()
    assert known.of("a.md") is found
