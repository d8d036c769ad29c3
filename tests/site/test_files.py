"""Which files there are, in which case, and which of them are served."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors import FLAVORS
from postkit.flavors.publishing import publishing
from postkit.flavors.publishing.record import SiteFacts
from postkit.site.files import Files, static_file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name in (
        "assets/Img/Photo.PNG",
        "a/b.txt",
        "static/pic.png",
        "_posts/x.md",
        "café.md",
        "no-such/.keep",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    return site


def test_case_is_exact(root: Path) -> None:
    files = Files(root)
    assert files.exists("assets/Img/Photo.PNG")
    assert files.exists("assets/Img")
    assert files.exists("")
    assert not files.exists("assets/img/Photo.PNG")
    assert not files.exists("assets/Img/Photo.png")
    assert files.right_case("ASSETS/img/photo.png") == "assets/Img/Photo.PNG"
    assert files.right_case("a/b.txt") == "a/b.txt"
    assert files.right_case("a/c.txt") is None


def test_a_folder_is_no_file(root: Path) -> None:
    files = Files(root)
    assert files.is_file("a/b.txt")
    assert not files.is_file("a")
    assert not files.exists("a/b.txt/c")


def test_forms_of_accents_are_alike(root: Path) -> None:
    nfd = unicodedata.normalize("NFD", "café.md")
    assert Files(root).exists(nfd)
    assert Files(root).right_case(nfd.upper()) == "café.md"


def test_the_right_branch_is_found_among_folders_alike(root: Path) -> None:
    (root / "A").mkdir(exist_ok=True)
    (root / "A/only.txt").write_text("x")
    assert Files(root).right_case("a/ONLY.txt") in ("A/only.txt", "a/only.txt")


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "a/../../secret.txt",
        "/etc/passwd",
        "a\0b",
        "..",
        "a/" * 5000 + "b",
        "a" * 100_000,
        "~/x",
    ],
)
def test_nothing_outside(root: Path, path: str) -> None:
    assert not Files(root).exists(path)
    assert Files(root).right_case(path) is None


def test_links_out_of_the_site_lead_nowhere(root: Path) -> None:
    (root / "out").symlink_to(root.parent)
    (root / "secret.txt").symlink_to(root.parent / "secret.txt")
    (root / "inside").symlink_to(root / "a")
    (root / "loop").symlink_to("loop")
    files = Files(root)
    assert not files.exists("out/secret.txt")
    assert not files.exists("secret.txt")
    assert not files.exists("loop")
    assert files.exists("inside/b.txt")


def test_inner_dots_are_followed(root: Path) -> None:
    assert Files(root).exists("a/./../a//b.txt")


def test_what_is_served(root: Path) -> None:
    files = Files(root)

    def served(flavor: str, key: str, **config: object) -> str | None:
        how = publishing(FLAVORS[flavor], SiteFacts(config, files.exists))
        return static_file(files, how, key)

    assert served("jekyll", "/a/b.txt") == "a/b.txt"
    assert served("jekyll", "/a/b.txt/") is None
    assert served("jekyll", "/a/b.txt", exclude=["a"]) is None
    assert served("jekyll", "/_posts/x.md") is None
    assert served("hugo", "/pic.png") == "static/pic.png"
    assert served("hugo", "/Img/Photo.PNG") is None
    assert served("hugo", "/b.txt", StaticDir=["a"]) == "a/b.txt"
    assert served("hugo", "/a/b.txt") is None
    assert served("hugo", "/") is None


@given(st.text(max_size=30))
def test_any_path_gives_an_answer(path: str) -> None:
    files = Files(Path(__file__).parent)
    if files.exists(path):
        assert files.right_case(path) is not None
