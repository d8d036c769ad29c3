"""The report as JSON; `schemas/convert-report.schema.json` holds it."""

from __future__ import annotations

import json

from postkit.report.conversion.base import Report, Result
from postkit.report.conversion.record import Totals, post_record


class Data(Report):
    """One object of pure ASCII: the posts, a line each, and the totals."""

    def __init__(self) -> None:
        self._totals = Totals()
        self._before = ""

    def begin(self) -> str:
        """Return what opens the object and its list of posts."""
        return '{\n"posts": ['

    def post(self, result: Result) -> str:
        """Return the next item of the list; nothing for a post that had no HTML."""
        self._totals.add(result)
        tally = result.tally
        if tally is None or (result.before is None and not tally.kept):
            return ""
        text = f"{self._before}\n{json.dumps(post_record(result, tally))}"
        self._before = ","
        return text

    def end(self) -> str:
        """Return what closes the list, and the totals."""
        return f'\n],\n"totals": {json.dumps(self._totals.record(), indent=2)}\n}}\n'
