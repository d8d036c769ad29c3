"""Asks git which files are not as they were at a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

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


class Changes:
    """The files that differ from a revision: committed since, staged or not, or new and not ignored.

    Args:
        revision: A name of a commit, as git takes it.
        folders: Folders that exist; every repository that one of them is in is asked.

    Raises:
        RequestError: If there is no git, no repository or no such revision.
    """

    def __init__(self, revision: str, folders: Iterable[Path]) -> None:
        if revision.startswith("-"):
            raise RequestError(f"{quoted(revision)} is no revision")
        tops = {_top(folder) for folder in dict.fromkeys(folders)}
        self._paths = {path for top in tops for path in _changed(top, revision)}
        # A repository inside of another is named like a folder; what is in it is not told.
        self._folders = frozenset(path.rstrip("/") for path in self._paths if os.path.isdir(path))  # noqa: PTH112
        self._real: dict[str, str] = {}

    def hold(self, path: Path) -> bool:
        """Tell whether a file is among them, itself or what it is a symlink to.

        Args:
            path: The file, relative to the working folder or absolute.
        """
        folder, name = os.path.split(path)
        real = self._real.get(folder)
        if real is None:
            real = self._real[folder] = os.path.realpath(folder)
        whole = os.path.join(real, name)  # noqa: PTH118 (asked of every post; a `Path` costs ten times as much)
        if whole in self._paths or (self._folders and self._inside(whole)):
            return True
        return os.path.islink(whole) and os.path.realpath(whole) in self._paths  # noqa: PTH114

    def _inside(self, path: str) -> bool:
        return any(path.startswith(f"{folder}/") for folder in self._folders)


def _top(folder: Path) -> str:
    """Return the top folder of the repository that a folder is in."""
    status, out, reason = _git(folder, "rev-parse", "--show-toplevel")
    if status:
        raise RequestError(f"`--changed-since` needs a git repository at {quoted(str(folder))}: {reason}")
    return os.fsdecode(out.removesuffix(b"\n"))


def _changed(top: str, revision: str) -> list[str]:
    """Return the absolute paths of files, and of repositories, below a top folder that differ."""
    status, out, _ = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if status:
        raise RequestError(f"there is no revision {quoted(revision)} in the git repository {quoted(top)}")
    commit = out.decode().strip()
    names = (
        _names(
            *(top, "diff", "--name-only", "-z", "--no-renames"),
            *("--no-ext-diff", "--no-textconv", "--ignore-submodules=none", commit, "--"),
        ),
        _names(top, "ls-files", "--others", "--exclude-standard", "-z"),
    )
    return [os.path.join(top, os.fsdecode(name)) for group in names for name in group]  # noqa: PTH118


def _names(top: str, *arguments: str) -> Sequence[bytes]:
    """Return the names that a command of git prints, each ended by a NUL."""
    status, out, reason = _git(top, *arguments)
    if status:
        raise RequestError(f"`git {arguments[0]}` failed in {quoted(top)}: {reason}")
    return out.split(b"\0")[:-1]


def _git(folder: Path | str, *arguments: str) -> tuple[int, bytes, str]:
    """Run git and return its exit status, what it printed, and the first line that it complained with."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # It must not write to the index, ask for a password, fetch what is missing or speak another language.
    environment |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 (no shell; nothing that begins with a dash comes from outside)
            ["git", "-C", str(folder), *_PLAIN, *arguments],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        raise RequestError("`--changed-since` needs git, which is not installed") from None
    except OSError as error:
        raise RequestError(f"git cannot be run: {error.strerror}") from None
    first = done.stderr.decode(errors="replace").strip().partition("\n")[0]
    return done.returncode, done.stdout, printable(first.removeprefix("fatal: ")) or "it gave no reason"
