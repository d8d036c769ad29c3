"""`postkit schema`: the schema on stdout, the odd posts on stderr."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Postkit = Callable[..., Any]

CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus")).absolute()
SITES = sorted(path.name for path in CORPUS.iterdir() if path.is_dir()) if CORPUS.is_dir() else []


def write(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.md").write_text("---\ntitle: x\ntags: [a]\n---\n")
    (folder / "odd.md").write_text("---\r\ntitle: x\r\ntags: a\r\n---\r\n")
    (folder / "plain.md").write_text("Text.\n")
    (folder / "broken.md").write_text("---\ntitle: [\n---\n")


def test_infer_prints_a_schema_and_names_the_odd_posts(postkit: Postkit, tmp_path: Path) -> None:
    write(tmp_path, 40)
    done = postkit("schema", "infer")
    schema = json.loads(done.out)
    assert done.status == 0
    assert schema["required"] == ["title", "tags"]
    assert schema["additionalProperties"] is True
    assert done.err.splitlines() == [
        "`tags` is a list in 40 posts and a text in 1: odd.md:3",
        "41 posts; left out: 1 without front matter, 1 unreadable",
    ]
    (tmp_path / "s.json").write_bytes(done.out)
    assert postkit("validate", "--schema", "s.json", "odd.md", "000.md").status == 0


def test_options_of_infer(postkit: Postkit, tmp_path: Path) -> None:
    write(tmp_path, 3)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "x.md").write_text("---\nother: 1\n---\n")
    flags = ["--closed", "--title", "Ours", "--exclude", "drafts", "--flavor", "jekyll", "-q"]
    done = postkit("schema", "infer", ".", *flags, "--output-file", "out.json")
    schema = json.loads((tmp_path / "out.json").read_bytes())
    assert (done.status, done.out, done.err) == (0, b"", "")
    assert (schema["title"], schema["additionalProperties"]) == ("Ours", False)
    assert set(schema["properties"]) == {"title", "tags"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["infer", "none.md"], "none.md"),
        (["infer", "-"], "`-` is none"),
        (["infer"], "no post with front matter"),
        (["infer", ".", "--output-file", "no/such/folder.json"], "no post with front matter"),
        (["show", "nothing"], "no schema `nothing`; shipped are"),
        (["show"], "NAME"),
        (["none"], "none"),
    ],
)
def test_a_request_that_cannot_be_carried_out(postkit: Postkit, arguments: list[str], said: str) -> None:
    done = postkit("schema", *arguments)
    assert done.status == 2
    assert said in done.err
    assert done.out == b""


def test_names_that_forge_are_escaped(postkit: Postkit, tmp_path: Path) -> None:
    write(tmp_path, 30)
    (tmp_path / "a\n::error::b.md").write_text("---\ntitle: [x]\ntags: [a]\n---\n")
    done = postkit("schema", "infer")
    assert not any(line.startswith("::error") for line in done.err.splitlines())


def test_list_and_show(postkit: Postkit) -> None:
    listed = postkit("schema", "list")
    names = [line.split()[0] for line in listed.lines]
    assert {"jekyll-post", "hugo-page"} <= set(names)
    for name in names:
        schema = json.loads(postkit("schema", "show", name).out)
        assert schema["$id"] == f"postkit:{name}"
        assert f"{name:<16}  {schema['title']}" in listed.lines


@pytest.mark.skipif(not SITES, reason="the corpus of real posts is not here")
@pytest.mark.parametrize("closed", [[], ["--closed"]], ids=["open", "closed"])
@pytest.mark.parametrize("site", SITES)
def test_real_posts_satisfy_the_schema_made_of_them(
    postkit: Postkit, tmp_path: Path, site: str, closed: list[str]
) -> None:
    shutil.copytree(CORPUS / site, tmp_path / "site")
    made = postkit("schema", "infer", "site", *closed)
    assert made.status == 0, made.err
    (tmp_path / "s.json").write_bytes(made.out)
    done = postkit("validate", "site", "--schema", "s.json", "--select", "SC", "--output-format", "json")
    found = json.loads(done.out)
    # A post without front matter is not learnt from; the schema may want keys that it cannot have.
    assert [
        one for one in found if not (one["code"] == "SC001" and one["line"] == one["end_line"] == 1)
    ] == []
    without = {one["path"] for one in found}
    assert not [path for path in without if (tmp_path / path).read_bytes().startswith((b"---\n", b"+++\n"))]
