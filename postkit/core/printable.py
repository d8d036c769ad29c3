"""Text of posts and names of files for people's eyes: nothing in it can forge a line of output."""

from __future__ import annotations

import re

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f"  # control characters, ESC among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # controls of the writing direction
    "\u2028\u2029"  # line ends to some readers
    "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # invisible
    "\ud800-\udfff]"  # bytes of a file's name that are no UTF-8
)

_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: str) -> str:
    r"""Return a text with its control, direction and invisible characters escaped, as `\x1b`.

    Args:
        text: Any text; lone surrogates stand for bytes, as in the names of files.
    """
    # What is not escaped and yet not printable to Python, such as a wide blank, is rare.
    return text if text.isprintable() else re.sub(_UNSAFE, _escaped, text)


def quoted(text: str) -> str:
    """Return a text for a message: printable, in backticks, cut to 60 characters.

    Args:
        text: Any text.
    """
    return f"`{printable(text if len(text) <= 60 else text[:59] + '…')}`"


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code < 0x100:
        return _SHORT.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
