"""Links and images without a destination."""

from __future__ import annotations

import re

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import quoted
from postkit.links.destinations.kinds import Destination, Kind
from postkit.rules import table

_BY_SCRIPT = re.compile(
    r"\s(?:on\w+|data-[\w-]+|srcset|[:@][\w.:-]+|v-[\w:.-]+|x-[\w:.-]+|ng-[\w-]+|role)\s*(?:=|[\s/>])",
    re.IGNORECASE,
)
"""An attribute that tells that a script follows the link, or brings the picture."""

_NO_HOST = re.compile(r"https?:/*", re.IGNORECASE)
_ANCHOR = re.compile(r"\[\s*\]\(\s*\)\{[^{}\n]*#[^{}\n]*\}")
"""A link of nothing to nothing that is there for its id alone."""

_LINKING = re.compile(r"<(?:a|area)\s", re.IGNORECASE)
_EMBEDDING = re.compile(r"<(?:img|iframe|audio|video|source|embed)\s", re.IGNORECASE)


def empty_destination(found: Destination, tag: str) -> Diagnostic | None:
    """Return the finding on a destination that is empty; `#` is not, it is the top of the page.

    Args:
        found: The destination.
        tag: The text of the construct that it stands in, with a list of attributes behind it.
    """
    if found.template or _ANCHOR.fullmatch(tag):
        return None
    if _NO_HOST.fullmatch(found.value):
        message = f"{quoted(found.value)} names no host"
        return Diagnostic(table.LNK007, found.span, message, "write where it leads")
    if found.value.strip():
        return None
    if found.kind is Kind.ATTRIBUTE:
        pattern = _EMBEDDING if found.image else _LINKING
        if not pattern.match(tag) or _BY_SCRIPT.search(tag) or found.value:
            return None
    elif found.kind not in (Kind.INLINE, Kind.DEFINITION):
        return None
    what = "image" if found.image else "definition" if found.kind is Kind.DEFINITION else "link"
    return Diagnostic(table.LNK007, found.whole, f"the {what} has no destination", "write where it leads")
