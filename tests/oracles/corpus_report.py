"""What a conversion makes of real posts: how many change, how the engines read them, what stays and why.

`python -m tests.oracles.corpus_report FOLDER [--flavor NAME]` takes each folder below FOLDER for a
site and prints a line for each flavor: posts; posts changed; of these, read as before by the
flavor's engine; tags that Markdown has words for, before and after; and the reasons for what stays.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import turbohtml
from turbohtml import TokenType

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.convert import check
from postkit.html.policy import SAYABLE
from postkit.site.post import Post
from tests.oracles.bodies import differences
from tests.oracles.engines import ENGINES

_NAMED = re.compile(r"`[^`]{24,}`")


@dataclass
class Tally:
    """What was seen of one site under one flavor."""

    posts: int = 0
    before: int = 0
    after: int = 0
    pairs: list[tuple[str, str]] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, source: Source, flavor: str) -> None:
        """Convert one post and count."""
        self.posts += 1
        post = Post(source, FLAVORS[flavor])
        tags = count_tags(post)
        if not tags:
            return
        findings = list(check(post))
        edits = [edit for one in findings if one.fix for edit in one.fix.edits]
        new = apply_edits(source.data, edits)
        self.before += tags
        self.after += count_tags(Post(Source(source.path, new), FLAVORS[flavor]))
        self.reasons.update(_NAMED.sub("`…`", one.message) for one in findings if one.fix is None)
        if new != source.data:
            self.pairs.append((source.data.decode(), new.decode()))


def count_tags(post: Post) -> int:
    """Return how many start tags stand in a post's HTML that Markdown has words for."""
    if not post.readable:
        return 0
    return sum(
        token.type is TokenType.START_TAG and token.tag in SAYABLE
        for piece in post.document.html
        for token in turbohtml.tokenize(post.masked_slice(piece.span))
    )


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
    wrong = 0
    for site in sorted(path for path in given.folder.iterdir() if path.is_dir()):
        for flavor in given.flavor or ENGINES:
            tally = Tally()
            for source in _posts(site):
                tally.add(source, flavor)
            different = len(differences(flavor, tally.pairs))
            wrong += different
            share = tally.after / tally.before if tally.before else 0
            sys.stdout.write(
                f"{site.name:<12} {flavor:<7} {tally.posts:>4} posts {len(tally.pairs):>4} changed "
                f"{len(tally.pairs) - different:>4} equal {tally.before:>5} tags {tally.after:>5} left "
                f"{share:>4.0%}\n"
            )
            for reason, count in tally.reasons.most_common(given.reasons):
                sys.stdout.write(f"    {count:>4} {reason}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
