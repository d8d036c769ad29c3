"""Runs git so that it only reads: it starts no program of the user's, writes nothing, asks nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from postkit.core.printable import printable, quoted
from postkit.errors import RequestError

_PLAIN = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "diff.autoRefreshIndex=true"),
)
"""Settings under which git starts no program of the user's and looks at bytes, not only at times."""

_OF_A_HOOK = frozenset(
    {
        *("GIT_COMMON_DIR", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_INDEX_FILE", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_WORK_TREE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
    }
)
"""What hooks set: it names one repository, while each path here has its own."""

_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
"""It must not write to the index, ask for a password, fetch what is missing or speak another language."""


class Answer(NamedTuple):
    """What git said.

    Attributes:
        status: Its exit status.
        out: What it printed.
        reason: The first line that it complained with.
    """

    status: int
    out: bytes
    reason: str


def git(
    folder: Path | str,
    *arguments: str,
    wanted_by: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Answer:
    """Run git.

    Args:
        folder: Where.
        arguments: Its arguments; nothing that comes from outside may begin with a dash.
        wanted_by: The option that needs git, for the message where there is none.
        given: What it reads from standard input.
        environment: More variables of its environment.

    Raises:
        RequestError: If there is no git.
    """
    try:
        done = subprocess.run(  # noqa: S603 (no shell; nothing that begins with a dash comes from outside)
            _line(folder, arguments),
            input=given,
            capture_output=True,
            check=False,
            env=_environment() | dict(environment or {}),
        )
    except FileNotFoundError:
        raise RequestError(f"{quoted(wanted_by)} needs git, which is not installed") from None
    except OSError as error:
        raise RequestError(f"git cannot be run: {error.strerror}") from None
    first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
    reason = printable(first.removeprefix("fatal: ")) or "it gave no reason"
    return Answer(done.returncode, done.stdout, reason)


def start(folder: Path | str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a git that answers what is written to it, line by line.

    Args:
        folder: As for `git`.
        arguments: As for `git`.
    """
    return subprocess.Popen(  # noqa: S603 (as above)
        _line(folder, arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def _line(folder: Path | str, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", str(folder), *_PLAIN, *arguments]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _QUIET


def demand(folder: Path | str, *arguments: str, wanted_by: str, given: bytes = b"") -> bytes:
    """Run git where it must succeed, and return what it printed.

    Args:
        folder: As for `git`.
        arguments: As for `git`.
        wanted_by: As for `git`.
        given: As for `git`.

    Raises:
        RequestError: If there is no git, or it fails.
    """
    answer = git(folder, *arguments, wanted_by=wanted_by, given=given)
    if answer.status:
        raise RequestError(f"`git {arguments[0]}` failed in {quoted(str(folder))}: {answer.reason}")
    return answer.out


def names(out: bytes) -> Sequence[str]:
    """Return the names that git printed, each ended by a NUL."""
    return [os.fsdecode(name) for name in out.split(b"\0")[:-1]]


def top_folder(folder: Path, wanted_by: str) -> str:
    """Return the top folder of the repository that a folder is in.

    Raises:
        RequestError: If there is no git or no repository.
    """
    answer = git(folder, "rev-parse", "--show-toplevel", wanted_by=wanted_by)
    if answer.status:
        raise RequestError(
            f"{quoted(wanted_by)} needs a git repository at {quoted(str(folder))}: {answer.reason}"
        )
    return os.fsdecode(answer.out.removesuffix(b"\n"))


def commit_of(top: str, revision: str, wanted_by: str) -> str:
    """Return the id of the commit that a revision names.

    Raises:
        RequestError: If there is none.
    """
    if revision.startswith("-"):
        raise RequestError(f"{quoted(revision)} is no revision")
    answer = git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", wanted_by=wanted_by)
    if answer.status:
        raise RequestError(f"there is no revision {quoted(revision)} in the git repository {quoted(top)}")
    return answer.out.decode().strip()
