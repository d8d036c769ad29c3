"""Values of an engine's own keys that do not do what they seem to: dates, switches, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.span import Span
from postkit.flavors.reader import Trap
from postkit.frontmatter import fixes
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.wording import quote
from postkit.frontmatter.written import Warned
from postkit.rules.table import FM011, FM012

_RULES = {"date": FM011, "effect": FM012}


def trapped(front_matter: FrontMatter) -> Iterator[Warned]:
    """Yield a finding for each top-level value that the flavor's reader has a trap for.

    Args:
        front_matter: The front matter.
    """
    reader = front_matter.flavor.reader
    if not reader.traps:
        return
    traps = _by_key(reader.traps)
    for key, value in front_matter.data.items():
        for trap in traps.get(key.lower() if reader.one_case else key, ()):
            if trap.hits(value) and trap.except_in not in _folders(front_matter):
                if warned := _warned(front_matter, key, value, trap):
                    yield warned
                break


@cache
def _by_key(traps: tuple[Trap, ...]) -> dict[str, list[Trap]]:
    """Return the traps that concern each key, in their order."""
    found: dict[str, list[Trap]] = {}
    for trap in traps:
        for key in trap.keys:
            found.setdefault(key, []).append(trap)
    return found


def _folders(front_matter: FrontMatter) -> tuple[str, ...]:
    return PurePosixPath(front_matter.source.path).parts[:-1]


def _warned(front_matter: FrontMatter, key: str, value: Any, trap: Trap) -> Warned | None:
    place = front_matter.locate((key,))
    if place is None:
        return None
    raw = front_matter.source.slice(place.value)
    span = place.value if raw or not place.key else place.key
    message = trap.message.format(value=quote(raw or value))
    fix = _fix(front_matter, span, raw, value, trap)
    finding = Diagnostic(_RULES[trap.about], span, message, trap.hint, fix)
    return Warned(finding, (place.value, span))


def _fix(front_matter: FrontMatter, span: Span, raw: str, value: Any, trap: Trap) -> Fix | None:
    one_line = bool(raw) and not re.search(r"[\r\n]", raw) and raw[0] not in "|>&*!"
    if trap.repair is None or not one_line:
        return None
    if trap.repair == "list":
        return fixes.into_list(front_matter, span, value)
    if trap.repair == "quote":
        text, title = f"'{raw}'", "put it in quotes"
    else:
        text, title = trap.repair, f"write `{trap.repair}`"
    return Fix(title, (Edit(span, text.encode()),), Safety.UNSAFE)
