"""A site's own configuration, whole and broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.flavors import FLAVORS
from postkit.site.config import read_site_config

JEKYLL, HUGO = FLAVORS["jekyll"], FLAVORS["hugo"]


def test_jekyll(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_bytes(b"\xef\xbb\xbfbaseurl: /b\r\ncollections: [docs]\r\n")
    config = read_site_config(tmp_path, JEKYLL)
    assert config.data == {"baseurl": "/b", "collections": ["docs"]}
    assert config.notes == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "baseURL = 'https://x.org/b/'"),
        ("hugo.yaml", "baseURL: https://x.org/b/"),
        ("config.json", '{"baseURL": "https://x.org/b/"}'),
        ("config/_default/hugo.toml", "baseURL = 'https://x.org/b/'"),
        ("config/production/config.yaml", "baseURL: https://x.org/b/"),
    ],
)
def test_hugo(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    assert read_site_config(tmp_path, HUGO).data == {"baseURL": "https://x.org/b/"}


def test_hugo_folder_is_merged(tmp_path: Path) -> None:
    folder = tmp_path / "config/_default"
    folder.mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text("baseurl = 'https://old.org/'\n[params]\na = 1\n")
    (folder / "hugo.yaml").write_text("baseURL: https://x.org/\n")
    (folder / "permalinks.toml").write_text("posts = '/:slug/'\n")
    (folder / "params.toml").write_text("b = 2\n")
    (folder / "menus.en.toml").write_text("x = 1\n")
    assert read_site_config(tmp_path, HUGO).data == {
        "baseURL": "https://x.org/",
        "permalinks": {"posts": "/:slug/"},
        "params": {"a": 1, "b": 2},
    }


@pytest.mark.parametrize(
    "raw",
    [
        b"a: [1",
        b"\xff\xfe",
        b"- a\n- b\n",
        b"a: &a [*a]\n? {}\n: 1\n!!python/object:os.system {}\n",
        b"[" * 5000,
        b"a: 2022-99-99\n",
        b"a: \x00",
    ],
)
def test_a_broken_file_is_a_note(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "_config.yml").write_bytes(raw)
    config = read_site_config(tmp_path, JEKYLL)
    assert config.data == {}
    assert len(config.notes) == 1
    assert config.notes[0].startswith("`_config.yml` cannot be read: ")
    assert config.notes[0].isprintable()


def test_an_alias_bomb_is_not_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    (tmp_path / "_config.yml").write_text("\n".join(lines))
    assert len(read_site_config(tmp_path, JEKYLL).data) == 60


def test_nothing_there(tmp_path: Path) -> None:
    for flavor in FLAVORS.values():
        assert read_site_config(tmp_path, flavor).data == {}
        assert read_site_config(tmp_path / "missing", flavor).notes == []


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "_config.yml"
    file.write_text("a: 1")
    first = read_site_config(tmp_path, JEKYLL).digest
    file.write_text("a: 2")
    assert read_site_config(tmp_path, JEKYLL).digest != first
