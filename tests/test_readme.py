"""The README's examples are true: its commands print what it says when they are run."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_README = _ROOT / "README.md"
_BIN = Path(sys.executable).parent


def _blocks() -> list[list[tuple[str, str]]]:
    """Return for each console block its commands with what they print."""
    text = _README.read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)", block, re.MULTILINE) for block in blocks]


@pytest.mark.parametrize("commands", _blocks(), ids=lambda commands: commands[0][0])
def test_commands_print_what_the_readme_says(commands: list[tuple[str, str]], tmp_path: Path) -> None:
    for name in ("blog", "hugo"):
        shutil.copytree(_ROOT / "examples" / name, tmp_path / name)
    for command, expected in commands:
        arguments = shlex.split(command)
        arguments[0] = str(_BIN / arguments[0])
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.stdout == expected


def test_readme_has_every_verb() -> None:
    commands = " ".join(command for block in _blocks() for command, _ in block)
    assert {"check", "validate", "convert", "links"} <= set(commands.split())


def test_python_examples() -> None:
    blocks = re.findall(r"```python\n(.*?)```", _README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(textwrap.dedent(block), {}, "README", None, None)
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0
