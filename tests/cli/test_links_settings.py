"""The settings of `postkit links` at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Postkit


def test_urls_in_front_matter_are_checked_where_it_was_asked_for(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("permalink: pretty\n")
    (tmp_path / "s.json").write_text('{"properties": {"image": {"format": "uri-reference"}}}')
    (tmp_path / "_posts/2024-01-05-x.md").write_text("---\nimage: /none.png\n---\n")
    settings = '[[validate.schema]]\nfiles = "**"\nschema = "s.json"\n'
    (tmp_path / "postkit.toml").write_text(settings)
    assert postkit("links").status == 0
    (tmp_path / "postkit.toml").write_text(f"{settings}[links]\nfront-matter = true\n")
    assert postkit("links").lines == ["_posts/2024-01-05-x.md:2:8: LNK001 `/none.png` does not exist"]


def test_another_address_of_the_site(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("permalink: pretty\n")
    (tmp_path / "_posts/2024-01-05-x.md").write_text("---\n---\n[a](https://y.example/p/none/)\n")
    assert postkit("links").status == 0
    done = postkit("links", "--base-url", "https://y.example/p/")
    assert done.lines == ["_posts/2024-01-05-x.md:3:5: LNK001 `https://y.example/p/none/` does not exist"]


def test_a_rule_that_is_off_is_asked_for_by_name(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "x.md").write_text("[a](http://y.example/)\n")
    assert postkit("links").lines == []
    assert postkit("links", "--select", "LNK013").lines == [
        "x.md:1:5: LNK013 `http://y.example/` can be read and changed on its way"
    ]


def test_settings_of_links_are_held_to_their_types(tmp_path: Path, postkit: Postkit) -> None:
    for line, message in (
        ("front-matter = 'yes'", "`front-matter` must be `true` or `false`, not a text"),
        ("aliases = ['@/']", "`aliases` must be a table of texts, not a list"),
        ("aliases = {'@/' = 1}", "`@/` must be a text, not the number `1`"),
    ):
        (tmp_path / "postkit.toml").write_text(f"[links]\n{line}\n")
        done = postkit("links")
        assert (done.status, message in done.err) == (2, True), done.err


def test_files_of_no_site_are_a_tree_wherever_postkit_is_run(tmp_path: Path, postkit: Postkit) -> None:
    tree = tmp_path.parent / f"{tmp_path.name}-tree"
    for name, text in (("a/x.md", "[a](../b/y.md#y) [b](../b/Y.md) [c](../../z.md)\n"), ("b/y.md", "# Y\n")):
        (tree / name).parent.mkdir(parents=True)
        (tree / name).write_text(text)
    assert [line.rpartition("/a/")[2] for line in postkit("links", str(tree)).lines] == [
        "x.md:1:22: LNK002 `../b/Y.md` differs in case from `b/y.md`"
    ]


def test_a_repository_is_one_tree_from_any_folder_of_it(
    tmp_path: Path, postkit: Postkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# One\n")
    (tmp_path / "docs/x.md").write_text("[a](../README.md#one) [b](../README.md#two) [c](/READM.md)\n")
    monkeypatch.chdir(tmp_path / "docs")
    assert [line.split(":", 1)[1] for line in postkit("links").lines] == [
        "1:39: LNK003 no heading or anchor `two` in `README.md`",
        "1:49: LNK001 `/READM.md` does not exist",
    ]
