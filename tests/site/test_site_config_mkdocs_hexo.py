"""The settings of MkDocs and Hexo: inherited files, tags that name code, packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.flavors.hexo import HEXO
from postkit.flavors.mkdocs import MKDOCS
from postkit.flavors.permalinks.settings import UNKNOWN
from postkit.site.config import read_site_config


def test_what_is_inherited_is_below(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text(
        "site_name: base\nuse_directory_urls: false\ntheme: {name: a, x: 1}\n"
    )
    (tmp_path / "mkdocs.yml").write_text("INHERIT: shared/base.yml\nsite_name: own\ntheme: {name: b}\n")
    data = read_site_config(tmp_path, MKDOCS).data
    assert (data["site_name"], data["use_directory_urls"]) == ("own", False)
    assert data["theme"] == {"name": "b", "x": 1}


def test_a_file_that_inherits_itself_or_what_is_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside.yml").write_text("docs_dir: elsewhere\n")
    for parent in ("mkdocs.yml", "../outside.yml", "/etc/hostname", "nothing.yml", "."):
        (site / "mkdocs.yml").write_text(f"INHERIT: {parent}\nsite_name: x\n")
        config = read_site_config(site, MKDOCS)
        assert (config.data, config.notes) == ({"INHERIT": parent, "site_name": "x"}, [])


def test_the_digest_follows_what_is_inherited(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    (tmp_path / "base.yml").write_text("docs_dir: a\n")
    before = read_site_config(tmp_path, MKDOCS).digest
    (tmp_path / "base.yml").write_text("docs_dir: b\n")
    assert read_site_config(tmp_path, MKDOCS).digest != before


def test_tags_are_read_and_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "of the machine")
    (tmp_path / "mkdocs.yml").write_text(
        "a: !!python/name:mine.slugify\n"
        "b: !!python/object/apply:mine.slugify {kwds: {case: lower}}\n"
        "c: !!python/object/apply:os.system [touch ran]\n"
        "d: !ENV [SECRET, default]\n"
        "e: !ENV SECRET\n"
        "f: !relative $docs_dir\n"
        "g: !own {x: [1, !own y]}\n"
    )
    config = read_site_config(tmp_path, MKDOCS)
    assert config.notes == []
    assert config.data == {
        "a": {"python": "mine.slugify", "call": False},
        "b": {"python": "mine.slugify", "call": True, "kwds": {"case": "lower"}},
        "c": {"python": "os.system", "call": True},
        "d": "default",
        "e": UNKNOWN,
        "f": "$docs_dir",
        "g": {"x": [1, "y"]},
    }
    assert not Path("ran").exists()


def test_hexo_reads_its_settings_and_packages(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("permalink: :title/\n")
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo": "8"}}')
    data = read_site_config(tmp_path, HEXO).data
    assert data == {"permalink": ":title/", "package.json": {"dependencies": {"hexo": "8"}}}
