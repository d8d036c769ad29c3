"""The application: its commands and `--version`."""

from __future__ import annotations

from typing import Annotated

import typer

from postkit import __version__
from postkit.cli.check import check
from postkit.cli.convert import convert
from postkit.cli.links import links
from postkit.cli.rule import rule
from postkit.cli.schema import schema
from postkit.cli.validate import validate

app = typer.Typer(
    help="Keeps a site's posts in order: validates front matter, converts HTML to Markdown, mends links.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

app.command("check")(check)
app.command("validate")(validate)
app.command("convert")(convert)
app.command("links")(links)
app.add_typer(schema, name="schema")
app.command("rule")(rule)


def _version(value: bool) -> None:  # noqa: FBT001 (typer's callback)
    if value:
        typer.echo(f"postkit {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _main(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 (its callback acts)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
