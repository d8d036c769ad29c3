"""Measure how Hexo reads what postkit writes under its flavor.

A tool for developers, no test. It needs node and a folder where `npm install hexo hexo-renderer-marked`
was run, with `"hexo": {"version": ""}` in its package.json:

    python -m tests.oracles.measure_hexo FOLDER > tests/facts/spellings-hexo.vectors.json
    python -m tests.oracles.measure_hexo FOLDER --count 2000 --seed 1

The first prints rows: a body, what it becomes and the HTML of both. Bodies are every HTML that the
rows about dialects want said, and random ones. The second looks at random bodies alone, and prints
those that Hexo reads otherwise after their conversion. A template tag is an expression that prints
a word of its own, so that the whole of Hexo's post pipeline is asked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from postkit import convert
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.style import AS_USUAL, Style
from postkit.site.post import Post

sys.path.insert(0, str(Path(__file__).parent))

from tests.oracles.fuzz_convert import BODIES
from tests.oracles.measure_dialects import marked, reading
from tests.oracles.measure_spellings import FRONT_MATTER, wanted
from tests.oracles.styles import STYLES

FLAVOR = "hexo"
RANDOM = {"html": 250, "text": 350}
"""How many random bodies of each kind are rows, where their conversion changes them."""

_TOKEN = re.compile("[\U000f0000-\U000ffffd]x*")
_AUTOMATIC_ID = re.compile(
    r"(<h[1-6]\b[^>]*?) id=\"[^\"]*\"(?=><a href=\"[^\"]*\" class=\"headerlink\")|"
    r"<a href=\"#[^\"]*\" class=\"headerlink\" title=\"[^\"]*\"></a>"
)


def changed(bodies: Iterable[str], style: Style = AS_USUAL) -> list[tuple[str, str]]:
    """Return the bodies that a conversion changes, each with what it becomes."""
    pairs = [(body, convert(FRONT_MATTER + body, flavor=FLAVOR, style=style).text) for body in bodies]
    return [(old, new.removeprefix(FRONT_MATTER)) for old, new in pairs if new != FRONT_MATTER + old]


def bodies() -> list[str]:
    """Return the bodies that are rows."""
    found = [f"{html}\n" for html in wanted()]
    for kind, count in RANDOM.items():
        found += BODIES[kind](count, 20240105)
    return list(dict.fromkeys(found))


def with_words(body: str) -> str:
    """Return a body whose template tags print words."""
    masked = Post(Source("post.md", (FRONT_MATTER + body).encode()), FLAVORS[FLAVOR]).masked

    def word(match: re.Match[str]) -> str:
        tag = masked.tags.get(match[0][0])
        if tag is None:
            return match[0]
        name = f"T{hashlib.sha1(tag.encode()).hexdigest()[:6]}"
        return name if tag.startswith("[") else f'{{{{ "{name}" }}}}'

    return _TOKEN.sub(word, masked.text)


def read_hexo(html: str) -> list[Any]:
    """Return what a reader sees of Hexo's HTML, but for automatic ids and where an id stands."""
    *events, (name, ids) = reading(_AUTOMATIC_ID.sub(r"\1", html), keep_ids=True)
    return [*events, (name, sorted(one for one, _ in ids))]


def measure(pairs: Sequence[tuple[str, str]], folder: Path) -> tuple[list[dict[str, str]], str]:
    """Return a row for each pair that Hexo builds, and the versions."""
    texts = [with_words(text) for pair in pairs for text in pair]
    pages, versions = marked(texts, folder)
    rows = [
        {"old": old, "new": new, "old_html": was, "new_html": is_now}
        for (old, new), was, is_now in zip(pairs, pages[::2], pages[1::2], strict=True)
        if not was.startswith("STOPS: ")
    ]
    return rows, versions


def main() -> int:
    """Print rows, or the random bodies that are read otherwise."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=0)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--bodies", choices=sorted(BODIES), default="html")
    options.add_argument("--style", choices=sorted(STYLES), default="usual")
    given = options.parse_args()
    texts = BODIES[given.bodies](given.count, given.seed) if given.count else bodies()
    rows, versions = measure(changed(texts, STYLES[given.style]), given.folder)
    if not given.count:
        meta = json.dumps({"engine": versions, "made by": "tests/oracles/measure_hexo.py"}, indent=1)
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        sys.stdout.write(f'{{"meta": {meta},\n"rows": [\n{body}\n]}}\n')
        return 0
    wrong = [row for row in rows if read_hexo(row["old_html"]) != read_hexo(row["new_html"])]
    for row in wrong:
        sys.stdout.write("".join(f"--- {name}\n{text}\n" for name, text in row.items()) + "\n")
    sys.stdout.write(f"{given.count} bodies, {len(rows)} changed, {len(wrong)} read differently\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
