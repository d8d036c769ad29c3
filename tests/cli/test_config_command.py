"""`postkit config show`: what holds for a post, and where it was set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import toml_rs

from postkit.config import SETTINGS, load_config
from tests.cli.conftest import Postkit, Result

SCHEMA = '{"title": "Ours"}'
POST = "_posts/2024-01-05-x.md"
SET = """fail-on = "error"
links.ignore = ["/api/*"]
exclude = [
  "drafts/**",
]

[per-file-ignores]
"_posts/2009*" = ["LNK"]
"_posts/*" = ["HTM"]

[[validate.schema]]
schema = "s.json"
files = "_posts/**"

[links.rewrite]
"/a b" = "/b"
"""


def site(folder: Path, settings: str = "", post: str = "---\ntitle: x\n---\n") -> None:
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: x\n")
    (folder / "s.json").write_text(SCHEMA)
    (folder / POST).write_text(post)
    if settings:
        (folder / "postkit.toml").write_text(settings)


def read(done: Result) -> Any:
    assert done.status == 0, done.err
    return json.loads(done.out)


def comments(done: Result) -> list[str]:
    assert done.status == 0, done.err
    return [line.removeprefix("# ") for line in done.lines if line.startswith("# ") and ": " in line]


def test_every_setting_with_where_it_was_set(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, SET)
    flags = ["--jobs", "3", "--base-url", "https://a.example", "--fail-on", "info"]
    found = read(postkit("config", "show", POST, "--output-format", "json", *flags))
    file = {"source": "file", "file": str(tmp_path / "postkit.toml")}
    rows = [{"schema": "s.json", "files": "_posts/**"}]
    assert list(found["settings"]) == list(SETTINGS)
    assert {name: one for name, one in found["settings"].items() if one["source"] != "default"} == {
        "fail-on": {"value": "info", "source": "flag", "flag": "--fail-on"},
        "jobs": {"value": 3, "source": "flag", "flag": "--jobs"},
        "links.base-url": {"value": "https://a.example", "source": "flag", "flag": "--base-url"},
        "links.ignore": {"value": ["/api/*"], **file, "line": 2},
        "exclude": {"value": ["drafts/**"], **file, "line": 3},
        "per-file-ignores": {"value": {"_posts/2009*": ["LNK"], "_posts/*": ["HTM"]}, **file, "line": 7},
        "validate.schema": {"value": rows, **file, "line": 11},
        "links.rewrite": {"value": {"/a b": "/b"}, **file, "line": 15},
    }
    assert found["settings"]["links.online.pause"] == {"value": "50ms", "source": "default"}
    assert found["settings"]["flavor"] == {"value": None, "source": "default"}
    assert found["flavor"] == {"name": "jekyll", "why": "`_config.yml` has Jekyll's key `title`"}
    assert (found["root"], found["settings_file"]) == (str(tmp_path), str(tmp_path / "postkit.toml"))


def test_as_a_file_with_comments(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, SET)
    done = postkit("config", "show", POST, "--jobs", "3")
    assert comments(done) == [
        f"for: {POST}",
        f"settings' file: {tmp_path}/postkit.toml",
        f"site's root: {tmp_path}",
        "flavor: jekyll (`_config.yml` has Jekyll's key `title`)",
        "schema: s.json (postkit.toml:12 gives it to `_posts/**`)",
        "not reported: HTM (postkit.toml:9 says so of `_posts/*`)",
    ]
    for line in (
        'fail-on = "error"  # postkit.toml:1',
        "jobs = 3  # --jobs",
        'exclude = ["drafts/**"]  # postkit.toml:3',
        "# flavor is not set",
        "[per-file-ignores]  # postkit.toml:7",
        "[links.rewrite]  # postkit.toml:15",
        "keep = []  # default",
    ):
        assert line in done.lines


def test_what_is_shown_says_the_same_as_a_file(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, SET)
    before = load_config(tmp_path / "postkit.toml")
    (tmp_path / "postkit.toml").write_bytes(postkit("config", "show").out)
    assert load_config(tmp_path / "postkit.toml") == before
    data = read(postkit("config", "show", "--output-format", "json"))["settings"]
    sources = {one["source"] for one in data.values() if one["value"] is not None}
    assert sources == {"file"}


@pytest.mark.parametrize(
    ("settings", "post", "flags", "said"),
    [
        ("", "", (), "schema: jekyll-post (the flavor jekyll has it, and no other is given)"),
        ("", "", ("--schema", "s.json"), "schema: s.json (`--schema` names it)"),
        ("", "", ("--schema", "hugo-page"), "schema: hugo-page (`--schema` names it)"),
        ("", '"$schema": hugo-page', (), "schema: hugo-page (the post names it as `$schema`)"),
        ("", '"$schema": none', (), "schema: none (there is no schema `none`)"),
        (
            '[[validate.schema]]\nschema = "s.json"\nfiles = "a/**"\n',
            "",
            (),
            "schema: jekyll-post (the flavor jekyll has it, and no other is given)",
        ),
        (
            '[validate]\nschema = [{ schema = "hugo-page" }]',
            '"$schema": jekyll-post',
            (),
            "schema: hugo-page (postkit.toml:2 gives it to `**`)",
        ),
    ],
)
def test_why_a_schema_holds(
    tmp_path: Path, postkit: Postkit, settings: str, post: str, flags: tuple[str, ...], said: str
) -> None:
    site(tmp_path, settings, f"---\ntitle: x\n{post}\n---\n")
    done = postkit("config", "show", POST, *flags)
    assert [line for line in comments(done) if line.startswith("schema")] == [said]


def test_a_schema_that_is_shown_is_the_one_that_judges(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, '[[validate.schema]]\nschema = "s.json"\nfiles = "_posts/**"\n')
    (tmp_path / "s.json").write_text('{"required": ["none"]}')
    assert postkit("validate", POST).status == 1
    (tmp_path / "postkit.toml").write_text('[[validate.schema]]\nschema = "s.json"\nfiles = "other/**"\n')
    assert "s.json" not in " ".join(comments(postkit("config", "show", POST)))
    assert postkit("validate", POST).status == 0


def test_for_a_folder_all_schemas_that_its_posts_may_have(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, SET)
    assert [line for line in comments(postkit("config", "show", "_posts")) if line.startswith("schema")] == [
        "schema: s.json (postkit.toml:12 gives it to `_posts/**`)",
        "schema: jekyll-post (the flavor jekyll has it for posts that have no other)",
    ]


def test_a_post_that_is_excluded(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path, 'exclude = ["_posts/2024*"]\n')
    assert "excluded by: _posts/2024* (postkit.toml:1)" in comments(postkit("config", "show", POST))
    done = postkit("config", "show", POST, "--exclude", "_posts")
    assert "excluded by: _posts (--exclude)" in comments(done)


def test_settings_in_pyproject_toml(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n\n[tool.postkit]\nflavor = "hugo"\n\n[tool.postkit.links]\nignore = ["/a"]\n'
    )
    done = postkit("config", "show")
    assert 'flavor = "hugo"  # pyproject.toml:5' in done.lines
    assert 'ignore = ["/a"]  # pyproject.toml:8' in done.lines
    assert "flavor: hugo (it was asked for)" in comments(done)


def test_a_settings_file_that_is_named(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path / "a", SET)
    (tmp_path / "other.toml").write_text("\njobs = 2\n")
    done = postkit("config", "show", f"a/{POST}", "--config", "other.toml")
    assert "jobs = 2  # other.toml:2" in done.lines
    assert 'fail-on = "warning"  # default' in done.lines


def test_a_baseline_is_shown_as_the_file_names_it(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path / "a", 'baseline = "old.json"\n')
    assert 'baseline = "old.json"  # postkit.toml:1' in postkit("config", "show", "a").lines
    done = postkit("config", "show", "a", "--baseline", "a/x.json")
    assert 'baseline = "x.json"  # --baseline' in done.lines
    done = postkit("config", "show", "a", "--baseline", "x.json")
    assert f'baseline = "{tmp_path}/x.json"  # --baseline' in done.lines


def test_where_there_is_neither_site_nor_file(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "x.md").write_text("x\n")
    done = postkit("config", "show", "x.md")
    assert comments(done) == [
        "for: x.md",
        f"settings' file: none; globs start from {tmp_path}",
        f"site's root: {tmp_path}",
        "flavor: gfm (no file of a known engine)",
    ]
    assert all(line.endswith("# default") for line in done.lines if " = " in line)


@pytest.mark.parametrize("absolute", [False, True])
def test_a_post_outside_of_the_working_folder(
    tmp_path: Path, postkit: Postkit, monkeypatch: pytest.MonkeyPatch, *, absolute: bool
) -> None:
    site(tmp_path / "a", SET)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/postkit.toml").write_text("jobs = 7\n")
    monkeypatch.chdir(tmp_path / "b")
    post = str(tmp_path / "a" / POST) if absolute else f"../a/{POST}"
    done = postkit("config", "show", post)
    assert f"settings' file: {tmp_path}/a/postkit.toml" in comments(done)
    assert "schema: s.json (postkit.toml:12 gives it to `_posts/**`)" in comments(done)
    assert "not reported: HTM (postkit.toml:9 says so of `_posts/*`)" in comments(done)


def test_globs_hold_for_posts_that_are_named_by_a_way_up(
    tmp_path: Path, postkit: Postkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(tmp_path / "a", '[per-file-ignores]\n"_posts/**" = ["SC"]\n', "---\ntitle: [\n---\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/postkit.toml").write_text("jobs = 1\n")
    monkeypatch.chdir(tmp_path / "b")
    for flags in ((), ("--config", "../b/../a/postkit.toml")):
        found = json.loads(postkit("check", f"../a/{POST}", "--output-format", "json", *flags).out)
        assert [one["code"] for one in found if one["code"].startswith("SC")] == []


def test_a_hostile_folder(tmp_path: Path, postkit: Postkit) -> None:
    name = 'a"\n[x]\njobs = 9 # \x1b[31m\u202e\U000e0041'
    site(tmp_path / name, "")
    (tmp_path / name / "s.json").replace(tmp_path / name / 's".json')
    (tmp_path / name / "postkit.toml").write_text(
        'exclude = [\'"\\\', "\\n\\u001b\\u202e\\U000e0041"]\n'
        "[[validate.schema]]\nschema = 's\".json'\n[links.rewrite]\n'/\"\\' = \"/\\u007f\"\n"
    )
    before = load_config(tmp_path / name / "postkit.toml")
    done = postkit("config", "show", f"{name}/{POST}")
    assert done.status == 0
    assert not set("\x1b\u202e\U000e0041\x7f") & set(done.out.decode())
    assert "jobs = 0  # default" in done.lines
    assert "x" not in toml_rs.loads(done.out.decode())
    (tmp_path / name / "postkit.toml").write_bytes(done.out)
    assert load_config(tmp_path / name / "postkit.toml") == before


def test_a_text_that_is_not_utf_8_cannot_be_a_setting(postkit: Postkit) -> None:
    done = postkit("config", "show", "--exclude", "a\udcff")
    assert (done.status, done.out) == (2, b"")
    assert "`a\\xff` cannot be written as TOML: it is not UTF-8" in done.err
    found = read(postkit("config", "show", "--exclude", "a\udcff", "--output-format", "json"))
    assert found["settings"]["exclude"]["value"] == ["a\udcff"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "none.md"], "no file or folder `none.md`"),
        (["show", "-"], "no file or folder `-`"),
        (["show", "--config", "none.toml"], "no settings' file `none.toml`"),
        (["show", "--schema", "none"], "no schema `none`"),
        (["show", "--flavor", "jekyl"], "did you mean `jekyll`?"),
        (["show", "--output-format", "concise"], "concise"),
        (["show", "."], "postkit.toml:1:1: unknown setting `flavour`, did you mean `flavor`?"),
        (["none"], "none"),
        ([], "Missing command"),
    ],
)
def test_a_request_that_cannot_be_carried_out(
    tmp_path: Path, postkit: Postkit, arguments: list[str], said: str
) -> None:
    if "." in arguments:
        (tmp_path / "postkit.toml").write_text("flavour = 'x'\n")
    done = postkit("config", *arguments)
    assert (done.status, done.out) == (2, b"")
    assert said in done.err
