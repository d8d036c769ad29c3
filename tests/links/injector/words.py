"""Words, sentences and names of made-up posts about lakes; the same seed gives the same text."""

from __future__ import annotations

import random
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST: Final = _words("""
    amber autumn broken copper distant frozen gentle hidden little marble narrow northern quiet silver
    sunken winter
""")
_SECOND: Final = _words("""
    bridge causeway channel ferry gravel harbour island lighthouse meadow orchard pebble reed shore
    swallow tributary willow
""")
_THIRD: Final = _words("""
    almanac chronicle diary expedition fieldwork guidebook inventory journal ledger memoir notebook
    observations portrait questions survey timetable
""")
HEADINGS: Final = (
    "Access by boat",
    "Birds in spring",
    "Clay and chalk",
    "Depth soundings",
    "Early maps",
    "Fishing rights",
    "Geology",
    "High water marks",
    "Ice dates",
    "Jetties",
    "Keepers of the light",
    "Local names",
    "Moorings",
    "Night skies",
    "Oral history",
    "Plankton counts",
)
"""Headings of which every engine makes the same id."""

CJK: Final = ("湖水", "水鳥", "渡船", "堤防", "地図", "氷結", "漁業", "灯台")

_SUBJECTS: Final = (
    "the old ferry",
    "a line of reeds",
    "the water level",
    "every second survey",
    "the keeper",
    "a flock of grebes",
    "the stone jetty",
    "the village archive",
)
_VERBS: Final = ("shows", "follows", "has lost", "marks", "returns to", "hides", "keeps", "changed")
_OBJECTS: Final = (
    "the eastern bank",
    "what the map left out",
    "a metre of silt",
    "the course of the channel",
    "its winter colour",
    "the oldest record we have",
    "a café by the shore",
    "the weir below the mill",
)
_TAILS: Final = ("", " since spring", " in most years", ", as far as we know", " (see below)", " — slowly")

MOST: Final = len(_FIRST) * len(_SECOND)


def slug(number: int) -> str:
    """Return the name of a post; two names have at most one word in common.

    So a slip in one name is nearer to it than to any other.

    Args:
        number: Below `MOST`.
    """
    row, column = divmod(number, len(_SECOND))
    return f"{_FIRST[row]}-{_SECOND[column]}-{_THIRD[(row + column) % len(_THIRD)]}"


def sentence(rng: random.Random) -> str:
    """Return a sentence without any sign of Markdown."""
    words = f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}{rng.choice(_TAILS)}"
    return f"{words[0].upper()}{words[1:]}."


def phrase(rng: random.Random) -> str:
    """Return the text of a link."""
    return rng.choice((*_SUBJECTS, *_OBJECTS, "here", "the map", "part two", rng.choice(CJK)))
