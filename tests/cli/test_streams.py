from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postkit.report import FORMATS

Run = Callable[..., Any]

HTML = b"---\ntitle: a\n---\n\n<p>a <strong>b</strong></p>\n"
CONVERTED = b"---\ntitle: a\n---\n\na **b**\n"
TWICE = b"---\ntitle: a\ntitle: a\n---\n\n<p>a <strong>b</strong></p>\n"

COMMAND = [sys.executable, "-c", "from postkit.cli import main; main()"]


@pytest.mark.parametrize(
    ("arguments", "text", "status", "out", "err"),
    [
        (
            "convert -",
            HTML,
            0,
            CONVERTED,
            "1 piece of HTML converted\n1 post changed; nothing found in 1 post\n",
        ),
        ("convert -q -", HTML, 0, CONVERTED, ""),
        ("convert -q -", b"", 0, b"", ""),
        ("convert -q -", b"caf\xe9\r\n", 1, b"caf\xe9\r\n", "-:1:4: FM006 "),
        ("validate --fix -q -", TWICE, 0, HTML, ""),
        ("check --fix -q -", TWICE, 0, CONVERTED, ""),
        ("links --fix -q -", TWICE, 0, TWICE, ""),
        ("convert -q --check -", HTML, 1, b"", ""),
        (
            "convert -q --stdin-filename x/post.md -",
            b"---\na: [\n---\n",
            1,
            b"---\na: [\n---\n",
            "x/post.md:2:4: ",
        ),
        ("convert -q --stdin-filename x/post.mdx -", HTML, 0, HTML, ""),
    ],
)
def test_text_on_stdin_comes_back_on_stdout(
    postkit: Run, arguments: str, text: bytes, status: int, out: bytes, err: str
) -> None:
    result = postkit(*arguments.split(), stdin=text)
    assert (result.status, result.out) == (status, out)
    assert result.err.startswith(err) if err else not result.err


@pytest.mark.parametrize("verb", ["check", "validate"])
def test_without_fixes_findings_on_stdin_go_to_stdout(postkit: Run, verb: str) -> None:
    result = postkit(verb, "-q", "--stdin-filename", "x/post.md", "-", stdin=TWICE)
    assert (result.status, result.err) == (1, "")
    assert result.out.startswith(b"x/post.md:3:1: FM007 ")


def test_links_on_stdin_are_those_of_the_named_file(postkit: Run) -> None:
    Path("x").mkdir()
    Path("x/there.md").write_bytes(b"a\n")
    text = b"[a](there.md) [b](gone.md)\n"
    result = postkit("links", "-q", "--stdin-filename", "x/post.md", "-", stdin=text)
    assert result.status == 1
    assert [line.split(" ")[:2] for line in result.lines] == [["x/post.md:1:19:", "LNK001"]]


def test_settings_of_stdin_are_looked_up_from_its_name(postkit: Run) -> None:
    Path("x").mkdir()
    Path("x/postkit.toml").write_text('ignore = ["FM"]\n')
    assert postkit("check", "-", stdin=TWICE).status == 1
    assert postkit("check", "--stdin-filename", "x/post.md", "-", stdin=TWICE).status == 0


DIFFED = [
    ("plain.md", HTML),
    ("crlf.md", HTML.replace(b"\n", b"\r\n")),
    ("no-end.md", HTML.rstrip(b"\n")),
    ("bom.md", b"\xef\xbb\xbf" + HTML),
    ("mixed.md", b"a\r\n\r\n<p>b</p>\n\nlone\rCR\x0b\x0c\n\nlast\xe2\x80\xa8line"),
    ("標題 é.md", HTML),
    ("with a blank.md", HTML),
    ('quote"d.md', HTML),
    ("tab\there.md", HTML),
    ("back\\slash.md", HTML),
    ("sub/folder.md", HTML + b"\n\n" + b"x\n" * 20 + b"\n<p>c</p>\n"),
]


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_a_diff_applies(postkit: Run, tool: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"no {tool} here")
    for name, data in DIFFED:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(data)
    found = postkit("convert", "--diff", ".")
    assert found.status == 1
    assert found.err.splitlines() == [
        f"{len(DIFFED) + 1} pieces of HTML would be converted",
        f"{len(DIFFED)} posts would change; nothing found in {len(DIFFED)} posts",
    ]
    assert all(Path(name).read_bytes() == data for name, data in DIFFED)
    command = {"git": ["git", "apply", "-"], "patch": ["patch", "-p1", "--binary", "-s"]}[tool]
    subprocess.run(command, input=found.out, check=True)
    by_diff = {name: Path(name).read_bytes() for name, _ in DIFFED}
    for name, data in DIFFED:
        Path(name).write_bytes(data)
    postkit("convert", ".")
    assert by_diff == {name: Path(name).read_bytes() for name, _ in DIFFED}
    assert all(by_diff[name] != data for name, data in DIFFED)


