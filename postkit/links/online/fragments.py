"""Which fragments name an anchor that can be looked for in a page's HTML."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from unicodedata import normalize
from urllib.parse import unquote

_NO_ANCHOR = re.compile(
    r"[!/?:].*"  # routes of applications, text fragments (`:~:text=`)
    r"|.*:~:.*"
    r"|top"
    r"|L\d+(?:[-:,C.].*)?|lines?-\d+.*|(?:file|diff|blob)-.*"  # lines and files on code hosts
    r"|(?:issue|commit|pullrequest|note|discussion|event|review|ref-)[a-z_-]*[-_]?r?\d+"
    r"|(?:[\w.-]+=[^&]*)(?:&[\w.-]+=[^&]*)*"  # `page=3`, `t=10`, state of a script
    r"|comment[-_]?\d+|svgView\(.*",
    re.IGNORECASE | re.DOTALL,
)


def is_looked_for(fragment: str) -> bool:
    """Tell whether a fragment names an anchor, not a line, a route, a piece of text or the page's top.

    Args:
        fragment: What stands after `#`.
    """
    return bool(fragment) and not _NO_ANCHOR.fullmatch(unquote(fragment))


def is_named(fragment: str, names: AbstractSet[str]) -> bool:
    """Tell whether a page has the anchor that a fragment names (HTML standard, section 7.4.6.4).

    Args:
        fragment: What stands after `#`, percent-encoded or not.
        names: The anchors of the page. GitHub writes `user-content-` before those of a text, and its
            script leaves it out and does not mind the case.
    """
    for text in dict.fromkeys((fragment, unquote(fragment), normalize("NFC", unquote(fragment)))):
        if text in names or normalize("NFD", text) in names:
            return True
        github = f"user-content-{text}"
        if github in names or github.lower() in names:
            return True
    return False
