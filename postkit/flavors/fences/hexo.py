"""Hexo's fences; measured on Hexo 8.1.2 with hexo-front-matter 4.2.1."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import content_end, looks_like_a_key, unclosed
from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind

_OPEN = re.compile(r"(?P<fence>-{3,}|;{3,})(?P<blank>[^\S\r\n]*)(?P<eol>\r?\n)?")
_EOL = re.compile(r"\r?\n")
_CLOSE_ALONE = re.compile(r"(?P<eol>\r?\n)(?P<fence>-{3,}|;{3,})(?:\r?\n)?")
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
    fence, content = opening["fence"], opening.end()
    if opening["blank"] and opening["eol"]:
        return _hidden_by_blanks(text, opening)
    if opening["blank"] or not opening["eol"]:
        return None
    first = _EOL.match(text, content)
    closing = re.compile(rf"(?P<eol>\r?\n){fence}(?:\r?\n)?").search(text, first.end() if first else content)
    if closing:
        return _fences(fence, (0, closing.end()), (content, content_end(text, closing)))
    empty = text.startswith(fence, content)
    if empty or (first and text.startswith(fence, first.end())):
        end = text.find("\n", content if empty else content + 1)
        block = (0, len(text) if end == -1 else end + 1)
        return _fences(fence, block, (content, content))
    kind = _kind(fence)
    meant = kind == "json" or looks_like_a_key(text, content)
    return unclosed(kind, text, 0, content, "Hexo prints it as text") if meant else None


def _without_opening(text: str) -> Fences | None:
    """Find a closing fence that stands alone; one character at least is before it."""
    closing = _CLOSE_ALONE.search(text, 2 if text.startswith("\r\n") else 1)
    if closing is None:
        return None
    found = _fences(closing["fence"], (0, closing.end()), (0, content_end(text, closing)))
    return found._replace(optional=True, if_broken=_TAKEN)


def _hidden_by_blanks(text: str, opening: re.Match[str]) -> Fences | None:
    if not looks_like_a_key(text, opening.end()):
        return None
    message = "the blanks after the opening fence hide the front matter: Hexo prints it as text"
    repair = (*opening.span("blank"), "")
    flaw = Flaw(FlawKind.HIDDEN, opening.span("blank"), message, "end the line after the fence", repair)
    return Fences(_kind(opening["fence"]), (0, 0), (0, 0), flaw)


def _fences(fence: str, block: tuple[int, int], content: tuple[int, int]) -> Fences:
    kind = _kind(fence)
    broken = _LOST if kind == "yaml" else _PRINTED
    return Fences(kind, block, content, if_broken=broken, if_no_keys=_PRINTED)


def _kind(fence: str) -> Kind:
    return "json" if fence[0] == ";" else "yaml"
