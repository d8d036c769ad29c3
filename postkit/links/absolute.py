"""Absolute URLs that could be written otherwise: rules that are off until they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import quoted
from postkit.links.destinations.kinds import Destination
from postkit.links.lookup.resolve import Form, Reference
from postkit.rules.table import LNK012, LNK013


def style_of(destination: Destination, reference: Reference) -> Iterator[Diagnostic]:
    """Yield what a site may want otherwise in a destination that works as it is.

    Args:
        destination: The destination.
        reference: The same, taken apart.
    """
    if reference.absolute:
        rest = f"#{reference.fragment}" if reference.fragment else ""
        message = f"{quoted(destination.value)} is a page of this very site"
        yield Diagnostic(LNK012, destination.span, message, f"write {quoted(reference.path + rest)}")
    elif reference.form is Form.EXTERNAL and destination.value.lower().startswith("http:"):
        message = f"{quoted(destination.value)} can be read and changed on its way"
        yield Diagnostic(LNK013, destination.span, message, "write `https:` if the host has it")
