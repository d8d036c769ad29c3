"""A command: its options declared to typer, and what they say as a task and a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from pathlib import Path
from typing import Any

from postkit.cli.options import COMMON, PATHS, Option
from postkit.cli.run import Request, execute
from postkit.elsewhere import Asking
from postkit.engine import Conversion, Family, Proposer
from postkit.errors import RequestError
from postkit.mirror import Mirror, check_mirror
from postkit.project import Recipe
from postkit.report.conversion import kind
from postkit.runner import Task

_FLAGS = (
    "flavor",
    "select",
    "ignore",
    "fail_on",
    "exclude",
    "output_format",
    "jobs",
    "base_url",
    "to",
    "baseline",
)


def command(
    text: str, families: tuple[Family, ...], own: Sequence[Option], *, mends: bool = False
) -> Callable[..., int]:
    """Return a command as typer takes it.

    Args:
        text: What it does, as its help says.
        families: The checks that it makes.
        own: Its options beside those that all commands have.
        mends: Whether it writes without being told to, as `convert` does.
    """

    def run(**given: Any) -> int:
        return execute(_task(families, given, mends=mends), _request(given))

    return declare(run, text, (PATHS, *own, *COMMON))


def declare(run: Callable[..., int], text: str, options: Sequence[Option]) -> Callable[..., int]:
    """Give a function the options that typer is to read from its signature.

    Args:
        run: A function of keywords.
        text: What it does, as its help says.
        options: Its options.
    """
    run.__doc__ = text
    run.__annotations__ = {option.name: option.type for option in options}
    run.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(option.name, Parameter.KEYWORD_ONLY, default=option.default, annotation=option.type)
            for option in options
        ]
    )
    return run


def _task(families: tuple[Family, ...], given: dict[str, Any], *, mends: bool) -> Task:
    unsafe, diff = bool(given.get("unsafe_fixes")), bool(given.get("diff"))
    mend = mends or diff or bool(given.get("fix"))
    if unsafe and not mend:
        raise RequestError("`--unsafe-fixes` needs `--fix` or `--diff`")
    write = mend and not diff and not given.get("check")
    conversion = Conversion(
        given.get("engine") or Proposer.TREE,
        given.get("prove_with"),
        html_pages=bool(given.get("force_html_pages")),
    )
    report = given.get("report")
    sides = report is not None and kind(report) == "html"
    mirror = _mirror(given, write=write)
    return Task(families, mend, unsafe, write, mirror, conversion, sides, given.get("since"), _asking(given))


def _asking(given: dict[str, Any]) -> Asking:
    if given.get("cache_only"):
        return Asking.CACHE
    return Asking.SITES if given.get("online") else Asking.NOBODY


def _mirror(given: dict[str, Any], *, write: bool) -> Mirror | None:
    folder, paths = given.get("output_dir"), given["paths"] or [Path()]
    if folder is None:
        return None
    if not write:
        raise RequestError("`--output-dir` says where to write, but `--check` and `--diff` write nothing")
    if Path("-") in paths:
        raise RequestError("`--output-dir` cannot be given with `-`: its text goes to standard output")
    mirror = Mirror(folder, tuple(paths))
    check_mirror(mirror)
    return mirror


def _request(given: dict[str, Any]) -> Request:
    diff = bool(given.get("diff"))
    flags = {name: given[name] for name in _FLAGS if name in given}
    if given["baseline"]:  # from the working folder, not from that of the settings' file
        flags["baseline"] = str(Path(given["baseline"]).absolute())
    return Request(
        paths=given["paths"] or (),
        recipe=Recipe(given["config"], given.get("schema") or (), flags, tuple(given["paths"] or ())),
        diff=diff,
        output_file=given["output_file"],
        report=given.get("report"),
        stdin_filename=given["stdin_filename"],
        write_baseline=given["write_baseline"],
        force_exclude=given["force_exclude"],
        changed_since=given["changed_since"],
        statistics=given["statistics"],
        quiet=given["quiet"],
        verbose=given["verbose"],
        exit_zero=given["exit_zero"],
        changes_fail=diff or bool(given.get("check")),
    )
