"""`postkit schema`: makes a schema of posts, lists and shows those that are shipped."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postkit.cli.command import declare
from postkit.cli.options import PATHS, SCHEMA_INFER
from postkit.cli.output import findings_stream
from postkit.cli.run import Request, posts
from postkit.core.printable import printable
from postkit.errors import RequestError
from postkit.project import Projects, Recipe

if TYPE_CHECKING:
    from postkit.survey import Odd, Survey

schema = typer.Typer(help="Make a schema of posts; list and show those that are shipped.")


def _infer(**given: Any) -> int:
    from pathlib import Path

    from postkit.survey import Survey, spelled

    flags = {name: given[name] for name in ("flavor", "exclude")}
    projects = Projects(Recipe(given["config"], (), flags))
    request = Request(given["paths"] or (), projects.recipe, force_exclude=given["force_exclude"])
    if Path("-") in request.paths:
        raise RequestError("a schema is made of files; `-` is none")
    paths = list(posts(projects, request))
    folder = paths[0].parent if paths else Path()
    survey = Survey(projects.of_folder(folder).flavor)
    survey.add(paths)
    if not survey.inference.posts:
        raise RequestError("no post with front matter that can be read is here")
    title = given["title"] or f"Front matter of the posts in {projects.of_folder(folder).root.name}"
    text = spelled(survey.inference.schema(title=title, closed=given["closed"]))
    with findings_stream(given["output_file"], stdout_is_taken=False) as stream:
        stream.write(text)
    if not given["quiet"]:
        _talk(survey)
    return 0


def _talk(survey: Survey) -> None:
    """Write the outliers and what was left out to stderr."""
    odd = list(survey.odd())
    if sys.stderr.isatty():
        _table(odd)
    else:
        for one in odd:
            print(printable(f"{one.message}: {_places(one)}"), file=sys.stderr)
    count = survey.inference.posts
    line = f"{count:,} post{'' if count == 1 else 's'}"
    left_out = [
        f"{number:,} {words}"
        for number, words in ((survey.without, "without front matter"), (survey.unreadable, "unreadable"))
        if number
    ]
    if left_out:
        line += f"; left out: {', '.join(left_out)}"
    print(line, file=sys.stderr)


def _places(one: Odd) -> str:
    return ", ".join([*one.places, *([f"and {one.more:,} more"] if one.more else [])])


def _table(odd: Sequence[Odd]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not odd:
        return
    table = Table("odd", "where", box=None, pad_edge=False)
    for one in odd:
        table.add_row(Text(printable(one.message)), Text(printable(_places(one)), overflow="fold"))
    Console(stderr=True, markup=False, highlight=False, emoji=False).print(table)


schema.command("infer")(
    declare(
        _infer,
        "Print a JSON Schema that existing posts satisfy, and name the odd ones.",
        (PATHS, *SCHEMA_INFER),
    )
)


@schema.command("list")
def _list() -> None:
    """List the schemas that are shipped."""
    from postkit.survey import shipped_schemas

    for name, title in shipped_schemas():
        typer.echo(f"{name:<16}  {title}")


@schema.command("show")
def _show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of a shipped schema.", show_default=False)
    ],
) -> None:
    """Print a shipped schema."""
    from postkit.survey import shipped_schema, spelled

    typer.echo(spelled(shipped_schema(name)), nl=False)
