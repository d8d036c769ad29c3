"""Files of one text that have moved: which of them is which is told by their folders and names."""

from __future__ import annotations

import pytest

from postkit.git.raw import Change
from postkit.git.twins import with_twins_paired


def _paired(renames: dict[str, str | None], others: dict[str, str]) -> dict[str, tuple[str | None, bool]]:
    changes = [Change(old, new, "same") for old, new in renames.items()]
    changes += [Change(old, new, f"own {old}", 90) for old, new in others.items()]
    return {one.old: (one.new, one.doubtful) for one in with_twins_paired(changes) if one.old in renames}


@pytest.mark.parametrize(
    ("renames", "others", "wanted"),
    [
        # Two bundles with one picture: the pages tell which went where.
        (
            {"a/p.png": "y/p.png", "b/p.png": "x/p.png"},
            {"a/index.md": "x/index.md", "b/index.md": "y/index.md"},
            {"a/p.png": "x/p.png", "b/p.png": "y/p.png"},
        ),
        (
            {"a/i/p.png": "y/i/p.png", "b/i/p.png": "x/i/p.png"},
            {"a/index.md": "x/index.md", "b/index.md": "y/index.md"},
            {"a/i/p.png": "x/i/p.png", "b/i/p.png": "y/i/p.png"},
        ),
        # The folder tells where the name does not.
        (
            {"a/p.png": "y/r.png", "b/q.png": "x/s.png"},
            {"a/index.md": "x/index.md", "b/index.md": "y/index.md"},
            {"a/p.png": "x/s.png", "b/q.png": "y/r.png"},
        ),
        ({"if.md": "WITH.md", "with.md": "IF.md"}, {}, {"if.md": "IF.md", "with.md": "WITH.md"}),
        ({"a/1.md": "b/2.md", "a/2.md": "b/1.md"}, {}, {"a/1.md": "b/1.md", "a/2.md": "b/2.md"}),
        # A name tells more than a folder that many files stay in.
        (
            {"i/a.md": "a.md", "i/b.md": "i/c.md", "r/d.md": "r/e.md"},
            {},
            {"i/a.md": "a.md", "i/b.md": "i/c.md", "r/d.md": "r/e.md"},
        ),
        # One of them was renamed, too: it is the one that is left.
        ({"a/1.md": "b/2.md", "a/2.md": "b/x.md"}, {}, {"a/1.md": "b/x.md", "a/2.md": "b/2.md"}),
        # One was deleted.
        ({"a/1.md": "b/2.md", "a/2.md": None}, {}, {"a/1.md": None, "a/2.md": "b/2.md"}),
    ],
)
def test_what_tells_them_apart(
    renames: dict[str, str | None], others: dict[str, str], wanted: dict[str, str | None]
) -> None:
    assert _paired(renames, others) == {old: (new, False) for old, new in wanted.items()}


def test_what_nothing_tells_apart_is_doubtful() -> None:
    found = _paired({"1.md": "x.md", "2.md": "y.md"}, {})
    assert {new for new, _ in found.values()} == {"x.md", "y.md"}
    assert all(doubtful for _, doubtful in found.values())
    found = _paired({"1.md": "x.md", "2.md": None}, {})
    assert sorted(found.values(), key=str) == [("x.md", True), (None, False)]


def test_files_of_other_texts_stay_as_they_are() -> None:
    changes = [
        Change("a", "b", "1"),
        Change("c", "d", "2", 60),
        Change("e", None, "3"),
        Change(None, "f", "0"),
    ]
    assert with_twins_paired(changes) == changes
