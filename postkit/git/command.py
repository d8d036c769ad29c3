"""Runs git so that it only reads: it starts no program of the user's, writes nothing, asks nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from postkit.core.printable import printable, quoted
from postkit.errors import RequestError

_PLAIN = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.autoRefreshIndex=true"),
    *("-c", "diff.orderFile=/dev/null"),
    *("-c", "core.splitIndex=false"),
    *("-c", "log.follow=false"),
)
"""Settings under which git starts no program of the user's and looks at bytes, not only at times.

A repository's own settings must neither change what it prints nor have a copy of its index written
beside the first.
"""

_NO_FILTER = {"clean": "", "smudge": "", "process": "", "required": "false"}
"""What switches off a program that files pass through on their way into the repository and out."""

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
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
"""It must not write to the index, ask for a password, fetch what is missing or speak another language."""


class Answer(NamedTuple):
    """What git said.

    Attributes:
        status: Its exit status.
        out: What it printed.
        reason: The line that it complained with; not a warning, where there is another.
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
            env=_environment(folder) | dict(environment or {}),
        )
    except FileNotFoundError:
        raise RequestError(f"{quoted(wanted_by)} needs git, which is not installed") from None
    except OSError as error:
        raise RequestError(f"git cannot be run: {error.strerror}") from None
    return Answer(done.returncode, done.stdout, _reason(done.stderr))


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
        env=_environment(folder),
    )


def _line(folder: Path | str, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", str(folder), *_PLAIN, *arguments]


def _environment(folder: Path | str) -> dict[str, str]:
    return _plain_environment() | _without_filters(str(folder))


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK} | _QUIET


@cache
def _without_filters(folder: str) -> dict[str, str]:
    """Return the variables that switch off all filters which the settings for a folder name.

    Source of the variables: `git config` (its manual, "ENVIRONMENT").
    """
    line = _line(folder, ("config", "--null", "--name-only", "--get-regexp", r"^filter\."))
    done = subprocess.run(line, capture_output=True, check=False, env=_plain_environment())  # noqa: S603 (as above)
    filters = dict.fromkeys(name.rpartition(".")[0] for name in names(done.stdout))
    keys = [(f"{one}.{key}", value) for one in filters for key, value in _NO_FILTER.items()]
    set_by_user = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(set_by_user) if set_by_user.isdecimal() else 0
    return dict(_numbered(keys, first)) | {"GIT_CONFIG_COUNT": str(first + len(keys))} if keys else {}


def _numbered(settings: Sequence[tuple[str, str]], first: int) -> Iterator[tuple[str, str]]:
    for number, (key, value) in enumerate(settings, first):
        yield f"GIT_CONFIG_KEY_{number}", key
        yield f"GIT_CONFIG_VALUE_{number}", value


def _reason(complaint: bytes) -> str:
    """Return the first line of a complaint that tells why; warnings may stand before it."""
    lines = complaint.decode(errors="replace").strip().splitlines()
    first = next((line for line in lines if line.startswith(("fatal: ", "error: "))), "\n".join(lines[:1]))
    return printable(first.removeprefix("fatal: ").removeprefix("error: ")) or "it gave no reason"


def demand(
    folder: Path | str,
    *arguments: str,
    wanted_by: str,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run git where it must succeed, and return what it printed.

    Args:
        folder: As for `git`.
        arguments: As for `git`.
        wanted_by: As for `git`.
        given: As for `git`.
        environment: As for `git`.

    Raises:
        RequestError: If there is no git, or it fails.
    """
    answer = git(folder, *arguments, wanted_by=wanted_by, given=given, environment=environment)
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
