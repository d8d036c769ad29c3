"""Broken links planted in made-up sites: what postkit finds and mends, and lychee beside it.

    python -m bench.link_faults [FLAVOR]… [--seeds N] [--missed]

Each site has some 260 files and 2,300 links that are right; five faults of each of ten kinds and
five traps of each of fifteen are planted. lychee reads the same tree with all that its options can
say of the site: the root, base path, folder of images, extensions. It has no rule for references
and definitions.

Columns: caught (an expected rule, exactly the place); other (another rule or place); missed; fixed
(the fix gives the exact right text, safe or unsafe as it should be, of those that have one); for lychee
an error for that address.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bench import lychee
from tests.links.injector.ask import postkit
from tests.links.injector.generate import generate
from tests.links.injector.history import write_with_history
from tests.links.injector.judge import Answer, Report, judge
from tests.links.injector.layouts import FLAVORS
from tests.links.injector.model import Fault
from tests.links.injector.plant import EACH, FAULTS, Planted, plant, write
from tests.links.injector.traps import TRAPS


class Result(NamedTuple):
    """What the tools said of one planted site, and of the clean one."""

    planted: Planted
    report: Report
    clean: int
    other: lychee.Score | None
    other_clean: int


def _site(flavor: str, seed: int, binary: Path | None) -> Result:
    site, tree = generate(flavor, seed)
    planted = plant(site, tree, seed)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        clean, broken = Path(one), Path(two)
        write(clean, tree)
        write_with_history(broken, planted, commit=False)
        report = judge(planted, postkit(broken, flavor, planted.texts))
        found = len(postkit(clean, flavor, tree.texts))
        if binary is None:
            return Result(planted, report, found, None, 0)
        other = lychee.judge(planted, lychee.ask(binary, broken, site))
        return Result(planted, report, found, other, len(set(lychee.ask(binary, clean, site))))


def _table(flavor: str, results: list[Result]) -> None:
    total = EACH * len(results)
    print(f"\n{flavor}: {len(results)} seeds, {total} of each kind")
    print(f"{'fault':<32}{'caught':>8}{'other':>7}{'missed':>8}{'fixed':>10}{'lychee':>9}")
    for kind in FAULTS:
        counts = sum((one.report.counts(kind) for one in results), Counter[Answer]())
        row = f"{kind:<32}{counts[Answer.CAUGHT]:>8}{counts[Answer.OTHER]:>7}{counts[Answer.MISSED]:>8}"
        print(f"{row}{_fixed(kind, results):>10}{_sum(results, 'caught', kind):>9}")
    print(f"{'trap reported':<32}{'postkit':>8}{'lychee':>34}")
    for kind in TRAPS:
        reported = sum(one.report.traps(kind) for one in results)
        print(f"{kind:<32}{reported:>8}{_sum(results, 'sprung', kind):>34}")
    strays = [one.other.stray if one.other else 0 for one in results]
    print(f"{'right links reported':<32}{sum(len(one.report.stray) for one in results):>8}{sum(strays):>34}")
    clean = sum(one.clean for one in results), sum(one.other_clean for one in results)
    print(f"{'in the clean site':<32}{clean[0]:>8}{clean[1]:>34}")


def _fixed(kind: str, results: list[Result]) -> str:
    verdicts = [one for result in results for one in result.report.verdicts if one.fault.what.kind == kind]
    marks = [one.fixed for one in verdicts if one.fixed is not None]
    return f"{sum(marks)}/{len(marks)}" if marks else "-"


def _sum(results: list[Result], field: str, kind: str) -> str:
    scores = [getattr(one.other, field)[kind] for one in results if one.other]
    return str(sum(scores)) if scores else "-"


def _list_missed(result: Result) -> None:
    for one in result.report.verdicts:
        fault = one.fault.what
        if one.answer is not Answer.CAUGHT and isinstance(fault, Fault):
            text = result.planted.texts[one.fault.path]
            told = [f"{said.code} at {text[said.start : said.end]!r}: {said.message}" for said in one.said]
            new, right = fault.change.new.strip(), fault.right
            print(f"  {one.answer} {fault.kind}: {one.fault.path}: {new} (right: {right}) {told}")
    for trap, said in result.report.sprung:
        print(f"  trap {trap.what.kind}: {trap.path}: {trap.what.change.new!r}: {said.code} {said.message}")
    for said in result.report.stray:
        print(f"  right: {said.path}: {said.code} {said.message}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("flavors", nargs="*", default=["jekyll", "hugo", "gfm"], metavar="FLAVOR")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--missed", action="store_true", help="list what postkit does not tell as it should")
    options = parser.parse_args()
    if unknown := set(options.flavors) - set(FLAVORS):
        parser.error(f"no layout for {', '.join(sorted(unknown))}: there are {', '.join(FLAVORS)}")
    binary = lychee.find()
    if binary is None:
        print("lychee cannot be installed: there is no network")
    for flavor in options.flavors:
        results = [_site(flavor, seed, binary) for seed in range(options.seeds)]
        _table(flavor, results)
        for result in results if options.missed else ():
            _list_missed(result)


if __name__ == "__main__":
    main()
