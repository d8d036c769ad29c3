"""Labels of link reference definitions (CommonMark 0.31, section 4.7)."""

from __future__ import annotations

import re

from postkit.links.faults.brackets import Prose

_LOOSE = re.compile(rb"^[ \t>*+-]*(?:\d+[.)][ \t]+)?\[((?:[^\[\]\\\r\n]|\\.)++)\][ \t]*:", re.MULTILINE)


def normal(label: str) -> str:
    """Return what a label is compared by: white space collapsed, case folded.

    Args:
        label: What stands between the brackets.
    """
    return " ".join(label.split()).casefold()


def known_labels(prose: Prose) -> dict[str, str]:
    """Return the labels that a post defines, or seems to, by what they are compared by.

    Engines differ in what they take for a definition, so a line that begins like one counts.

    Args:
        prose: The body.
    """
    labels = {normal(one.label): one.label for one in prose.post.document.definitions}
    for match in _LOOSE.finditer(prose.data):
        label = match[1].decode(errors="replace")
        labels.setdefault(normal(label), label)
    return labels
