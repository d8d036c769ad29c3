"""The progress bar: on terminals alone, never mixed with what is written, gone at the end."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from postkit.cli.progress import Bar

AT_ONCE = [
    sys.executable,
    "-c",
    "import postkit.cli.progress as p; p.PATIENCE = p._EACH = 0; from postkit.cli import main; main()",
]
"""postkit with a bar that is drawn after each post."""

BROKEN = b"---\na: [\n---\n"
ERASE = b"\r\x1b[2K"


class Ran(NamedTuple):
    status: int
    shown: bytes

    @property
    def screen(self) -> list[str]:
        """The lines that a terminal shows in the end, without colour."""
        lines = re.sub(r"\x1b\[[0-9;]*m", "", self.shown.decode()).replace("\r\n", "\n").split("\n")
        return [re.split(r"\r\x1b\[2K", line)[-1] for line in lines]


def on_terminal(arguments: list[str], *, interrupt_at: bytes = b"", **environment: str) -> Ran:
    """Run postkit with all its streams on one terminal; press Ctrl-C when something is seen."""
    process, terminal = pty.fork()
    if process == 0:
        # Whoever runs the tests in the background has it ignored, and a child inherits that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ.update(environment)
        os.execv(sys.executable, [*AT_ONCE, *arguments])
    shown, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # how Linux tells of the end
            break
        if not data:
            break
        shown += data
        if interrupt_at and interrupt_at in shown:
            os.write(terminal, b"\x03")
            interrupt_at = b""
    os.close(terminal)
    return Ran(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown)


@pytest.fixture(autouse=True)
def _posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for number in range(30):
        Path(f"{number:02}.md").write_bytes(BROKEN if number % 3 else b"text\n")


def in_pipes(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*AT_ONCE, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["validate"], ["validate", "--statistics"], ["check", "--fix"]])
def test_on_a_terminal_all_is_read_as_in_a_pipe(arguments: list[str]) -> None:
    arguments += ["--output-format", "concise"]
    ran, piped = on_terminal(arguments), in_pipes(*arguments)
    assert ran.shown.count(ERASE) > 20
    assert b"/30" in ran.shown
    assert ran.screen == [*(piped.stdout + piped.stderr).splitlines(), ""]
    assert ran.status == piped.returncode == 1


def test_it_does_not_stand_in_the_way_of_a_diff() -> None:
    for number in range(0, 30, 3):
        Path(f"{number:02}.md").write_bytes(b"<p>a</p>\n")
    arguments = ["convert", "--diff", "--output-file", os.devnull]
    ran, piped = on_terminal(arguments), in_pipes(*arguments)
    assert ran.shown.count(ERASE) > 20
    assert ran.screen == [*(piped.stdout + piped.stderr).splitlines(), ""]


@pytest.mark.parametrize("arguments", [["-q", "."], ["01.md"]])
def test_it_is_not_drawn_where_it_says_nothing(arguments: list[str]) -> None:
    assert ERASE not in on_terminal(["validate", *arguments]).shown


def test_nothing_is_drawn_in_pipes_or_on_a_dumb_terminal() -> None:
    piped = in_pipes("validate")
    assert "\x1b" not in piped.stdout + piped.stderr
    assert b"\x1b" not in on_terminal(["validate", "--output-format", "concise"], TERM="dumb").shown


def test_ctrl_c_leaves_a_clean_terminal() -> None:
    for number in range(30, 300):
        Path(f"{number:02}.md").write_bytes(b"text\n" + b"<p>a</p>\n\n" * 100)
    ran = on_terminal(["convert", "--check", "--output-file", os.devnull], interrupt_at=b"/300")
    assert ran.status == 130
    assert ran.shown.count(ERASE) > 1
    assert not re.search("posts|left", ran.screen[-1])


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_short_run_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    screen = Screen()
    with Bar(100, screen, wanted=True) as bar:
        for _ in bar.over(range(100)):
            now += 0.009
    assert screen.getvalue() == ""


def test_a_long_run_shows_one_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    screen = Screen()
    with Bar(1000, screen, wanted=True) as bar:
        for _ in bar.over(range(1000)):
            now += 0.01
    drawn = screen.getvalue().split("\r\x1b[2K")
    assert 80 <= len(drawn) - 2 <= 100
    assert drawn[0] == drawn[-1] == ""
    assert "/1000" in drawn[1]
    assert "\n" not in screen.getvalue()


def test_rich_is_loaded_only_for_the_bar() -> None:
    code = "import sys; from postkit.cli.boundary import run; run(['validate']); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
