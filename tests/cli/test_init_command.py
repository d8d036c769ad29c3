"""`postkit config init`: what it writes, and that it never writes over anything."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from postkit.config import load_config
from tests.cli.conftest import Postkit

CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus")).absolute()
WITH_CONFIG = ("vim-jp", "hugodocs", "hexo-site")

SITES = {
    "jekyll": ("_config.yml", "title: x\n", "_posts/2024-01-05-x.md", "**/_posts/**"),
    "hugo": ("hugo.toml", "title = 'x'\n", "content/x.md", "content/**"),
    "hexo": ("_config.yml", "source_dir: source\n", "source/_posts/x.md", "source/**"),
    "mkdocs": ("mkdocs.yml", "site_name: x\n", "docs/x.md", "docs/**"),
    "eleventy": ("eleventy.config.js", "export default 1\n", "x.md", "**"),
}


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def site(folder: Path, flavor: str = "jekyll") -> str:
    """Make a site of one post; return the post's path."""
    config, text, post, _ = SITES[flavor]
    put(folder, config, text)
    put(folder, post, "---\ntitle: x\n---\n\nText.\n")
    return post


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("flavor", SITES)
def test_a_site_gets_settings_and_a_schema_that_hold(tmp_path: Path, postkit: Postkit, flavor: str) -> None:
    post = site(tmp_path, flavor)
    done = postkit("config", "init")
    assert done.status == 0, done.err
    assert done.lines[0].startswith(f"site: {flavor} (`{SITES[flavor][0]}`")
    assert done.lines[1:] == [
        "wrote schemas/post.schema.json",
        "wrote postkit.toml",
        "`postkit check`: nothing found in 1 post",
    ]
    settings = load_config(tmp_path / "postkit.toml")
    assert settings.flavor == flavor
    schema = str(tmp_path / "schemas/post.schema.json")
    assert [(row.schema, row.files) for row in settings.validate.schema] == [(schema, SITES[flavor][3])]
    assert json.loads(Path(schema).read_bytes())["required"] == ["title"]
    (tmp_path / post).write_text("---\nlayout: x\n---\n")
    (only,) = json.loads(postkit("check", "--select", "SC001", "--output-format", "json").out)
    assert only["message"] == "the key `title` is missing"
    shutil.rmtree(tmp_path / "schemas")
    (tmp_path / "postkit.toml").unlink()
    assert postkit("check", "--select", "SC001").lines == []  # what the engine's own schema says


def test_nothing_is_set_but_what_is_needed(tmp_path: Path, postkit: Postkit) -> None:
    put(tmp_path, "README.md", "# One\n")
    done = postkit("config", "init")
    assert done.lines == [
        "site: gfm (no file of a known engine), 1 post",
        "wrote postkit.toml",
        "`postkit check`: nothing found in 1 post",
    ]
    assert load_config(tmp_path / "postkit.toml")._replace(path=None) == load_config(
        Path(os.devnull)
    )._replace(path=None)


def test_a_schema_is_made_only_where_it_finds_no_fault_with_a_readme(
    tmp_path: Path, postkit: Postkit
) -> None:
    site(tmp_path, "eleventy")
    put(tmp_path, "README.md", "# One\n")
    assert "wrote schemas/post.schema.json" not in postkit("config", "init").lines
    assert "# No schema: of 2 posts 1 have no front matter." in (tmp_path / "postkit.toml").read_text()


def test_sites_below_a_folder_that_is_none_itself(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / ".git").mkdir()
    site(tmp_path / "docs")
    put(tmp_path, "README.md", "# One\n")
    done = postkit("config", "init")
    docs = tmp_path / "docs"
    assert done.lines == [
        "site: gfm (no file of a known engine), 2 posts",
        f"a site begins in {docs}: `postkit config init {docs}` looks at it",
        "wrote postkit.toml",
        "`postkit check`: nothing found in 2 posts",
    ]
    assert load_config(tmp_path / "postkit.toml").flavor is None
    done = postkit("config", "init", "docs")
    assert done.lines[1] == f"the settings of {tmp_path / 'postkit.toml'} hold here no longer"
    assert load_config(docs / "postkit.toml").flavor == "jekyll"


def test_an_empty_folder(tmp_path: Path, postkit: Postkit) -> None:
    assert postkit("config", "init").lines[-1] == "`postkit check`: nothing found in no posts"
    assert set(files(tmp_path)) == {"postkit.toml"}


def test_what_is_found_and_what_to_do(tmp_path: Path, postkit: Postkit) -> None:
    post = site(tmp_path / "a b")
    put(tmp_path / "a b", post, "---\ntitle: x\n---\n[x](none.md)\n")
    done = postkit("config", "init", "a b")
    assert done.lines[1:3] == ["wrote a b/schemas/post.schema.json", "wrote a b/postkit.toml"]
    command = "postkit check 'a b'"
    record = f"{command} --baseline baseline.json --write-baseline"
    assert done.lines[3] == (
        f"`{command}`: 1 error in 1 of 1 post; run it to see them, or record them as old with `{record}`"
    )
    assert postkit("check", "a b").status == 1
    assert postkit("check", "a b", "--baseline", "baseline.json", "--write-baseline").status == 0
    assert postkit("check", "a b", "--baseline", "baseline.json").status == 0


