"""The injector of link faults knows what it planted, and its judge tells the answers apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from subprocess import run

import pytest

from tests.links.injector.generate import generate
from tests.links.injector.history import write_with_history
from tests.links.injector.judge import Answer, Said, judge, repaired
from tests.links.injector.layouts import FLAVORS
from tests.links.injector.model import Fault, Trap
from tests.links.injector.plant import EACH, FAULTS, Placed, Planted, plant
from tests.links.injector.traps import TRAPS

_SITES = [(flavor, seed) for flavor in FLAVORS for seed in (0, 1)]


@cache
def _planted(flavor: str, seed: int) -> Planted:
    return plant(*generate(flavor, seed), seed)


def _fault(placed: Placed) -> Fault:
    assert isinstance(placed.what, Fault)
    return placed.what


def _perfect(placed: Placed) -> Said:
    """Say of a fault what a perfect tool would."""
    fault = _fault(placed)
    start, end = fault.places[0]
    edits = () if fault.fix == "none" else ((placed.start, placed.end, fault.mended or fault.right),)
    safety = fault.fix.replace("none", "")
    code = min(fault.codes)
    return Said(placed.path, placed.start + start, placed.start + end, code, "error", "", safety, edits)


@pytest.mark.parametrize(("flavor", "seed"), _SITES)
def test_there_are_five_of_each_kind_where_they_are_said_to_be(flavor: str, seed: int) -> None:
    planted = _planted(flavor, seed)
    kinds = [placed.what.kind for placed in (*planted.faults, *planted.traps)]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys((*FAULTS, *TRAPS), EACH)
    for placed in (*planted.faults, *planted.traps):
        assert planted.texts[placed.path][placed.start : placed.end] == placed.what.change.new
    for placed in planted.faults:
        assert _fault(placed).change.new != _fault(placed).right
        assert repaired(planted, placed) != planted.texts[placed.path]


@pytest.mark.parametrize(("flavor", "seed"), _SITES)
def test_putting_all_right_gives_the_clean_site(flavor: str, seed: int) -> None:
    planted = _planted(flavor, seed)
    texts = dict(planted.texts)
    for placed in sorted((*planted.faults, *planted.traps), key=lambda one: -one.start):
        right = "" if isinstance(placed.what, Trap) else placed.what.right
        texts[placed.path] = texts[placed.path][: placed.start] + right + texts[placed.path][placed.end :]
    assert texts == planted.tree.texts


def test_one_seed_gives_one_site_and_another_seed_another() -> None:
    assert plant(*generate("hugo", 3), 3).texts == plant(*generate("hugo", 3), 3).texts
    assert generate("hugo", 3)[1].texts != generate("hugo", 4)[1].texts


def test_a_perfect_tool_catches_and_mends_all() -> None:
    planted = _planted("jekyll", 0)
    report = judge(planted, [_perfect(placed) for placed in planted.faults])
    assert {one.answer for one in report.verdicts} == {Answer.CAUGHT}
    assert {one.fixed for one in report.verdicts} == {True, None}
    assert (report.sprung, report.stray) == ([], [])


def test_a_silent_tool_misses_all() -> None:
    report = judge(_planted("jekyll", 0), [])
    assert {one.answer for one in report.verdicts} == {Answer.MISSED}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda said: said._replace(code="LNK099"),
        lambda said: said._replace(start=said.start + 1),
        lambda said: said._replace(end=said.end - 1, start=said.start + 1),
    ],
)
def test_another_rule_or_place_is_no_catch(wrong: object) -> None:
    assert callable(wrong)
    planted = _planted("jekyll", 0)
    placed = next(one for one in planted.faults if one.what.kind == "typo")
    report = judge(planted, [wrong(_perfect(placed))])
    assert report.counts("typo") == {Answer.OTHER: 1, Answer.MISSED: EACH - 1}


def test_a_fix_counts_if_its_bytes_and_its_safety_are_right() -> None:
    planted = _planted("jekyll", 0)
    placed = next(one for one in planted.faults if one.what.kind == "typo")
    good = _perfect(placed)
    for bad in (
        good._replace(safety="safe"),
        good._replace(edits=((placed.start, placed.end, "x"),)),
        good._replace(edits=()),
    ):
        verdicts = [one for one in judge(planted, [bad]).verdicts if one.answer is Answer.CAUGHT]
        assert [one.fixed for one in verdicts] == [False]


def test_findings_on_traps_and_on_right_links_are_told() -> None:
    planted = _planted("jekyll", 0)
    trap = planted.traps[0]
    on_trap = Said(trap.path, trap.start + 2, trap.start + 4, "LNK001", "error", "")
    elsewhere = Said(trap.path, 0, 3, "LNK001", "warning", "")
    report = judge(planted, [on_trap, elsewhere, on_trap._replace(severity="info")])
    assert report.sprung == [(trap, on_trap)]
    assert report.traps(trap.what.kind) == 1
    assert report.stray == [elsewhere]


@pytest.mark.parametrize("commit", [True, False])
def test_git_remembers_the_moves_that_faults_tell_of(tmp_path: Path, commit: bool) -> None:
    planted = _planted("jekyll", 0)
    write_with_history(tmp_path, planted, commit=commit)
    for path, text in planted.texts.items():
        assert (tmp_path / path).read_bytes() == text.encode()
    faults = [_fault(placed) for placed in planted.faults]
    told = {fault.moved for fault in faults if fault.evidence == "git"}
    since = "HEAD~1" if commit else "HEAD"
    command = ("git", "-c", "core.quotePath=false", "diff", "--name-status", "-M", since)
    lines = run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode().splitlines()
    assert {tuple(line.split("\t")[1:]) for line in lines} == told
    assert all(line.startswith("R100") for line in lines)
