"""Measure the rows of `dialects.vectors.json` with Python-Markdown as MkDocs runs it and marked as Hexo does.

A tool for developers, no test. It needs a Python with `mkdocs` and `html5lib` (a virtual
environment of its own, so that MkDocs' pins stay out of the project's), and a folder where
`npm install hexo hexo-renderer-marked` was run, with `"hexo": {"version": ""}` in its
package.json:

    python measure_dialects.py ROWS.json HEXO_FOLDER > tests/facts/dialects-more.vectors.json

A row's reading is null where it is the wanted one; otherwise it is the engine's HTML. Where the
rows name no wanted HTML and their own engines disagree, nothing is wanted and both are given.
With `-` for ROWS.json it reads bodies from standard input, a JSON string a line, and prints the two
HTML texts of each. The environment variable MARKED may hold options of marked as JSON, such as
`{"breaks": false}`.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.oracles.reading import read

_HEXO = r"""
const Hexo = require('hexo');
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
Math.random = () => 0;  // mail addresses are mangled at random
(async () => {
  const hexo = new Hexo(process.cwd(), {silent: true});
  await hexo.init();
  // The block filter stays on, the table of line numbers around code is left out.
  Object.assign(hexo.config.highlight, {wrap: false, line_number: false, hljs: true});
  Object.assign(hexo.config.marked, JSON.parse(process.env.MARKED || '{}'));
  for (const content of lines) {
    let html;
    try {
      html = (await hexo.post.render(null, {content, engine: 'markdown'})).content;
    } catch (error) {
      html = 'STOPS: ' + String(error.message || error).split('\n').slice(0, 2).join(' ');
    }
    console.log(JSON.stringify(html));
  }
  const of = (name) => name + ' ' + require(name + '/package.json').version;
  const names = ['hexo', 'hexo-renderer-marked', 'marked', 'nunjucks'];
  console.log(JSON.stringify(names.map(of).join(', ')));
})();
"""


def marked(bodies: Sequence[str], folder: Path) -> tuple[list[str], str]:
    """Render posts' bodies with the whole of Hexo's post pipeline.

    Returns:
        The HTML of each, or `STOPS: ` and the error that ends the build; and the versions.
    """
    lines = "".join(json.dumps(body) + "\n" for body in bodies)
    done = subprocess.run(
        ["node", "-e", _HEXO], input=lines, capture_output=True, text=True, check=True, cwd=folder
    )
    *html, versions = [json.loads(line) for line in done.stdout.split("\n") if line.startswith('"')]
    return html, versions


def python_markdown(bodies: Sequence[str]) -> tuple[list[str], str]:
    """Render pages' bodies as MkDocs with an empty configuration does.

    Returns:
        The HTML of each, and the versions.
    """
    from mkdocs.config import load_config
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    logging.disable(logging.CRITICAL)
    html = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "docs" / "p.md"
        source.parent.mkdir()
        (Path(folder) / "mkdocs.yml").write_text("site_name: x\n")
        config = load_config(str(Path(folder) / "mkdocs.yml"))
        for body in bodies:
            source.write_bytes(f"---\ntitle: x\n---\n\n{body}".encode())
            file = File("p.md", config["docs_dir"], config["site_dir"], config["use_directory_urls"])
            page = Page(None, file, config)
            page.read_source(config)
            page.render(config, Files([file]))
            html.append(str(page.content))
    return html, f"mkdocs {version('mkdocs')}, Markdown {version('Markdown')}"


_SMART = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--", "—": "---", "«": "<<", "»": ">>"}
)


def reading(html: str, *, keep_ids: bool = False) -> list[Any]:
    """Return what a reader sees, with smart punctuation and automatic ids folded away.

    Also folded: the site's root that Hexo puts before a relative image, its slash after a bare host
    and empty cells' blanks. A checkbox is read as a character.
    """
    html = re.sub(
        r"<input\b[^>]*checkbox[^>]*>", lambda box: "\u2612" if "checked" in box[0] else "\u2610", html
    )
    if not keep_ids:
        html = re.sub(r"(<h[1-6]\b[^>]*?) id=(?:\"[^\"]*\"|'[^']*')", r"\1", html)
    html = re.sub(r"(<img\b[^>]*?\bsrc=\")/(?!/)", r"\1", html)
    html = re.sub(r"(<t[dh]\b[^>]*>)(?:\xa0|&nbsp;)(?=</t)", r"\1", html)
    html = re.sub(r"(\bhref=\"https?://[^/\"]+)/\"", r'\1"', html)
    return list(_straight(read(html)))


def _straight(part: Any) -> Any:
    if isinstance(part, str):
        return part.translate(_SMART)
    if isinstance(part, list | tuple | frozenset):
        return type(part)(_straight(one) for one in part)
    return part


def wanted(row: dict[str, Any]) -> str | None:
    """Return the HTML that a row wants: as it says, or what all its engines print."""
    if "want" in row:
        return str(row["want"])
    return str(next(iter(row["html"].values()))) if row.get("reads") == "same" else None


def measure(rows: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Return the rows with the two engines' readings, and how they were made."""
    bodies = [row["markdown"] for row in rows]
    mkdocs, mkdocs_versions = python_markdown(bodies)
    hexo, hexo_versions = marked(bodies, folder)
    out = []
    for row, *pair in zip(rows, mkdocs, hexo, strict=True):
        want = wanted(row)
        keep = want is not None and bool(re.search(r"<h[1-6][^>]* id=", want))
        same = [want is not None and _equal(html, want, keep) for html in pair]
        cells = [None if equal else html for equal, html in zip(same, pair, strict=True)]
        names = ("python-markdown", "marked")
        out.append(
            {"topic": row["topic"], "markdown": row["markdown"], **dict(zip(names, cells, strict=True))}
        )
    engines = {
        "python-markdown": f"{mkdocs_versions} as a MkDocs page, nothing configured: toc, tables, "
        "fenced_code",
        "marked": f"{hexo_versions}: hexo.post.render with nothing configured but highlight "
        "{wrap: false, line_number: false, hljs: true} (breaks, smartypants, autolink, mangle on)",
    }
    fields = {
        "python-markdown, marked": "null: reads as wanted; else the HTML. Wanted is the row's `want`, "
        "or what all six engines print; where they disagree and nothing is wanted, the HTML is always "
        "given.",
    }
    return {"meta": {"engines": engines, "fields": fields, "rows": len(out)}, "rows": out}


def _equal(html: str, want: str, keep_ids: bool) -> bool:
    if html.startswith("STOPS: "):
        return False
    return reading(html, keep_ids=keep_ids) == reading(want, keep_ids=keep_ids)


def main() -> None:
    """Print the measurement as JSON, a row a line."""
    rows, folder = sys.argv[1], Path(sys.argv[2])
    if rows == "-":
        bodies = [json.loads(line) for line in sys.stdin]
        for pair in zip(python_markdown(bodies)[0], marked(bodies, folder)[0], strict=True):
            sys.stdout.write(json.dumps(pair, ensure_ascii=False) + "\n")
        return
    data = measure(json.loads(Path(rows).read_text(encoding="utf-8"))["rows"], folder)
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in data["rows"])
    meta = json.dumps(data["meta"], ensure_ascii=False, indent=1)
    sys.stdout.write(f'{{"meta": {meta},\n"rows": [\n{body}\n]}}\n')


if __name__ == "__main__":
    main()
