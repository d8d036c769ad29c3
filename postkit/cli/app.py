"""The application: its commands and `--version`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from postkit import __version__
from postkit.cli.check import check
from postkit.cli.convert import convert
from postkit.cli.links import links
from postkit.cli.rule import rule
from postkit.cli.schema import schema
from postkit.cli.validate import validate

_COMMANDS: dict[str, Callable[..., Any]] = {
    "check": check,
    "validate": validate,
    "convert": convert,
    "links": links,
    "rule": rule,
}
_HELP = "Keeps a site's posts in order: validates front matter, converts HTML to Markdown, mends links."


def application(arguments: Sequence[str]) -> typer.Typer:
    """Return the application for some arguments.

    Args:
        arguments: Where the first of them names a command, only that one is declared: to declare
            all takes typer 10 ms.
    """
    app = typer.Typer(
        help=_HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(_main)
    wanted = arguments[0] if arguments and arguments[0] in _COMMANDS else None
    for name, command in _COMMANDS.items():
        if wanted in {None, name}:
            app.command(name)(command)
    if wanted is None:
        from postkit.cli.config import config  # no other command needs it

        app.add_typer(schema, name="schema")
        app.add_typer(config, name="config")
    return app


def _version(value: bool) -> None:  # noqa: FBT001 (typer's callback)
    if value:
        typer.echo(f"postkit {__version__}")
        raise typer.Exit


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