def test_with_a_diff_the_findings_go_to_stderr(postkit: Run) -> None:
    Path("a.md").write_bytes(HTML)
    Path("b.md").write_bytes(b"---\na: [\n---\n")
    result = postkit("convert", "--diff", "-q", ".")
    assert result.out.startswith(b"--- a/a.md\n+++ b/a.md\n")
    assert result.err.startswith("b.md:2:4: FM001 ")
    assert result.err.count("\n") == 1


def test_findings_in_a_file(postkit: Run) -> None:
    Path("a.md").write_bytes(TWICE)
    result = postkit("validate", "--output-file", "out.txt", "--output-format", "json", "a.md")
    assert (result.status, result.out) == (1, b"")
    (one,) = json.loads(Path("out.txt").read_text())
    assert (one["path"], one["line"], one["code"]) == ("a.md", 3, "FM007")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_plain_in_a_pipe(postkit: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    Path("標題.md").write_bytes(TWICE)
    result = postkit("check", "--output-format", name, "標題.md")
    assert result.status == 1
    assert b"\x1b" not in result.out + result.err.encode()
    assert b"FM007" in result.out
    if name == "json":
        assert [one["code"] for one in json.loads(result.out)] == ["FM007", "HTM001"]
    if name == "jsonl":
        assert [json.loads(line)["path"] for line in result.lines] == ["標題.md"] * 2


def test_colour_is_forced_and_forbidden(postkit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_bytes(TWICE)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert b"\x1b[" in postkit("check", "--output-format", "full", "a.md").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b" not in postkit("check", "--output-format", "full", "a.md").out


@pytest.mark.parametrize("arguments", ["--help", "check --help", "", "check --nope", "rule LNK001"])
def test_help_is_plain_on_a_ci_server(postkit: Run, monkeypatch: pytest.MonkeyPatch, arguments: str) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = postkit(*arguments.split())
    assert b"\x1b" not in result.out + result.err.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize(
    ("extra", "colour"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_frames_in_colour(tmp_path: Path, extra: dict[str, str], colour: bool) -> None:
    import pty

    (tmp_path / "a.md").write_bytes(TWICE)
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.run(
        [*COMMAND, "validate", "a.md"],
        cwd=tmp_path,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment | {"TERM": "xterm-256color"} | extra,
        check=False,
    )
    os.close(theirs)
    text = os.read(ours, 100_000)
    os.close(ours)
    assert process.returncode == 1
    assert b"FM007" in text
    assert text.count(b"\n") > 2
    assert (b"\x1b[" in text) is colour


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(700):
        (tmp_path / f"p{number:03}.md").write_bytes(TWICE * 3)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "arguments", ["check .", "check --jobs 1 .", "convert --diff .", "rule", "check --help"]
)
def test_a_closed_pipe_is_quiet(many: Path, arguments: str) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments.split()], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    if arguments.endswith("."):
        process.stdout.readline()
    process.stdout.close()
    talk = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert "Traceback" not in talk
    assert "Broken" not in talk


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_quick_and_quiet(many: Path, jobs: str) -> None:
    for number in range(4000):
        (many / f"q{number:04}.md").write_bytes(TWICE)
    process = subprocess.Popen(
        [*COMMAND, "check", "--jobs", jobs, "."],
        cwd=many,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background has it ignored, and a child inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads)
    )
    assert process.stdout
    process.stdout.readline()
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, talk = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - started < 3
    assert out.count(b"\n") < 4000
    assert b"Traceback" not in talk


def test_output_that_takes_only_ascii(tmp_path: Path) -> None:
    (tmp_path / "é.md").write_bytes(TWICE)
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    process = subprocess.run(
        [*COMMAND, "validate", "é.md"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert process.returncode == 1
    assert process.stdout.startswith(b"\\xe9.md:3:1: FM007 ")


@pytest.mark.skipif(sys.platform == "win32", reason="closed descriptors")
@pytest.mark.parametrize(
    ("redirection", "status", "message"),
    [
        ("check a.md <&-", 0, "nothing found"),
        ("check - <&-", 2, "standard input is closed"),
        ("check a.md >&-", 2, "must be open"),
    ],
)
def test_closed_streams(tmp_path: Path, redirection: str, status: int, message: str) -> None:
    (tmp_path / "a.md").write_bytes(b"a\n")
    script = f'"$0" -c "from postkit.cli import main; main()" {redirection}'
    process = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False
    )
    assert process.returncode == status
    assert message in process.stderr
    assert process.stderr.count("\n") == 1
