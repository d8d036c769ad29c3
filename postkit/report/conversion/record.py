"""What a report says of one post and of the run, as data; `schemas/convert-report.schema.json` holds it."""

from __future__ import annotations

from typing import TypedDict

from postkit.html.conversion import STAYS
from postkit.html.tally import KEPT, Tags, Tally
from postkit.report.account import Account
from postkit.report.conversion.base import Result


class TagsRecord(TypedDict):
    """Start tags that Markdown has words for: could say where they stand, or could not."""

    sayable: int
    apart: int


class KeptRecord(TypedDict):
    """HTML that stays; line and column from 1 in the post as it is now, the column in code points."""

    line: int
    column: int
    code: str
    reason: str


class PostRecord(TypedDict):
    """What became of a post."""

    path: str
    old_path: str | None
    changed: bool
    tags_before: TagsRecord
    tags_after: TagsRecord
    converted: int
    kept: list[KeptRecord]
    dropped: dict[str, int]


class TotalsRecord(TypedDict):
    """What became of all posts."""

    posts: int
    changed: int
    tags_before: TagsRecord
    tags_after: TagsRecord
    converted: int
    kept: int
    reasons: dict[str, int]
    dropped: dict[str, int]


class Totals:
    """The sum of a run, as posts are added."""

    def __init__(self) -> None:
        self._posts = self._changed = 0
        self._before = self._after = Tags()
        self._account = Account()

    def add(self, result: Result) -> None:
        """Count one post."""
        self._posts += 1
        self._changed += result.before is not None
        if result.tally:
            self._before = _sum(self._before, result.tally.before)
            self._after = _sum(self._after, result.tally.after)
            self._account.add(result.tally)

    def record(self) -> TotalsRecord:
        """Return the sum; reasons and names in the order of how often they are."""
        account = self._account
        return {
            "posts": self._posts,
            "changed": self._changed,
            "tags_before": _tags(self._before),
            "tags_after": _tags(self._after),
            "converted": account.converted,
            "kept": account.reasons.total(),
            "reasons": dict(account.reasons.most_common()),
            "dropped": dict(account.dropped.most_common()),
        }


def post_record(result: Result, tally: Tally) -> PostRecord:
    """Return the record of a post.

    Args:
        result: What became of it.
        tally: The account of its conversion.
    """
    return {
        "path": _name(result.source.path),
        "old_path": _name(result.old_path) if result.old_path else None,
        "changed": result.before is not None,
        "tags_before": _tags(tally.before),
        "tags_after": _tags(tally.after),
        "converted": tally.converted,
        "kept": _kept(result),
        "dropped": dict(sorted(tally.dropped.items())),
    }


def _kept(result: Result) -> list[KeptRecord]:
    records: list[KeptRecord] = []
    for finding in sorted(result.diagnostics, key=lambda one: (one.span, one.code)):
        if finding.rule in KEPT:
            line, column = result.source.position(finding.span.start)
            reason = finding.message.removeprefix(STAYS)
            records.append({"line": line, "column": column, "code": finding.code, "reason": reason})
    return records


def _name(path: str) -> str:
    r"""Return a path for JSON, which holds no lone surrogates: such a byte is written as `\xff`."""
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _sum(one: Tags, other: Tags) -> Tags:
    return Tags(one.sayable + other.sayable, one.apart + other.apart)


def _tags(tags: Tags) -> TagsRecord:
    return {"sayable": tags.sayable, "apart": tags.apart}
