"""Jekyll's Markdown: one `ruby` process with kramdown that answers for many posts."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from threading import Timer
from typing import IO, Any

from postkit.errors import RequestError
from postkit.html.engines.base import TIMEOUT

_HOW = "`gem install kramdown kramdown-parser-gfm`, or install Jekyll"


class Jekyll:
    """kramdown with its GFM parser and Jekyll's options; typography and automatic ids off.

    Raises:
        RequestError: If ruby or kramdown cannot be started.
    """

    title = "Jekyll"

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._start()

    def render(self, bodies: Sequence[str]) -> list[str] | None:
        """Return the HTML of some Markdown bodies; None where kramdown fails on one of them."""
        if self._process is None:
            self._start()
        pages = self._ask(json.dumps(list(bodies)))
        if pages is None:
            self.close()  # dead, or hanging: the next post starts it anew
        return pages if pages and None not in pages else None

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> None:
        ruby = shutil.which("ruby")
        if ruby is None:
            raise RequestError(f"`--prove-with jekyll` needs ruby with kramdown: {_HOW}")
        script = (files("postkit.html.engines") / "kramdown.rb").read_text(encoding="utf-8")
        self._process = subprocess.Popen(  # noqa: S603 (no shell, and nothing of a post in the command)
            [ruby, "-W0", "-e", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        said = self._ask() or {"error": "ruby gives no answer"}
        if "error" in said:
            self.close()
            raise RequestError(f"`--prove-with jekyll` cannot use kramdown: {said['error']}; {_HOW}")

    def _ask(self, line: str | None = None) -> Any:
        """Send a line, if any, and return the one that comes back; None where none does."""
        process = self._process
        assert process is not None  # noqa: S101 (started)
        timer = Timer(TIMEOUT, process.kill)
        timer.start()
        try:
            return json.loads(_exchange(process.stdin, process.stdout, line))
        except (OSError, ValueError):
            return None
        finally:
            timer.cancel()
            timer.join()  # no thread may run while a worker process is forked


def _exchange(stdin: IO[str] | None, stdout: IO[str] | None, line: str | None) -> str:
    assert stdin is not None and stdout is not None  # noqa: PT018, S101 (both are pipes)
    if line is not None:
        stdin.write(line + "\n")
        stdin.flush()
    return stdout.readline()
