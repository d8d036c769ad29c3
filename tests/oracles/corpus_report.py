"""What a conversion makes of real posts: how many change, how the engines read them, what stays and why.

`python -m tests.oracles.corpus_report FOLDER [--flavor NAME]` takes each folder below FOLDER for a
site and prints a line for each flavor, and one for all: posts; posts changed; of these, read as before by the
flavor's engine; tags that Markdown can say, before and after, and those that it could not say where
they stand (`postkit.html.counting` defines both); and the reasons for what stays.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.flavors import FLAVORS
from postkit.html.tally import count_tags
from postkit.site.post import Post
from tests.oracles.bodies import differences
from tests.oracles.engines import ENGINES

_NAMED = re.compile(r"`[^`]{24,}`")


@dataclass
class Site:
    """What was seen of one site under one flavor."""

    posts: int = 0
    before: int = 0
    after: int = 0
    apart: int = 0
    changed: int = 0
    different: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, source: Source, flavor: str) -> None:
        """Convert one post, as the command does, and count."""
        self.posts += 1
        mended = mend(source, FLAVORS[flavor], Checks((Family.CONVERT,)), unsafe=False)
        if mended.tally is None:
            was = now = count_tags(Post(source, FLAVORS[flavor]))
        else:
            was, now = mended.tally.before, mended.tally.after
            self.reasons.update(_NAMED.sub("`…`", one.reason) for one in mended.tally.kept)
        self.before += was.sayable
        self.after += now.sayable
        self.apart += now.apart
        if mended.source.data != source.data:
            self.changed += 1
            self.pairs.append((source.data.decode(), mended.source.data.decode()))

    def join(self, other: Site) -> None:
        """Add the counts of another site."""
        for name in ("posts", "before", "after", "apart", "changed", "different"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reasons += other.reasons


def _posts(site: Path) -> Iterator[Source]:
    for path in sorted(site.rglob("*")):
        if path.suffix in {".md", ".markdown"} and path.is_file():
            yield Source(path.as_posix(), path.read_bytes())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; the exit status tells whether an engine read a post differently."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--flavor", choices=sorted(ENGINES), action="append")
    options.add_argument("--reasons", type=int, default=10)
    given = options.parse_args(arguments)
    everything = Site()
    for site in sorted(path for path in given.folder.iterdir() if path.is_dir()):
        for flavor in given.flavor or ENGINES:
            seen = Site()
            for source in _posts(site):
                seen.add(source, flavor)
            seen.different = len(differences(flavor, seen.pairs))
            _tell(seen, f"{site.name:<12} {flavor:<7}", given.reasons)
            everything.join(seen)
    _tell(everything, f"{'all':<20}", given.reasons)
    return int(everything.different > 0)


def _tell(seen: Site, name: str, reasons: int) -> None:
    share = seen.after / seen.before if seen.before else 0
    sys.stdout.write(
        f"{name} {seen.posts:>5} posts {seen.changed:>5} changed {seen.changed - seen.different:>5} equal "
        f"{seen.before:>6} tags {seen.after:>6} left {share:>6.1%} {seen.apart:>6} apart\n"
    )
    for reason, count in seen.reasons.most_common(reasons):
        sys.stdout.write(f"    {count:>4} {reason}\n")


if __name__ == "__main__":
    sys.exit(main())
