"""Which files of a Hexo site become pages.

Source: hexo 8.1.2, `processor/common.js`, `processor/asset.js`, `processor/post.js`, `box/index.js`;
a pattern of a kind that is not read here makes the answer unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from postkit.flavors.permalinks.globs import selects
from postkit.flavors.permalinks.javascript import UnknownError
from postkit.flavors.permalinks.settings import strings

_MARKDOWN = ("md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext")
_OUTPUTS = {
    **dict.fromkeys((*_MARKDOWN, "html", "htm", "njk", "j2"), "html"),
    "css": "css",
    "js": "js",
    "json": "json",
    "yml": "json",
    "yaml": "json",
}
_HIDDEN = re.compile(r"(?:^|/)[_.]")
_MOST_STARS = 8
"""A pattern with more takes long to match, and nobody writes it."""

_EXTENDED = re.compile(r"[!@+?*]\(|^!")


def output_of(path: str, config: Mapping[str, Any]) -> str:
    """Return the extension that a renderer gives a file; empty where it is copied as it is.

    Args:
        path: The path below the source folder.
        config: The site's configuration.
    """
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2] if "." in name[1:] else ""
    output = _OUTPUTS.get(extension, "")
    return "" if output and matches(path, config.get("skip_render")) else output


def is_post(inside: str) -> bool:
    """Tell whether the processor of posts takes a file below `_posts` or `_drafts`."""
    return not (_HIDDEN.search(inside) or inside.endswith(("%", "~")))


def is_page(path: str, config: Mapping[str, Any]) -> bool:
    """Tell whether the processor of pages and assets takes a file; `include` brings hidden ones back."""
    if path.endswith(("%", "~")) or matches(path, config.get("exclude")):
        return False
    return not _HIDDEN.search(path) or matches(path, config.get("include"))


def is_ignored(path: str, config: Mapping[str, Any]) -> bool:
    """Tell whether the walk passes over a file or one of its folders, by the setting `ignore`.

    Args:
        path: The path below the site's root.
        config: The site's configuration.
    """
    patterns = config.get("ignore")
    if not patterns:
        return False
    parts = path.split("/")
    # The patterns are asked about whole paths; where the site stands, nobody knows.
    return any(matches("/".join(("site", *parts[:count])), patterns) for count in range(1, len(parts) + 1))


def matches(path: str, patterns: object) -> bool:
    """Tell whether one of some patterns matches a whole path.

    Args:
        path: A path with `/`.
        patterns: A pattern, or a list of some.

    Raises:
        UnknownError: A pattern is of a kind that is not read here.
    """
    found = strings(patterns)
    if any(_EXTENDED.search(pattern) or pattern.count("*") > _MOST_STARS for pattern in found):
        raise UnknownError
    return selects((pattern.removeprefix("./") for pattern in found), path, dot=False)
