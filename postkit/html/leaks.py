"""Whether the tags of an HTML post have an effect on what a page has around it."""

from __future__ import annotations

from postkit.html.tree import Element, TooDeepError, parse
from postkit.html.trouble import Trouble

_FRAME = ("table", "tbody", "tr", "td", "main", "article", "section", "div")
"""What a layout may have around a post, innermost last."""

_TABLE = _FRAME[:4]
_END = "postkit-end"


def leak(html: str) -> Trouble | None:
    """Return which tag has an effect on what the page has around the body, if one does.

    The body is parsed inside of elements such as layouts have, with an element behind it: nothing
    in the body may end the former, nothing may go on into the latter. Tags that the HTML standard
    lets people leave out do neither.

    Args:
        html: The body, masked.
    """
    before = "".join(f"<{tag}>" for tag in _FRAME)
    try:
        path = _path_to_end(parse(f'{before}{html}<div id="{_END}">.</div>'))
    except TooDeepError:
        return Trouble("it is nested too deep")
    if not path:
        return Trouble("a comment, a script or the like is never closed", unbalanced=True)
    reason = _reason(*path)
    return Trouble(reason, unbalanced=True) if reason else None


def _reason(*path: Element) -> str:
    *outer, end = path
    if tuple(element.tag for element in outer[: len(_TABLE)]) != _TABLE:
        return "a tag of a table stands where no table is open"
    if len(outer) < len(_FRAME):
        return f"`</{_FRAME[len(outer)]}>` closes nothing that is open there"
    if len(outer) > len(_FRAME):
        return f"`<{outer[-1].tag}>` is never closed"
    if goes_on := next(end.elements(), None):
        return f"`<{goes_on.tag}>` is never closed"
    return "" if outer[-1].children[-1] is end else "a table is never closed"


def _path_to_end(element: Element) -> list[Element]:
    """Return the elements down to the last one that marks the end, which is in; none where there is none."""
    for child in reversed(element.children):
        if isinstance(child, Element):
            if child.attributes.get("id") == _END:
                return [child]
            if path := _path_to_end(child):
                return [child, *path]
    return []
