from __future__ import annotations

from pathlib import Path

import pytest

from postkit.config import detect_flavor, find_site_root


def write(root: Path, name: str, text: str = "") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    ("name", "text", "flavor", "why"),
    [
        ("hugo.toml", "", "hugo", "`hugo.toml`"),
        ("hugo.json", "", "hugo", "`hugo.json`"),
        ("config.yml", 'title: "x"\nbaseURL: "https://a"\n', "hugo", "`config.yml` has Hugo's key `baseURL`"),
        ("config.toml", '\ufeffbaseurl = "/"\r\n', "hugo", "`config.toml` has Hugo's key `baseurl`"),
        ("config.toml", "title = 'x'\n[markup.goldmark]\n", "hugo", "`config.toml` has Hugo's key `markup`"),
        (
            "config.json",
            '{"title": "x", "languageCode": "en"}',
            "hugo",
            "`config.json` has Hugo's key `languageCode`",
        ),
        ("config/_default/params.toml", "", "hugo", "`config/_default/`"),
        ("_config.yml", "title: x\n", "jekyll", "`_config.yml` has Jekyll's key `title`"),
        ("_config.toml", "markdown = 'kramdown'\n", "jekyll", "`_config.toml` has Jekyll's key `markdown`"),
        ("_posts/2024-01-01-a.md", "", "jekyll", "a folder `_posts`"),
        # Zola has `base_url`, and shares names such as `taxonomies` with Hugo.
        ("config.toml", 'base_url = "https://a"\npaginate = 3\n', "gfm", "no file of a known engine"),
        ("config.yml", "  baseURL: x\nname: app\n", "gfm", "no file of a known engine"),
        ("config.toml", "", "gfm", "no file of a known engine"),
        ("_config.yml", "title: Book\nexecute:\n  x: 1\n", "gfm", "no file of a known engine"),
        ("_config.yml", "", "gfm", "no file of a known engine"),
        ("README.md", "", "gfm", "no file of a known engine"),
        (
            "_config.yml",
            "title: Hexo\nurl: x\nsource_dir: source\n",
            "hexo",
            "`_config.yml` has Hexo's key `source_dir`",
        ),
        ("astro.config.mjs", "", "astro", "`astro.config.mjs`"),
        ("mkdocs.yml", "", "mkdocs", "`mkdocs.yml`"),
        (".eleventy.js", "", "eleventy", "`.eleventy.js`"),
        ("eleventy.config.mjs", "", "eleventy", "`eleventy.config.mjs`"),
    ],
)
def test_the_files_of_a_site_tell_its_engine(
    tmp_path: Path, name: str, text: str, flavor: str, why: str
) -> None:
    write(tmp_path, name, text)
    assert detect_flavor(tmp_path) == (flavor, why)


def test_the_site_root_is_found_upwards(tmp_path: Path) -> None:
    write(tmp_path, "docs/_config.yml", "title: x\n")
    write(tmp_path, "docs/cats/_posts/2024-01-01-a.md")
    assert find_site_root(tmp_path / "docs/cats/_posts/2024-01-01-a.md") == tmp_path / "docs"
    assert find_site_root(tmp_path / "docs") == tmp_path / "docs"


def test_posts_without_a_configuration_make_a_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "_posts/a.md")
    write(tmp_path, "cats/_posts/b.md")
    assert find_site_root(tmp_path / "cats/_posts/b.md") == tmp_path


def test_the_search_ends_at_the_top_of_the_working_tree(tmp_path: Path) -> None:
    write(tmp_path, "hugo.toml")
    (tmp_path / "repo/.git").mkdir(parents=True)
    write(tmp_path, "repo/a/x.md")
    assert find_site_root(tmp_path / "repo/a/x.md") is None
    write(tmp_path, "repo/mkdocs.yml")
    assert find_site_root(tmp_path / "repo/a/x.md") == tmp_path / "repo"


def test_a_configuration_that_is_a_folder_or_binary_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").mkdir()
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00baseURL")
    assert detect_flavor(tmp_path) == ("gfm", "no file of a known engine")
