"""Every format from the command line: to stdout or a file, from files or stdin, and over all cases."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from postkit.cli import output
from postkit.cli.boundary import run
from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.report import FORMATS, Reporter
from tests.cli.conftest import Postkit
from tests.cli.test_streams import COMMAND, TWICE
from tests.report import reading
from tests.report.agreement import FORMATS as OF_SERVICES
from tests.report.agreement import Post, agree, written
from tests.test_cases import CASES

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ROOTS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_stdout_gets(postkit: Postkit, name: str) -> None:
    Path("é.md").write_bytes(TWICE)
    Path("good.md").write_bytes(b"a\n")
    to_stdout = postkit("check", "-q", "--output-format", name, ".")
    to_file = postkit("check", "-q", "--output-format", name, "--output-file", "out", ".")
    assert (to_stdout.status, to_file.status) == (1, 1)
    assert (to_file.out, to_file.err, to_stdout.err) == (b"", "", "")
    assert Path("out").read_bytes() == to_stdout.out
    assert b"FM007" in to_stdout.out


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("github", lambda text: text == ""),
        ("gitlab", lambda text: json.loads(text) == []),
        ("sarif", lambda text: json.loads(text)["runs"][0]["results"] == []),
        ("junit", lambda text: 'tests="1" failures="0"' in text),
    ],
)
@pytest.mark.parametrize("posts", [0, 1])
def test_nothing_found_is_a_report_too(postkit: Postkit, name: str, read: Any, posts: int) -> None:
    for number in range(posts):
        Path(f"{number}.md").write_bytes(b"a\n")
    result = postkit("check", "-q", "--output-format", name, ".")
    assert (result.status, result.err) == (0, "")
    assert read(result.out.decode())


@pytest.mark.parametrize("name", OF_SERVICES)
def test_findings_on_stdin(postkit: Postkit, name: str) -> None:
    text = postkit("validate", "-q", "--output-format", name, "-", stdin=TWICE).out.decode()
    named = ("--stdin-filename", "x/post.md", "-")
    at_name = postkit("validate", "-q", "--output-format", name, *named, stdin=TWICE).out.decode()
    assert "FM007" in text
    assert "x/post.md" in at_name
    mended = postkit("validate", "--fix", "-q", "--output-format", name, "-", stdin=TWICE)
    assert mended.out.startswith(b"---\ntitle: a\n---\n")
    assert ("`title` stands twice" in text, "`title` stands twice" in mended.err) == (True, False)


def test_a_run_in_a_folder_of_the_repository(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("site/posts").mkdir(parents=True)
    Path("site/posts/a.md").write_bytes(TWICE)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd()))
    monkeypatch.chdir("site")
    (first, *_) = postkit("check", "-q", "--output-format", "github", "posts").lines
    assert first.startswith("::error file=site/posts/a.md,line=3,")


@pytest.mark.parametrize("name", ["gitlab", "sarif", "junit"])
def test_lists_have_no_statistics(postkit: Postkit, name: str) -> None:
    Path("a.md").write_bytes(TWICE)
    Path("out").write_bytes(b"kept")
    result = postkit("check", "--statistics", "--output-format", name, "--output-file", "out", ".")
    assert (result.status, result.out) == (2, b"")
    assert result.err == (
        f"postkit: `--statistics` cannot be written as `{name}`, only as `full`, `concise`, `json`, `jsonl`,"
        " `github`\n"
    )
    assert Path("out").read_bytes() == b"kept"
    Path("postkit.toml").write_text(f"output-format = '{name}'\n", encoding="utf-8")
    assert postkit("check", "-q", "--statistics", "a.md").status == 2
    counted = postkit("check", "-q", "--statistics", "--output-format", "concise", "a.md")
    assert counted.lines == [
        "1  FM007   [*]  duplicate-key",
        "1  HTM001  [*]  convertible-html  this HTML can be Markdown",
    ]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("name", OF_SERVICES)
def test_a_closed_pipe_is_quiet(tmp_path: Path, name: str) -> None:
    for number in range(300):
        (tmp_path / f"p{number:03}.md").write_bytes(TWICE * 3)
    process = subprocess.Popen(
        [*COMMAND, "check", "--jobs", "1", "--output-format", name, "."],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    talk = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert "Traceback" not in talk


def test_names_of_files_forge_nothing(postkit: Postkit) -> None:
    names = ["::error ::x.md", "##[error]y.md", "a\n::warning ::b.md", 'q"<&>.md', "%0A::.md", "\x1b[31m.md"]
    for name in names:
        Path(name).write_bytes(TWICE)
    commands = reading.github(postkit("check", "-q", "--output-format", "github", ".").out.decode())
    told = [one.properties["title"] for one in commands if isinstance(one, reading.Command)]
    assert told == ["FM007 duplicate-key", "HTM001 convertible-html"] * len(names)
    sarif = reading.sarif(postkit("check", "-q", "--output-format", "sarif", ".").out.decode())
    assert {one["path"] for one in sarif} == set(names)


class _Tee:
    """A reporter that keeps the findings that it is given."""

    def __init__(self) -> None:
        self.posts: list[Post] = []

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        self.posts.append((source, list(diagnostics)))
        return ""

    def end(self) -> str:
        return ""


@pytest.mark.parametrize("room", sorted(path.name for path in CASES.iterdir()))
def test_all_formats_say_the_same_of_all_cases(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    posts = 0
    for folder in sorted((CASES / room).iterdir()):
        site = tmp_path / folder.name
        site.mkdir()
        if (folder / "site").is_dir():
            shutil.copytree(folder / "site", site, dirs_exist_ok=True)
        for settings in folder.glob("postkit.toml"):
            shutil.copy(settings, site)
        flags = tomllib.loads((folder / "flags.toml").read_text(encoding="utf-8"))
        post = site / flags.get("path", "post.md")
        post.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / "input.md", post)
        tee = _Tee()

        def keep(*_: object, tee: Reporter = tee, **__: object) -> Reporter:
            return tee

        monkeypatch.setattr(output, "reporter", keep)
        monkeypatch.chdir(site)
        run(["check", "-q", "--flavor", flags["flavor"], "."])
        agree(tee.posts)
        posts += len(tee.posts)
    assert posts
    assert capfdbinary.readouterr().out == b""
    assert written("json", tee.posts).startswith("[")
