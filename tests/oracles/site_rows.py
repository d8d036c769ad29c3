"""Rows about whole sites: laid out, built by a real engine, and printed."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

Pages = dict[str, str]
"""The front matter of each page by its path."""

Sites = Mapping[str, tuple[dict[str, str], Pages]]
"""Under a setting's name: the files that are no pages, by path, and the pages."""

Build = Callable[[Path], Mapping[str, str | None] | None]
"""Builds a site and gives the URL of each source path, or None where the build stops."""

MARK = re.compile("Page number [0-9]+x")
"""The text of each page, by which it is known in what an engine writes."""

FACTS = Path(__file__).parents[1] / "facts"


def measure(
    sites: Sites, build: Build, beside: Path
) -> tuple[dict[str, dict[str, str]], list[dict[str, object]]]:
    """Return the files of each setting, and a row for each page.

    Args:
        sites: What to build.
        build: The engine.
        beside: A folder inside which an engine finds its packages.
    """
    rows: list[dict[str, object]] = []
    for setting, (files, pages) in sites.items():
        with tempfile.TemporaryDirectory(dir=beside) as temporary:
            folder = Path(temporary)
            lay(folder, files, pages)
            urls = build(folder)
            for path, front_matter in pages.items():
                found = _alone(folder, files, pages, path, build) if urls is None else urls
                row: dict[str, object] = {"setting": setting, "source": path, "front_matter": front_matter}
                rows.append(
                    {**row, "url": (found or {}).get(path), **({"stops": True} if found is None else {})}
                )
    return {setting: files for setting, (files, _) in sites.items()}, rows


def _alone(
    folder: Path, files: dict[str, str], pages: Pages, path: str, build: Build
) -> Mapping[str, str | None] | None:
    """Build one page without the others; None where the build stops over it."""
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    lay(folder, files, {path: pages[path]})
    return build(folder)


def lay(folder: Path, files: Mapping[str, str], pages: Mapping[str, str]) -> None:
    """Write a site: files as they are, pages with their front matter and a line of text."""
    bodies = {
        path: f"---\n{data}---\nPage number {number}x.\n" for number, (path, data) in enumerate(pages.items())
    }
    for path, text in {**files, **bodies}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")


def heading_rows() -> list[str]:
    """Return the headings of the vectors, in Markdown."""
    rows = json.loads((FACTS / "heading-ids.vectors.json").read_text(encoding="utf-8"))
    return [row["heading"] for row in rows]


def print_rows(
    engine: str, settings: Mapping[str, object], rows: list[dict[str, object]], made_by: str
) -> None:
    """Print vectors, a row a line."""
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    given = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(files, ensure_ascii=False)}" for name, files in settings.items()
    )
    meta = json.dumps({"engine": engine, "made by": made_by})
    sys.stdout.write(f'{{"meta": {meta},\n"settings": {{\n{given}\n}},\n"rows": [\n{body}\n]}}\n')
