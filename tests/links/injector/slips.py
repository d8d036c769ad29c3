"""Small mistakes in names: a slip of the keyboard, a letter in the wrong case."""

from __future__ import annotations

import random
import re

_LETTER = re.compile(r"%[0-9A-Fa-f]{2}|([A-Za-z])")


def slip(name: str, rng: random.Random) -> str | None:
    """Return a name with one slip in a run of letters; None where it has no run that is long enough.

    Args:
        name: A file's name, an anchor or a label; its extension is left alone.
        rng: Where choices come from.
    """
    runs = list(re.finditer(r"(?<![%.\w])[A-Za-z]{4,}(?![\w.]*%)", name))
    if not runs:
        return None
    run = rng.choice(runs)
    at = rng.randrange(run.start() + 1, run.end() - 1)
    slips = (
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return next((one for one in rng.sample(slips, 3) if one != name), None)


def other_case(path: str, rng: random.Random) -> str | None:
    """Return a path with a letter or all letters of one of its names in the other case.

    Letters of percent signs are no letters of the name.

    Args:
        path: A path, percent-encoded or not.
        rng: Where choices come from.
    """
    names = path.split("/")
    places = [index for index, name in enumerate(names) if _letters(name)]
    if not places:
        return None
    # Mostly the file's own name; its folder now and then.
    index = places[-1] if rng.random() < 0.7 else rng.choice(places)
    letters = _letters(names[index])
    chosen = letters if rng.random() < 0.3 else [rng.choice(letters)]
    name = "".join(char.swapcase() if at in chosen else char for at, char in enumerate(names[index]))
    return "/".join((*names[:index], name, *names[index + 1 :]))


def _letters(name: str) -> list[int]:
    return [match.start(1) for match in _LETTER.finditer(name) if match[1]]
