"""`post-date` accepts what the engines read rightly, by rows that the engines produced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postkit.flavors import FLAVORS

ROWS = json.loads((Path(__file__).parents[1] / "facts" / "frontmatter.vectors.json").read_bytes())
COLUMNS = {"jekyll": "jekyll", "hugo": "hugo", "astro": "astro-coerce", "eleventy": "eleventy"}
COLUMNS |= {"hexo": "hexo", "mkdocs": "mkdocs-material"}
LENIENT = "Jekyll's Time.parse guesses here, or drops what it does not know"
ROLLS = "the engine makes another day of it without a word"
SECONDS = "the engine reads seconds or milliseconds since 1970 from a number, which is no text"
NO_DATE = "no date at all, which the schema allows as null or which is 1 January 1970"
DOUBTFUL = "JavaScript guesses which number is the month, or that there is none"
_ROLLED = ("2022-02-30", "2022-13-01", "2022-00-10", "2022-02-09 25:00:00", "2022-02-09 17:61:00")
_ROLLED_TOO = ("2022-02-09 24:00:00", "0000-00-00")
_GUESSED = ("02/09/2022", "09-02-2022", "2022-02", "[2022-02-09]", "'2022-02-30'")
_COUNTED = ("20220209", "2022", "1644428985", "1644428985000", "+0800", "true")
JAVASCRIPT = {
    **dict.fromkeys(_ROLLED + _ROLLED_TOO, ROLLS),
    **dict.fromkeys(_GUESSED, DOUBTFUL),
    **dict.fromkeys(_COUNTED, SECONDS),
}
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
    "astro": {**JAVASCRIPT, **dict.fromkeys(("", "null", "false", "0"), NO_DATE)},
    "eleventy": dict.fromkeys(_ROLLED + _ROLLED_TOO, ROLLS),
    "hexo": JAVASCRIPT,
    "mkdocs": {},
}


@pytest.mark.parametrize("flavor", COLUMNS)
@pytest.mark.parametrize("row", [row for row in ROWS if row["group"] == "date"], ids=lambda row: row["text"])
def test_dates_are_judged_as_the_engine_judges_them(flavor: str, row: dict[str, dict[str, str]]) -> None:
    text, engine = str(row["text"]), row[COLUMNS[flavor]]
    taken = "error" not in engine and engine["type"] != "file-time"
    quoted = text[:1] in {"'", '"'}
    written = text.removesuffix(" # c").strip("'\"")
    accepted = FLAVORS[flavor].reader.dates.accepts(written, quoted=quoted)
    assert accepted is (taken and text not in REFUSED[flavor])
    assert not (text in REFUSED[flavor] and not taken)  # what the engine refuses needs no reason


@pytest.mark.parametrize(
    ("flavor", "text", "quoted", "accepted"),
    [
        ("eleventy", "git last modified", False, True),
        ("eleventy", "Created", True, True),
        ("eleventy", "2022-02-09 17:49:45", True, False),
        ("eleventy", "2022-W06-3", True, True),
        ("eleventy", "2022-W54-1", True, False),
        ("mkdocs", "2022-02-09", True, False),
        ("mkdocs", "2022-02-09", False, True),
        ("astro", "Jul 08 2022", True, True),
        ("astro", "Jul 32 2022", True, False),
        ("hexo", "2022/2/9 7:05", False, True),
        ("hexo", "2022/2/30", False, False),
    ],
)
def test_quotes_and_forms(flavor: str, text: str, quoted: bool, accepted: bool) -> None:
    assert FLAVORS[flavor].reader.dates.accepts(text, quoted=quoted) is accepted
