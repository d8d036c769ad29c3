"""`postkit config`: shows the settings that hold, or writes the first ones of a site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postkit.cli.command import declare
from postkit.cli.init import OPTIONS, init
from postkit.cli.options import BASE_URL, COMMON, SCHEMA, TO, Option
from postkit.core.printable import printable
from postkit.project import Projects, Recipe

if TYPE_CHECKING:
    from postkit.config.effective import Effective
    from postkit.explain import Explanation, Held

config = typer.Typer(help="Show the settings that hold, or write the first ones of a site.")

_FLAGS = ("flavor", "select", "ignore", "fail_on", "exclude", "jobs", "base_url", "to", "baseline")


class Form(StrEnum):
    """How settings are shown."""

    TOML = "toml"
    JSON = "json"


_PATH = Option(
    "path",
    Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]", help="A post or a folder; the working folder without it.", show_default=False
        ),
    ],
    None,
)
_FORM = Option(
    "output_format",
    Annotated[
        Form, typer.Option("--output-format", help="As a settings' file with comments, or for programs.")
    ],
    Form.TOML,
)


def _show(**given: Any) -> int:
    from postkit.explain import explain

    path = given["path"] or Path()
    flags = {name: given[name] for name in _FLAGS}
    if given["baseline"]:  # from the working folder, not from that of the settings' file
        flags["baseline"] = str(Path(given["baseline"]).absolute())
    projects = Projects(Recipe(given["config"], given["schema"] or (), flags, (path,)))
    found = explain(projects, path)
    text = _json(found) if given["output_format"] is Form.JSON else "\n".join(_toml(found))
    typer.echo(text)
    return 0


def _toml(found: Explanation) -> Iterator[str]:
    """Yield the lines of a settings' file that says the same, below what else holds."""
    from postkit.config.spelled import toml

    yield from (f"# {printable(line)}" for line in _lines(found))
    yield ""
    yield from toml(found.settings)


def _lines(found: Explanation) -> Iterator[str]:
    """Yield in words what holds beside the settings."""
    project = found.project
    settings = project.settings
    without = f"none; globs start from {settings.base}"
    yield f"for: {found.path}"
    yield f"settings' file: {settings.path.absolute() if settings.path else without}"
    yield f"site's root: {project.root.absolute()}"
    yield f"flavor: {project.flavor.name} ({project.why})"
    for title, held in (
        ("schema", found.schemas),
        ("not reported", found.ignored),
        ("excluded by", found.excluded),
    ):
        yield from (f"{title}: {one.what} ({one.why})" for one in held)


def _json(found: Explanation) -> str:
    project = found.project
    file = project.settings.path
    document = {
        "path": str(found.path),
        "settings_file": str(file.absolute()) if file else None,
        "base": str(project.settings.base),
        "root": str(project.root.absolute()),
        "flavor": {"name": project.flavor.name, "why": project.why},
        "schemas": _pairs(found.schemas),
        "ignored": _pairs(found.ignored),
        "excluded": _pairs(found.excluded),
        "settings": {one.setting.full_name: _entry(one) for one in found.settings},
    }
    return json.dumps(document, indent=2)


def _pairs(held: Sequence[Held]) -> list[dict[str, str]]:
    return [one._asdict() for one in held]


def _entry(one: Effective) -> dict[str, Any]:
    origin = one.origin
    place = {"file": str(origin.file.absolute()), "line": origin.line} if origin.file else {}
    flag = {"flag": origin.flag} if origin.flag else {}
    return {"value": one.value, "source": origin.kind, **flag, **place}


config.command("show")(
    declare(
        _show,
        "Print every setting that holds for a post or a folder, and where it was set.",
        (
            _PATH,
            *(one for one in COMMON if one.name in {"config", *_FLAGS}),
            SCHEMA,
            BASE_URL,
            TO,
            _FORM,
        ),
    )
)

config.command("init")(
    declare(init, "Write settings, a schema and, if asked, a hook and a workflow for a site.", OPTIONS)
)
