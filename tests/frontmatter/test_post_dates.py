"""`post-date` accepts what the engines read rightly, by rows that the engines produced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postkit.flavors import FLAVORS

ROWS = json.loads((Path(__file__).parents[1] / "facts" / "frontmatter.vectors.json").read_bytes())
LENIENT = "Jekyll's Time.parse guesses here, or drops what it does not know"
ROLLS = "Jekyll makes another day of it without a word"
SECONDS = "Hugo reads seconds since 1970 from a number, which is no text"
NO_DATE = "no date at all, which the schema allows as null"
REFUSED = {
    "jekyll": {
        **dict.fromkeys(("02/09/2022", "09-02-2022", "20220209", "22-02-09", "2022-02-09T"), LENIENT),
        **dict.fromkeys(("2022-02-09 17.49", "2022-040", "[2022-02-09]"), LENIENT),
        **dict.fromkeys(("2022-02-09, 17:49", "2022-02-09 - 17:49"), LENIENT),
        **dict.fromkeys(("2022-02-30", "'2022-02-30'", "2022-02-09 24:00:00"), ROLLS),
    },
    "hugo": {
        **dict.fromkeys(("20220209", "2022", "1644428985", "1644428985000", "0"), SECONDS),
        **dict.fromkeys(("", "null"), NO_DATE),
    },
}


@pytest.mark.parametrize("flavor", ["jekyll", "hugo"])
@pytest.mark.parametrize("row", [row for row in ROWS if row["group"] == "date"], ids=lambda row: row["text"])
def test_dates_are_judged_as_the_engine_judges_them(flavor: str, row: dict[str, dict[str, str]]) -> None:
    text = str(row["text"])
    accepted = "error" not in row[flavor] and text not in REFUSED[flavor]
    quoted = text[:1] in {"'", '"'}
    written = text.removesuffix(" # c").strip("'\"")
    assert FLAVORS[flavor].reader.dates.accepts(written, quoted=quoted) is accepted