def test_a_hook_and_a_workflow(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path)
    done = postkit("config", "init", "--pre-commit", "--github")
    assert "wrote .pre-commit-config.yaml" in done.lines
    assert "wrote .github/workflows/postkit.yml" in done.lines
    (repo,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    hooks = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert repo["hooks"] == [{"id": "postkit-check"}]
    assert "postkit-check" in {hook["id"] for hook in hooks}
    workflow = yaml.safe_load((tmp_path / ".github/workflows/postkit.yml").read_text())
    assert workflow["jobs"]["check"]["steps"][-1] == {"run": "postkit check --output-format github"}


def test_a_site_below_its_repository(tmp_path: Path, postkit: Postkit) -> None:
    folder = tmp_path / "do.cs: #$(x)"
    (tmp_path / ".git").mkdir()
    site(folder)
    assert postkit("config", "init", folder.name, "--pre-commit", "--github").status == 0
    (repo,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    assert repo["hooks"] == [{"id": "postkit-check", "files": r"^do\.cs:\ \#\$\(x\)/"}]
    workflow = yaml.safe_load((tmp_path / ".github/workflows/postkit.yml").read_text())
    assert workflow["jobs"]["check"]["steps"][-1]["working-directory"] == folder.name
    assert not (folder / ".github").exists()


def test_files_that_are_there_are_printed_for(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path)
    put(tmp_path, ".pre-commit-config.yaml", "repos: []\n")
    put(tmp_path, ".github/workflows/postkit.yml", "name: mine\n")
    before = files(tmp_path)
    done = postkit("config", "init", "--pre-commit", "--github")
    assert done.status == 0
    assert ".pre-commit-config.yaml is there already; what it needs:" in done.lines
    assert "      - id: postkit-check" in done.lines
    assert files(tmp_path).items() > before.items()


@pytest.mark.parametrize("name", ["postkit.toml", "schemas/post.schema.json"])
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_over(tmp_path: Path, postkit: Postkit, name: str, *, dangling: bool) -> None:
    site(tmp_path)
    put(tmp_path, name, "")
    if dangling:
        (tmp_path / name).unlink()
        (tmp_path / name).symlink_to("nowhere")
    before = files(tmp_path)
    done = postkit("config", "init", "--pre-commit")
    assert (done.status, done.out) == (2, b"")
    assert name in done.err
    assert files(tmp_path) == before


def test_a_second_run_changes_nothing(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path)
    postkit("config", "init", "--pre-commit", "--github")
    before = files(tmp_path)
    done = postkit("config", "init", "--pre-commit", "--github")
    assert (done.status, done.out) == (2, b"")
    assert "holds here already" in done.err
    assert files(tmp_path) == before


def test_check_writes_nothing_and_prints_what_would_be_written(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path)
    before = files(tmp_path)
    shown = postkit("config", "init", "--check", "--pre-commit", "--github")
    assert shown.status == 0
    assert files(tmp_path) == before
    postkit("config", "init", "--pre-commit", "--github")
    for name in files(tmp_path).keys() - before.keys():
        assert f"would write {name}:\n\n{(tmp_path / name).read_text()}\n" in shown.out.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none"], "no file or folder `none`"),
        (["_config.yml"], "`_config.yml` is no folder"),
        (["_posts"], "the site begins in "),
    ],
)
def test_where_it_cannot_be(tmp_path: Path, postkit: Postkit, arguments: list[str], said: str) -> None:
    site(tmp_path)
    before = files(tmp_path)
    done = postkit("config", "init", *arguments)
    assert (done.status, done.out) == (2, b"")
    assert said in done.err
    assert files(tmp_path) == before


def test_a_folder_that_cannot_be_made(tmp_path: Path, postkit: Postkit) -> None:
    site(tmp_path)
    put(tmp_path, "schemas", "a file\n")
    done = postkit("config", "init")
    assert done.status == 2
    assert "cannot write `schemas/post.schema.json`" in done.err
    assert not (tmp_path / "postkit.toml").exists()


def test_a_hostile_name(tmp_path: Path, postkit: Postkit) -> None:
    name = 'a\n"b" \x1b[31m\u202e'
    site(tmp_path / name)
    done = postkit("config", "init", name, "--pre-commit", "--github")
    assert done.status == 0
    assert not set("\x1b\u202e") & set(done.out.decode())
    assert load_config(tmp_path / name / "postkit.toml").flavor == "jekyll"
    assert postkit("check", name).status == 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real posts is not here")
@pytest.mark.parametrize("name", WITH_CONFIG)
def test_posts_of_real_sites_satisfy_their_schema(tmp_path: Path, postkit: Postkit, name: str) -> None:
    shutil.copytree(CORPUS / name, tmp_path / "site")
    done = postkit("config", "init", "site")
    assert done.status == 0, done.err
    found = json.loads(postkit("validate", "site", "--select", "SC", "--output-format", "json").out)
    # A post without front matter is not learnt from; the schema may want keys that it cannot have.
    assert [
        one for one in found if not (one["code"] == "SC001" and one["line"] == one["end_line"] == 1)
    ] == []
