"""References to labels that are defined nowhere: `[text][label]` without `[label]: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.links.faults.brackets import Bracketed, Prose
from postkit.links.faults.labels import known_labels, normal
from postkit.rules import table

_LABEL = re.compile(rb"\[((?:[^\[\]\\]|\\.)*+)\](?![\[\w(:])", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
_CLASS = re.compile(r"\^|\\|.*[A-Za-z0-9]-[A-Za-z0-9](?![A-Za-z])")
_NOT_BEFORE = re.compile(r"[\w\])}>\\$&.`]")
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
_MARKS = ("^", "@")
"""What notes and citations begin with."""

_SHORT = 12
_LONGEST_LABEL = 999
_MOST_LABELS = 2000

_BRINGS_TEXT = re.compile(
    r"\{%-?\s*(?:include|include_relative|render|includeraw)\b(?![^%]*\.html?\b)"
    r"|\{\{[<%]\s*[\w/.-]*(?:include|readfile|snippet|partial|links?|refs?erences)\b",
    re.IGNORECASE,
)
"""Tags that may bring definitions from another file."""

_SNIPPET = re.compile(rb"^[ \t]*(?:;*-+8<-+|\{!)", re.MULTILINE)


def undefined_references(prose: Prose, *, labels_known: bool) -> Iterator[Diagnostic]:
    """Yield a finding for each reference to a label that is not defined.

    Args:
        prose: The body of a post.
        labels_known: Whether no plugin defines labels.
    """
    labels: dict[str, str] | None = None
    for text in prose.bracketed:
        match = prose.match(_LABEL, text.end)
        if match is None or len(match[1]) > _LONGEST_LABEL or not _is_reference(prose, text, match):
            continue
        if labels is None:
            if _elsewhere(prose, labels_known=labels_known):
                return
            labels = known_labels(prose)
            if any(one in prose.post.masked.tags for label in labels for one in label):
                return  # a template writes definitions, perhaps in a loop
        span = Span(*match.span(1)).shift(prose.base) if match[1] else text.text
        label = prose.slice(span)
        if normal(label) not in labels:
            yield _finding(prose, span, label, labels)


def _is_reference(prose: Prose, text: Bracketed, match: re.Match[bytes]) -> bool:
    """Tell whether two pairs of brackets are meant for a reference, not for an index or a pattern."""
    shown, label = prose.slice(text.text), match[1].decode(errors="replace")
    image = prose.data.startswith(b"!", text.start - prose.base)
    if not image and (prose.is_linked(text.start) or not _LETTER.search(shown)):
        return False
    if shown.count("\n") > 1 or shown.startswith(_MARKS) or (_CLASS.match(shown) and len(shown) < _SHORT):
        return False
    if label and (not label.strip() or label.startswith(("/", *_MARKS)) or _BLANK_LINE.search(label)):
        return False
    is_known = not any(one in prose.post.masked.tags for one in label)
    return is_known and not _is_part(prose, text.start, match.end(), image=image)


def _is_part(prose: Prose, start: int, end: int, *, image: bool) -> bool:
    """Tell whether what stands around shows an index, as `a[b][c]`, or the brackets of a wiki."""
    place = start - prose.base
    before = prose.data[max(place - 4, 0) : place].decode(errors="ignore")[-1:]
    in_brackets = before == "[" and prose.data[end : end + 1] == b"]" and not image
    return in_brackets or (before != "" and _NOT_BEFORE.match(before) is not None)


def _elsewhere(prose: Prose, *, labels_known: bool) -> bool:
    """Tell whether labels may be defined in another file."""
    if any(_BRINGS_TEXT.match(tag) for tag in prose.post.masked.tags.values()) or _SNIPPET.search(prose.data):
        return True
    return not labels_known


def _finding(prose: Prose, span: Span, label: str, labels: Mapping[str, str]) -> Diagnostic:
    message = f"the label {quoted(label)} is defined nowhere"
    near = _near(normal(label), labels)
    if near is None:
        return Diagnostic(table.LNK004, span, message, f"add a line {quoted(f'[{label}]: …')}")
    # The text of a reference is the writer's, also where it serves as the label.
    collapsed = prose.data.startswith(b"][]", span.end - prose.base)
    place = Span(span.end + 2, span.end + 2) if collapsed else span
    fix = Fix("take the label that is defined", (Edit(place, near.encode()),), Safety.UNSAFE)
    return Diagnostic(table.LNK004, span, message, f"did you mean {quoted(near)}?", fix)


def _near(label: str, labels: Mapping[str, str]) -> str | None:
    """Return the one label that another may be a slip of; None where there is none, or more than one."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = max(1, min(2, len(label) // 3), len(label) // 8)
    names = list(labels)[:_MOST_LABELS]
    found = process.extract(label, names, scorer=OSA.distance, score_cutoff=most, limit=2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return labels[found[0][0]]
