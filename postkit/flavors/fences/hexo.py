"""Hexo's fences; measured on Hexo 8.1.2 with hexo-front-matter 4.2.1."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import content_end, looks_like_a_key, unclosed
from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind

_OPEN = re.compile(r"(?P<fence>-{3,}|;{3,})(?P<blank>[^\S\r\n]*)(?P<eol>\r?\n)?")
_EOL = re.compile(r"\r?\n")
_CLOSE = re.compile(r"(?P<eol>\r?\n)(?P<fence>-{3,}|;{3,})")
_LOST = "Hexo then leaves the post out, and says so only in its log"
_TAKEN = "Hexo takes all above the first line `---` for front matter and then leaves the post out"
_PRINTED = "Hexo then prints the block in the page"


def find_hexo(text: str) -> Fences | None:
    """Find front matter as Hexo does: lines of `---` or `;;;`, the first of which may be missing.

    Between lines of `;;;` stands JSON without its outer braces. Without an opening fence all
    before the first line that begins with one is front matter if it is a mapping.

    Args:
        text: The text of a post without BOM.
    """
    opening = _OPEN.match(text)
    if opening is None:
        return _without_opening(text)
    if opening["blank"] and opening["eol"]:
        return _hidden_by_blanks(text, opening)
    if opening["blank"] or not opening["eol"]:
        return None
    fence, content = opening["fence"], opening.end()
    # One character at least is between the fences, if only a line end.
    closing = _closing(text, fence, _after_eol(text, content))
    if closing:
        return _fences(text, fence, content, closing)
    if text.startswith(fence, _after_eol(text, content)):
        return _empty(text, fence, content)
    kind = _kind(fence)
    meant = kind == "json" or looks_like_a_key(text, content)
    return unclosed(kind, text, 0, content, "Hexo prints it as text") if meant else None


def _without_opening(text: str) -> Fences | None:
    """Find a closing fence that stands alone; one character at least is before it."""
    closing = _CLOSE.search(text, _after_eol(text, 0) or 1)
    if closing is None:
        return None
    found = _fences(text, closing["fence"], 0, closing)
    return found._replace(optional=True, if_broken=_TAKEN if found.kind == "yaml" else _PRINTED)


def _closing(text: str, fence: str, start: int) -> re.Match[str] | None:
    """Return the first line end that the opening fence follows, maybe as part of a longer run."""
    lines = _CLOSE.finditer(text, start)
    return next((line for line in lines if line["fence"].startswith(fence)), None)


def _after_eol(text: str, index: int) -> int:
    eol = _EOL.match(text, index)
    return eol.end() if eol else index


def _hidden_by_blanks(text: str, opening: re.Match[str]) -> Fences | None:
    if not looks_like_a_key(text, opening.end()):
        return None
    message = "the blanks after the opening fence hide the front matter: Hexo prints it as text"
    repair = (*opening.span("blank"), "")
    flaw = Flaw(FlawKind.HIDDEN, opening.span("blank"), message, "end the line after the fence", repair)
    return Fences(_kind(opening["fence"]), (0, 0), (0, 0), flaw)


def _fences(text: str, fence: str, content: int, closing: re.Match[str]) -> Fences:
    kind = _kind(fence)
    body = _after_eol(text, closing.start("fence") + len(fence))
    place = (content, content_end(text, closing))
    broken = _LOST if kind == "yaml" else _PRINTED
    return Fences(kind, (0, body), place, if_broken=broken, if_no_keys=_PRINTED)


def _empty(text: str, fence: str, content: int) -> Fences:
    """Return a block with nothing in it, which Hexo does not take for front matter."""
    body = _after_eol(text, _after_eol(text, content) + len(fence))
    return Fences(_kind(fence), (0, body), (content, content), if_no_keys=_PRINTED)


def _kind(fence: str) -> Kind:
    return "json" if fence[0] == ";" else "yaml"
