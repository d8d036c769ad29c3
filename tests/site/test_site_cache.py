"""The index on disk: used when it fits, replaced when it does not, never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postkit.flavors import FLAVORS
from postkit.flavors.base import PageUrls
from postkit.site import build as build_module
from postkit.site.build import build_site
from postkit.site.cache import Cached, cache_file, cache_folder, load, save
from postkit.site.index import Site

JEKYLL = FLAVORS["jekyll"]
PATHS = ["_posts/2024-01-05-a.md", "_posts/2024-01-06-b.md"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSTKIT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in PATHS:
        (tmp_path / "site/_posts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("---\nredirect_from: /old/\n---\n")
    return tmp_path / "site"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posts that a build opens, in order."""
    names: list[str] = []
    original = build_module._urls

    def spy(full: str, path: str, *rest: object) -> object:
        names.append(path)
        return original(full, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(build_module, "_urls", spy)
    return names


def answers(site: Site) -> list[tuple[str, str | None, str | None]]:
    return [(path, site.url_of(path), site.moved_to("/old/")) for path in site]


def test_unchanged_posts_are_not_opened_again(root: Path, opened: list[str]) -> None:
    first = answers(build_site(root, JEKYLL, PATHS))
    assert opened == PATHS
    assert answers(build_site(root, JEKYLL, PATHS)) == first
    assert opened == PATHS
    (root / PATHS[1]).write_text("---\nslug: changed\n---\n")
    assert build_site(root, JEKYLL, PATHS).url_of(PATHS[1]) == "/2024/01/06/changed.html"
    assert opened == [*PATHS, PATHS[1]]


def test_another_configuration_reads_all_again(root: Path, opened: list[str]) -> None:
    build_site(root, JEKYLL, PATHS)
    (root / "_config.yml").write_text("baseurl: /b\n")
    assert build_site(root, JEKYLL, PATHS).url_of(PATHS[0]) == "/b/2024/01/05/a.html"
    assert opened == [*PATHS, *PATHS]


def test_the_cache_can_be_left_out(root: Path, folder: Path) -> None:
    build_site(root, JEKYLL, PATHS, use_cache=False)
    assert not folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"null",
        b'{"format": 1}',
        b"[" * 100_000,
        b'{"format": 1, "digest": "%s", "files": []}',
        b'{"format": 1, "digest": "%s", "files": {"_posts/2024-01-05-a.md": []}}',
        b'{"format": 1, "digest": "%s", "files": {"_posts/2024-01-05-a.md": ["x", 1, null]}}',
        b'{"format": 1, "digest": "%s", "files": {"_posts/2024-01-05-a.md": null}}',
    ],
)
def test_a_broken_cache_is_replaced(root: Path, content: bytes) -> None:
    first = answers(build_site(root, JEKYLL, PATHS))
    file = cache_file(root, "jekyll")
    good = file.read_bytes()
    file.write_bytes(content.replace(b"%s", json.loads(good)["digest"].encode()))
    assert answers(build_site(root, JEKYLL, PATHS)) == first
    assert file.read_bytes() == good
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_cannot_be_written(root: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert build_site(root, JEKYLL, PATHS).url_of(PATHS[0]) == "/2024/01/05/a.html"
    assert folder.read_text() == "a file where the folder should be"


def test_a_folder_in_the_place_of_the_file(root: Path) -> None:
    file = cache_file(root, "jekyll")
    file.mkdir(parents=True)
    assert build_site(root, JEKYLL, PATHS).url_of(PATHS[0]) == "/2024/01/05/a.html"
    assert list(file.parent.iterdir()) == [file]


def test_one_file_a_site_and_engine(tmp_path: Path) -> None:
    names = {cache_file(tmp_path / site, flavor) for site in "ab" for flavor in ("jekyll", "hugo")}
    assert len(names) == 4


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    files = {
        "a/数.md": Cached(1, 2, PageUrls(None, known=False)),
        "b.md": Cached(3, 4, PageUrls("/b/", ("/c/", "/d/"), lists=("/t/",))),
    }
    file = tmp_path / "x/y.json"
    save(file, "digest", files)
    assert load(file, "digest") == files
    assert load(file, "another") == {}


def test_the_users_folder_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTKIT_CACHE_DIR")
    assert "postkit" in cache_folder().parts
