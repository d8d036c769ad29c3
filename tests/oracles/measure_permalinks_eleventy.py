"""Measure where Eleventy publishes files, and the ids that it gives to headings.

A tool for developers, no test. It needs node and a folder where
`npm install @11ty/eleventy@3 markdown-it-anchor` was run:

    python -m tests.oracles.measure_permalinks_eleventy FOLDER permalinks
    python -m tests.oracles.measure_permalinks_eleventy FOLDER headings

What they print are `tests/facts/permalinks-eleventy.vectors.json` and `heading-ids-eleventy.vectors.json`.

A setting is a site: its files that are no pages (configuration, data, layouts, ignore files) are
printed with it, so that a test can lay the same site. `url` is the engine's `page.url`, not
percent-encoded; null where no page is written. A page over which the build stops is built alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.oracles.eleventy_sites import CONFIG, SITES
from tests.oracles.site_rows import heading_rows, lay, measure, print_rows


def build(folder: Path, engine: Path) -> dict[str, str | None] | None:
    """Return the URL of each source path that Eleventy writes; None where the build stops."""
    command = ["node", str(engine / "node_modules/@11ty/eleventy/cmd.cjs"), "--to=json", "--quiet"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    if run.returncode:
        sys.stderr.write(run.stdout[-600:] + run.stderr[-600:])
        return None
    entries: list[dict[str, Any]] = json.loads(run.stdout[run.stdout.index("[") :])
    found: dict[str, str | None] = {}
    for entry in entries:
        # The first page of several is the one that a link to the file leads to.
        found.setdefault(str(entry["inputPath"]).removeprefix("./"), entry["url"] or None)
    return found


_ANCHOR = """const anchor = require("markdown-it-anchor").default ?? require("markdown-it-anchor");
module.exports = function (cfg) { cfg.amendLibrary("md", (md) => md.use(anchor)); };
"""
_IDS = """module.exports = async function (cfg) {
  const { IdAttributePlugin } = await import("@11ty/eleventy");
  cfg.addPlugin(IdAttributePlugin);
};
"""
HEADINGS = {"eleventy": {}, "IdAttributePlugin": {CONFIG: _IDS}, "markdown-it-anchor": {CONFIG: _ANCHOR}}


def headings(engine: Path) -> None:
    """Print the ids of the headings of all vectors, one page an engine."""
    pages = {}
    for name, files in HEADINGS.items():
        with tempfile.TemporaryDirectory(dir=engine) as temporary:
            folder = Path(temporary)
            lay(folder, files, {})
            text = "\n\n".join(f"## {heading}" for heading in heading_rows())
            (folder / "a.md").write_text(f"---\ntemplateEngineOverride: md\n---\n{text}\n", encoding="utf-8")
            command = ["node", str(engine / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
            html = (folder / "_site/a/index.html").read_text(encoding="utf-8")
            tags = re.findall(r"<h2([^>]*)>", html)
            ids = (re.search('id="([^"]*)"', tag) for tag in tags)
            pages[name] = [match and match[1] for match in ids]
    rows = [
        {"heading": heading, **{name: ids[i] for name, ids in pages.items()}}
        for i, heading in enumerate(heading_rows())
    ]
    print_rows(version(engine), {}, rows, "tests/oracles/measure_permalinks_eleventy.py")


def version(engine: Path) -> str:
    """Return the engine's name and version."""
    package = json.loads((engine / "node_modules/@11ty/eleventy/package.json").read_text(encoding="utf-8"))
    return f"eleventy {package['version']}"


if __name__ == "__main__":
    given = Path(sys.argv[1]).resolve()
    if sys.argv[2] == "headings":
        headings(given)
    else:
        settings, rows = measure(SITES, lambda folder: build(folder, given), given)
        print_rows(version(given), settings, rows, "tests/oracles/measure_permalinks_eleventy.py")
