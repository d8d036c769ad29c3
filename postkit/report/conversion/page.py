"""The report as one HTML page, which asks for nothing else: data, style and program are in it."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from postkit.core.printable import printable
from postkit.report.account import in_general
from postkit.report.conversion.base import Report, Result
from postkit.report.conversion.record import Totals, post_record
from postkit.report.diff import diff
from postkit.resources import report_page

_POSTS = "<!-- posts -->\n"
_TOTALS = "<!-- totals -->\n"


class Page(Report):
    """A page with two pieces of data a post: what its entry in the list needs, and its two sides."""

    def __init__(self) -> None:
        self._totals = Totals()
        folder = report_page()
        page, style, *programs = (
            folder.joinpath(name).read_text(encoding="utf-8")
            for name in ("page.html", "page.css", "frame.js", "page.js")
        )
        program = "\n".join(programs)
        # The only program that a browser may run here, whatever else comes into the page.
        digest = base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()
        for name, text in (("digest", f"sha256-{digest}"), ("style", style), ("program", program)):
            page = page.replace(f"/* {name} */", text)
        self._head, _, rest = page.partition(_POSTS)
        self._middle, _, self._foot = rest.partition(_TOTALS)

    def begin(self) -> str:
        """Return the page up to the posts."""
        return self._head

    def post(self, result: Result) -> str:
        """Return the data of one post; nothing for one that had no HTML."""
        self._totals.add(result)
        tally, sides = result.tally, result.sides
        if tally is None or sides is None:
            return ""
        record = post_record(result, tally)
        kept = [{**one, "group": in_general(one["reason"])} for one in record["kept"]]
        names = {name: printable(record[name] or "") for name in ("path", "old_path")}
        entry = {**record, **names, "kept": kept, "title": printable(sides.title), "same": sides.same_text}
        shown = {"before": sides.before, "after": sides.after, "diff": _diff(result)}
        return _data("entry", entry) + _data("sides", shown)

    def end(self) -> str:
        """Return the totals and the rest of the page."""
        return self._middle + _data("totals", self._totals.record()) + self._foot


def _diff(result: Result) -> str:
    if result.before is None:
        return ""
    path = result.source.path
    lines = diff(path, result.before, result.source.data, old_path=result.old_path or path)
    return lines.decode(errors="replace")


def _data(kind: str, value: Any) -> str:
    """Return data as an element that nothing in the data can end.

    Within a script only `<` matters: `</script` ends it, and `<!--` with `<script` makes it go on
    (HTML standard §4.12.1.3).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return f'<script type="application/json" data-{kind}>{text}</script>\n'
