"""Compares what a tool says of a planted tree with what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tests.links.injector.model import Fault, Trap
from tests.links.injector.plant import Placed, Planted


class Said(NamedTuple):
    """A finding of postkit; places are code points of the planted text.

    Attributes:
        path: The page.
        start: Where it begins.
        end: Where it ends.
        code: The rule.
        severity: `error`, `warning` or `info`.
        message: What it says.
        safety: `safe` or `unsafe`; empty without a fix.
        edits: What the fix changes: start, end, new text.
    """

    path: str
    start: int
    end: int
    code: str
    severity: str
    message: str
    safety: str = ""
    edits: tuple[tuple[int, int, str], ...] = ()


class Answer(StrEnum):
    """What became of a fault."""

    CAUGHT = "caught"
    OTHER = "other"
    MISSED = "missed"


class Verdict(NamedTuple):
    """What was said of one fault.

    Attributes:
        fault: The fault.
        answer: Caught: an expected rule on exactly its place; other: another rule or place.
        said: All findings that touch it.
        fixed: Whether a fix of the expected safety gives the exact right text; None where none
            is expected.
    """

    fault: Placed
    answer: Answer
    said: tuple[Said, ...]
    fixed: bool | None


class Report(NamedTuple):
    """A tool's answers to one planted tree.

    Attributes:
        verdicts: One for each fault.
        sprung: The traps that were reported, each with a finding.
        stray: Findings on what is neither fault nor trap.
    """

    verdicts: list[Verdict]
    sprung: list[tuple[Placed, Said]]
    stray: list[Said]

    def counts(self, kind: str) -> Counter[Answer]:
        """Return how many faults of a kind were caught, told otherwise and missed."""
        return Counter(one.answer for one in self.verdicts if one.fault.what.kind == kind)

    def traps(self, kind: str) -> int:
        """Return how many traps of a kind were reported."""
        return len({id(trap) for trap, _ in self.sprung if trap.what.kind == kind})


def judge(planted: Planted, said: Sequence[Said]) -> Report:
    """Compare findings with what was planted.

    Args:
        planted: The tree with its faults and traps.
        said: All findings of postkit on it.
    """
    loud = [one for one in said if one.severity != "info"]
    verdicts = [_verdict(planted, fault, loud) for fault in planted.faults]
    known = {one for verdict in verdicts for one in verdict.said}
    sprung = [
        (trap, one) for one in loud if one not in known for trap in planted.traps if _touches(trap, one)
    ]
    known |= {one for _, one in sprung}
    return Report(verdicts, sprung, [one for one in loud if one not in known])


def _verdict(planted: Planted, placed: Placed, said: Sequence[Said]) -> Verdict:
    fault = placed.what
    assert isinstance(fault, Fault)
    places = [(placed.start + start, placed.start + end) for start, end in fault.places]
    touching = tuple(
        one
        for one in said
        if one.path == placed.path and any(one.start < end and one.end > start for start, end in places)
    )
    right = [one for one in touching if one.code in fault.codes and (one.start, one.end) in places]
    answer = Answer.CAUGHT if right else Answer.OTHER if touching else Answer.MISSED
    fixed = None if fault.fix == "none" else any(_is_fixed(planted, placed, one) for one in right)
    return Verdict(placed, answer, touching, fixed)


def repaired(planted: Planted, placed: Placed) -> str:
    """Return the text of a page in which one fault is mended and all others stay."""
    fault = placed.what
    assert isinstance(fault, Fault)
    text = planted.texts[placed.path]
    return text[: placed.start] + (fault.mended or fault.right) + text[placed.end :]


def _is_fixed(planted: Planted, placed: Placed, said: Said) -> bool:
    fault = placed.what
    assert isinstance(fault, Fault)
    text = planted.texts[placed.path]
    for start, end, new in sorted(said.edits, reverse=True):
        text = text[:start] + new + text[end:]
    return said.safety == fault.fix and text == repaired(planted, placed)


def _touches(placed: Placed, said: Said) -> bool:
    trap = placed.what
    assert isinstance(trap, Trap)
    return said.path == placed.path and said.start < placed.end and said.end > placed.start
