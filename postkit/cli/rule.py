"""`postkit rule`: explains rules."""

from __future__ import annotations

from typing import Annotated

import typer

from postkit.errors import RequestError
from postkit.rules import RULES, page


def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="The code of a rule.", show_default=False)
    ] = None,
) -> None:
    """Explain a rule, or list all of them."""
    if code is None:
        for one in RULES.values():
            severity = one.severity if one.on else "off"
            typer.echo(f"{one.code}  {severity:<7}  {one.name:<28}  {one.summary}")
        return
    if code.upper() not in RULES:
        raise RequestError(f"no rule `{code}`; `postkit rule` lists them")
    typer.echo(page(code.upper()).rstrip("\n"))
