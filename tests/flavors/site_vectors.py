"""Vectors about whole sites: laid out in a folder, read as the checks of links read a site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.base import PageFacts, PageUrls
from postkit.frontmatter.read import read
from postkit.site.config import read_site_config

FACTS = Path(__file__).parents[1] / "facts"
_SAFE = "/!$&'()*+,;=:@-._~"

Row = dict[str, Any]


def vectors(name: str) -> tuple[dict[str, dict[str, str]], list[Row]]:
    """Return the files of each setting, and all rows."""
    content = json.loads((FACTS / name).read_text(encoding="utf-8"))
    return content["settings"], content["rows"]


def answers(
    flavor: str, files: dict[str, str], rows: list[Row], root: Path
) -> Iterator[tuple[Row, PageUrls]]:
    """Yield each row of one setting with what postkit says."""
    engine = FLAVORS[flavor]
    pages = {row["source"]: f"---\n{row['front_matter']}---\nText.\n" for row in rows}
    for path, text in {**files, **pages}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    config = read_site_config(root, engine)
    assert config.notes == []
    assert engine.urls is not None
    for row in rows:
        data = read(Source(row["source"], pages[row["source"]].encode()), engine).data
        yield row, engine.urls(PageFacts(row["source"], data, config.data))


def encoded(url: str | None) -> str | None:
    """Return a path as it stands in a link."""
    return None if url is None else quote(url, safe=_SAFE)
