"""The files that a site begins with: settings, a hook of pre-commit, a workflow of GitHub Actions."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from postkit import __version__
from postkit.config.spelled import value_text
from postkit.core.printable import printable


def settings_text(
    flavor: str | None, why: str, schema: tuple[str, Sequence[str]] | None, posts: tuple[int, int]
) -> str:
    """Return the text of a settings' file that sets what is needed and no more.

    Args:
        flavor: The engine that was found, or None.
        why: How it was found, in words.
        schema: The schema of posts, as the file names it, and globs of those that it holds for; or None.
        posts: How many have front matter, and how many have none.
    """
    lines = ["# Settings of postkit; `postkit config show` prints all that hold.", ""]
    if flavor:
        lines += [f"# The engine that builds the site ({printable(why)}).", f'flavor = "{flavor}"']
    else:
        lines += ["# No engine was found here; one can be named.", '# flavor = "gfm"']
    count, without = posts
    if schema:
        name, globs = schema
        lines += [
            "",
            f"# What front matter may be, as it is in {count:,} of the posts; the schema is yours to edit.",
        ]
        for glob in globs:
            lines += [
                "[[validate.schema]]",
                f"files = {value_text(glob)}",
                f"schema = {value_text(name)}",
                "",
            ]
    elif count:
        lines += ["", f"# No schema: of {count + without:,} posts {without:,} have no front matter."]
        lines += ["# `postkit schema infer FOLDER` makes one for the posts of a folder."]
    return "\n".join(lines).rstrip("\n") + "\n"


def hook_text(below: str) -> str:
    """Return the text of a `.pre-commit-config.yaml` with postkit's hook.

    Args:
        below: The site's folder below the repository's, with `/`; empty if it is the same.
    """
    files = f"\n        files: {json.dumps(f'^{re.escape(below)}/')}" if below else ""
    return f"""\
repos:
  - repo: https://example.org/postkit  # where you have it from
    rev: v{__version__}
    hooks:
      - id: postkit-check{files}
"""


def workflow_text(below: str) -> str:
    """Return the text of a workflow of GitHub Actions that runs `postkit check`.

    Args:
        below: The site's folder below the repository's, with `/`; empty if it is the same.
    """
    # In no text that a shell reads, since a folder may be called anything.
    folder = f"\n        working-directory: {json.dumps(below)}" if below else ""
    return f"""\
name: postkit
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.x"
      - run: pip install postkit=={__version__}
      - run: postkit check --output-format github{folder}
"""
