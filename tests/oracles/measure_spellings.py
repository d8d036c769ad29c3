"""Measure how Eleventy and Astro read what postkit writes under their flavors.

A tool for developers, no test. It needs node and a folder where
`npm install markdown-it@14.3.3 @astrojs/markdown-remark@7.3.1` was run:

    python -m tests.oracles.measure_spellings FOLDER > tests/facts/spellings.vectors.json

markdown-it is set up as Eleventy 3.1.8 does by default (`html`, indented code off), Astro's
processor has its defaults but no highlighter. A row is a spelling and the HTML of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from postkit import convert

FACTS = Path(__file__).parents[1] / "facts"
FLAVORS = ("eleventy", "astro")
FRONT_MATTER = "---\ntitle: x\n---\n\n"
"""Without it a body could be taken for front matter."""

_ENGINES = r"""
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const require = createRequire(process.cwd() + '/x.js');
const eleventy = require('markdown-it')({ html: true }).disable('code');
const entry = pathToFileURL(require.resolve('@astrojs/markdown-remark'));
const { createMarkdownProcessor } = await import(entry);
const astro = await createMarkdownProcessor({ syntaxHighlight: false });
const render = {
  eleventy: (text) => eleventy.render(text),
  astro: async (text) => (await astro.render(text)).code,
};
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [flavor, text] = JSON.parse(line);
  console.log(JSON.stringify(await render[flavor](text)));
}
"""


def wanted() -> list[str]:
    """Return every piece of HTML that the rows about dialects want said."""
    rows = json.loads((FACTS / "dialects.vectors.json").read_bytes())["rows"]
    return list(dict.fromkeys(row["want"] for row in rows if "want" in row))


def spelling(html: str, flavor: str) -> str:
    """Return the body of a post that holds some HTML, after its conversion."""
    return convert(f"{FRONT_MATTER}{html}\n", flavor=flavor).text.removeprefix(FRONT_MATTER)


def measure(pairs: Sequence[tuple[str, str]], folder: Path) -> list[str]:
    """Return the HTML of each pair of a flavor and a text."""
    lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _ENGINES],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def main() -> None:
    """Print the measurement as JSON, a row a line."""
    pairs = list(dict.fromkeys((flavor, spelling(html, flavor)) for html in wanted() for flavor in FLAVORS))
    rows: list[dict[str, Any]] = [
        {"flavor": flavor, "markdown": text, "html": html}
        for (flavor, text), html in zip(pairs, measure(pairs, Path(sys.argv[1])), strict=True)
    ]
    meta = {
        "engines": {
            "eleventy": "markdown-it 14.3.3, html on, linkify off, indented code off",
            "astro": "@astrojs/markdown-remark 7.3.1, its defaults, no highlighter",
        },
        "made by": "tests/oracles/measure_spellings.py",
    }
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    sys.stdout.write(f'{{"meta": {json.dumps(meta, indent=1)},\n"rows": [\n{body}\n]}}\n')


if __name__ == "__main__":
    main()
