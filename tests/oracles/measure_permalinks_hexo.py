"""Measure where Hexo publishes posts, pages and their assets.

A tool for developers, no test. It needs node and a folder where `npm install hexo
hexo-renderer-marked hexo-generator-alias` was run:

    python -m tests.oracles.measure_permalinks_hexo FOLDER > tests/facts/permalinks-hexo.vectors.json

Each file holds a mark. A theme prints the address that `url_for` gives to a page and then the page;
the row has the address that stands before the mark in the site built, if a server finds the file by
it. For others (`what?`, `a%20b`) and files that no theme prints (an asset, `layout: false`), it is the
address of the file where the mark is found. `aliases` are files that lead to it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.oracles.hexo_sites import SITES, HexoSite

_BUILD = r"""
const Hexo = require('hexo');
(async () => {
  const hexo = new Hexo(process.cwd(), {silent: true});
  await hexo.init();
  await hexo.call('generate', {bail: true});
  await hexo.exit();
})().catch((error) => { console.error(String(error.message || error)); process.exit(1); });
"""
_PAGE = "⟦{{ url_for(page.path) | safe }}⟧{{ page.content | safe }}"
_MARK = re.compile(r"(?:⟦([^⟧]*)⟧)?[^⟧]*?mark-(\d+)-end", re.DOTALL)
_SAFE = "/;,:@&=+$-_.!~*'()"
_MOVED = re.compile(r'<link rel="canonical" href="([^"]*)"')


def build(site: HexoSite, folder: Path) -> tuple[list[dict[str, Any]], str]:
    """Return a row for each file of a site, and why it could not be built, if so."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        _write(site, root, folder)
        done = subprocess.run(
            ["node", "-e", _BUILD],
            cwd=root,
            env={**os.environ, "TZ": site.zone},
            capture_output=True,
            text=True,
            check=False,
        )
        found, aliases = _published(root / "public", yaml.safe_load(site.config) or {})
    rows = []
    for number, (path, front_matter) in enumerate(site.files.items()):
        row: dict[str, Any] = {
            "engine": "hexo 8.1.2",
            "setting": site.name,
            "source": path,
            "front_matter": front_matter,
            "url": found.get(number),
        }
        if site.name.startswith("alias") and row["url"]:
            row["aliases"] = sorted(aliases.get(str(row["url"]), ()))
        rows.append(row)
    return rows, done.stderr.strip() if done.returncode else ""


def _write(site: HexoSite, root: Path, folder: Path) -> None:
    plugins = (yaml.safe_load(site.config) or {}).get("plugins", [])
    names = ["hexo-renderer-marked", *plugins]
    (root / "package.json").write_text(
        json.dumps({"hexo": {"version": ""}, "dependencies": dict.fromkeys(names, "*")})
    )
    (root / "node_modules").symlink_to(folder.resolve() / "node_modules")
    (root / "_config.yml").write_text(f"theme: plain\n{site.config}\n", encoding="utf-8")
    layout = root / "themes/plain/layout"
    layout.mkdir(parents=True)
    for name in ("index", "post", "page"):
        (layout / f"{name}.njk").write_text(_PAGE, encoding="utf-8")
    for number, (path, front_matter) in enumerate(site.files.items()):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        mark = f"mark-{number}-end"
        body = f'"{mark}"\n' if path.endswith((".json", ".yml")) else f"{mark}\n"
        file.write_text(body if front_matter is None else f"---\n{front_matter}---\n{body}", encoding="utf-8")


def _published(public: Path, config: dict[str, Any]) -> tuple[dict[int, str], dict[str, list[str]]]:
    """Return the address of each mark, and the addresses that lead to another."""
    found: dict[int, str] = {}
    aliases: dict[str, list[str]] = {}
    base = _base(config)
    for file in sorted(path for path in public.rglob("*") if path.is_file()) if public.is_dir() else []:
        name = file.relative_to(public).as_posix()
        text = file.read_text(encoding="utf-8")
        moved = _MOVED.search(text)
        if moved:
            target = re.sub("^https?://[^/]*", "", moved[1])
            aliases.setdefault(target, []).append(f"{base}/{quote(name)}")
        for match in _MARK.finditer(text):
            number = int(match[2])
            if number not in found or (match[1] and not found[number]):
                found[number] = _address(match[1], base, name)
    return found, aliases


def _base(config: dict[str, Any]) -> str:
    root = str(config.get("root") or "").strip("/") or urlsplit(str(config.get("url") or "")).path.strip("/")
    return f"/{root}" if root else ""


def _address(printed: str | None, base: str, name: str) -> str:
    """Return the printed address if a server finds the file by it, else the file's own."""
    own = f"{base}/{quote(name, safe=_SAFE)}"
    if printed and not re.search("[?#]", printed):
        wanted = unquote(printed)
        for end in ("", "index.html", ".html"):
            if wanted + end == f"{base}/{name}":
                return printed
    return own.removesuffix("index.html") if printed and printed.endswith("/") else own


def main() -> None:
    """Print the settings and the rows as JSON, a row a line."""
    folder = Path(sys.argv[1])
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(lambda site: build(site, folder), SITES))
    meta = {
        "engine": "hexo 8.1.2, hexo-renderer-marked 7.0.1, hexo-generator-alias 1.0.0",
        "made by": "tests/oracles/measure_permalinks_hexo.py",
        "built": datetime.now(UTC).date().isoformat(),
        "settings": {
            site.name: {"config": site.config, "zone": site.zone, **({"stops": why} if why else {})}
            for site, (_, why) in zip(SITES, built, strict=True)
        },
    }
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for rows, _ in built for row in rows)
    sys.stdout.write(f'{{"meta": {json.dumps(meta, ensure_ascii=False, indent=1)},\n"rows": [\n{body}\n]}}\n')


if __name__ == "__main__":
    main()
