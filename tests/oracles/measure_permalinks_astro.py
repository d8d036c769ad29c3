"""Measure where Astro and Starlight publish files, and the ids that Astro gives to headings.

A tool for developers, no test. It needs a node that Astro takes, and a folder where
`npm install astro @astrojs/starlight` was run:

    python -m tests.oracles.measure_permalinks_astro NODE FOLDER FOLDER_WITH_5 permalinks
    python -m tests.oracles.measure_permalinks_astro NODE FOLDER… headings

What they print are `tests/facts/permalinks-astro.vectors.json` and `heading-ids-astro.vectors.json`.

A setting is a site: its files that are no pages (configuration, routes) are printed with it, so
that a test can lay the same site. `url` is the path that Astro builds a page for, as a middleware
is told; null where no page is written. A page over which the build stops is built alone.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.oracles.astro_sites import LEGACY, SITES, config
from tests.oracles.site_rows import MARK, heading_rows, lay, measure, print_rows

_MIDDLEWARE = """export const onRequest = async (context, next) => {
  const response = await next();
  if (!(response.headers.get("content-type") ?? "").includes("html")) return response;
  const text = await response.text();
  return new Response(text + `<!--URL ${context.url.pathname}-->`, response);
};
"""


class Engine:
    """Astro in a folder.

    Args:
        node: The program that runs it.
        folder: Where it is installed.
    """

    def __init__(self, node: str, folder: Path) -> None:
        self.node = node
        self.folder = folder

    @property
    def version(self) -> str:
        """The engine's name and version, and Starlight's."""
        packages = ("astro", "@astrojs/starlight")
        texts = (
            (self.folder / f"node_modules/{name}/package.json").read_text(encoding="utf-8")
            for name in packages
        )
        return ", ".join(
            f"{name.rpartition('/')[2]} {json.loads(text)['version']}"
            for name, text in zip(packages, texts, strict=True)
        )

    def run(self, folder: Path) -> bool:
        """Build a site; tell whether that succeeded."""
        package = self.folder / "node_modules/astro"
        program = json.loads((package / "package.json").read_text(encoding="utf-8"))["bin"]["astro"]
        command = [self.node, str(package / program), "build"]
        environment = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "CI": "1"}
        run = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=200, check=False, env=environment
        )
        if run.returncode:
            sys.stderr.write(f"STOPS {run.stdout[-500:]}{run.stderr[-700:]}\n")
        return run.returncode == 0

    def build(self, folder: Path) -> dict[str, str | None] | None:
        """Return the URL of each source path that a page is written for; None where the build stops."""
        source = folder / ("source" if (folder / "source").is_dir() else "src")
        (source / "middleware.js").write_text(_MIDDLEWARE, encoding="utf-8")
        sources = {
            match[0]: path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and (match := MARK.search(path.read_text(encoding="utf-8")))
        }
        if not self.run(folder):
            return None
        found: dict[str, list[str]] = {}
        for path in (folder / "dist").rglob("*"):
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            mark, url = MARK.search(text), re.search("<!--URL (.*?)-->", text)
            if mark and url:
                # A page such as 404 is told `/404/` and written to `404.html`.
                is_file = url[1].endswith("/") and path.name != "index.html"
                found.setdefault(sources[mark[0]], []).append(url[1][:-1] + ".html" if is_file else url[1])
        # Starlight repeats a page under the other languages.
        return {source: min(urls, key=lambda url: (len(url), url)) for source, urls in found.items()}

    def headings(self) -> list[str | None]:
        """Return the ids of the headings of all vectors, from one page."""
        with tempfile.TemporaryDirectory(dir=self.folder) as temporary:
            folder = Path(temporary)
            lay(folder, config(), {})
            text = "\n\n".join(f"## {heading}" for heading in heading_rows())
            (folder / "src/pages").mkdir(parents=True)
            (folder / "src/pages/a.md").write_text(f"---\ntitle: T\n---\n{text}\n", encoding="utf-8")
            self.run(folder)
            html = (folder / "dist/a/index.html").read_text(encoding="utf-8")
        tags = re.findall(r"<h2([^>]*)>", html)
        ids = (re.search('id="([^"]*)"', tag) for tag in tags)
        return [match and match[1] for match in ids]


def main() -> None:
    """Print the rows asked for."""
    node, *folders, what = sys.argv[1:]
    engines = [Engine(str(Path(node).resolve()), Path(folder).resolve()) for folder in folders]
    made_by = "tests/oracles/measure_permalinks_astro.py"
    if what == "headings":
        found = {engine.version.partition(",")[0]: engine.headings() for engine in engines}
        rows: list[dict[str, object]] = [
            {"heading": heading, **{name: ids[i] for name, ids in found.items()}}
            for i, heading in enumerate(heading_rows())
        ]
        print_rows(", ".join(found), {}, rows, made_by)
        return
    newest, old = engines
    settings, rows = measure(SITES, newest.build, newest.folder)
    older, more = measure(LEGACY, old.build, old.folder)
    print_rows(f"{newest.version}; legacy: {old.version}", settings | older, rows + more, made_by)


if __name__ == "__main__":
    main()
