from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.config import matches


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("**", "a/b.md"),
        ("*.md", "a/b.md"),
        ("drafts", "a/drafts/b.md"),
        ("drafts/", "a/drafts/b.md"),
        ("/drafts", "drafts/b.md"),
        ("./drafts", "drafts/b.md"),
        ("a/*/c.md", "a/b/c.md"),
        ("a/**/c.md", "a/c.md"),
        ("a/**/c.md", "a/b/b/c.md"),
        ("a/**", "a/b/c"),
        ("a/**/b/**/c", "a/b/b/c"),
        ("*ab*ab", "abaab"),
        ("[!b]", "a"),
        ("[a-c]x", "bx"),
        ("\\*", "*"),
        ("中?", "中文"),
        ("[", "["),
    ],
)
def test_matches(glob: str, path: str) -> None:
    assert matches(glob, path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("/drafts", "a/drafts/b.md"),
        ("./drafts", "a/drafts"),
        ("a/drafts", "b/a/drafts"),
        ("a/*", "a"),
        ("a/**", "a"),
        ("a/*.md", "a/b/c.md"),
        ("a?b", "a/b"),
        ("a[!x]b", "a/b"),
        ("*.md", "a.mdx"),
        ("\\*", "a"),
        ("[a]", "[a]"),
    ],
)
def test_does_not_match(glob: str, path: str) -> None:
    assert not matches(glob, path)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_glob(glob: str, path: str) -> None:
    assert matches(glob, path) in (True, False)


@given(st.text(alphabet=st.characters(exclude_characters="*?[\\/."), min_size=1, max_size=20))
def test_a_plain_name_names_itself_and_what_is_in_it(name: str) -> None:
    assert matches(name, name)
    assert matches(name, f"a/{name}/b")
    assert not matches(f"/{name}", f"b{name}/{name}")


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a" * 30 + "b", "a" * 255),
        ("*?" * 30 + "b", "a" * 255),
        ("**/a/" * 30 + "b", "a/" * 1500),
        ("**/*a" * 30 + "b", "aaa/" * 999),
    ],
)
def test_a_hostile_glob_takes_no_time(glob: str, path: str) -> None:
    start = time.process_time()
    assert not matches(glob, path + "c")
    assert time.process_time() - start < 1
