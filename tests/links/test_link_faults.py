"""Mistakes planted in sites of some hundred files: every one is told, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.links.injector.ask import postkit
from tests.links.injector.generate import generate
from tests.links.injector.history import write_with_history
from tests.links.injector.judge import Answer, Report, judge
from tests.links.injector.plant import EACH, FAULTS, Planted, plant, write

_SITES = [
    *(("jekyll", seed) for seed in (0, 1)),
    *(("hugo", seed) for seed in (0, 1, 2, 3)),
    *(("gfm", seed) for seed in (0, 1, 2)),
]
"""Sites of one engine differ by seed in their settings, too."""


@cache
def _planted(flavor: str, seed: int) -> Planted:
    return plant(*generate(flavor, seed), seed)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Report]:
    found = {}
    for flavor, seed in _SITES:
        root = tmp_path_factory.mktemp(f"{flavor}-{seed}")
        planted = _planted(flavor, seed)
        write_with_history(root, planted, commit=False)
        found[flavor, seed] = judge(planted, postkit(root, flavor, planted.texts))
    return found


@pytest.mark.parametrize(("flavor", "seed"), _SITES[::3])
def test_nothing_is_found_in_a_clean_site(flavor: str, seed: int, tmp_path: Path) -> None:
    tree = _planted(flavor, seed).tree
    write(tmp_path, tree)
    assert postkit(tmp_path, flavor, tree.texts) == []


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize(("flavor", "seed"), _SITES)
def test_every_fault_is_caught(
    reports: dict[tuple[str, int], Report], flavor: str, seed: int, kind: str
) -> None:
    verdicts = [one for one in reports[flavor, seed].verdicts if one.fault.what.kind == kind]
    assert len(verdicts) == EACH
    wrong = [
        (one.fault.path, one.fault.what.change.new, one.said)
        for one in verdicts
        if one.answer is not Answer.CAUGHT
    ]
    assert wrong == []


@pytest.mark.parametrize(("flavor", "seed"), _SITES)
def test_no_trap_and_nothing_else_is_reported(
    reports: dict[tuple[str, int], Report], flavor: str, seed: int
) -> None:
    report = reports[flavor, seed]
    assert [(trap.what.kind, trap.what.change.new, said) for trap, said in report.sprung] == []
    assert report.stray == []


@pytest.mark.parametrize(("flavor", "seed"), _SITES)
def test_what_is_mended_is_mended_to_the_byte(
    reports: dict[tuple[str, int], Report], flavor: str, seed: int
) -> None:
    verdicts = reports[flavor, seed].verdicts
    left = [(one.fault.what.change.new, one.said) for one in verdicts if one.fixed is False]
    assert left == []
    wrong = [
        (one.fault.what.change.new, one.said)
        for one in verdicts
        if not one.fixed and any(said.safety == "safe" for said in one.said)
    ]
    assert wrong == []
