"""The body of an answer as text: bounded, whatever it is packed in and whatever it says of itself."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import NamedTuple

MAX_BYTES = 1 << 20
"""So much of a body is looked at, packed and unpacked."""

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# zlib's names of formats; some send `deflate` without its header.
_WINDOW_BITS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_META_WITHIN = 4096


class Body(NamedTuple):
    """What was read of a body.

    Attributes:
        data: Its bytes as sent.
        content_type: The header `Content-Type`.
        encoding: The header `Content-Encoding`.
        truncated: Whether there was more.
    """

    data: bytes
    content_type: str = ""
    encoding: str = ""
    truncated: bool = False

    @property
    def is_html(self) -> bool:
        """Whether it says that it is a page."""
        return self.content_type.partition(";")[0].strip().lower() in _HTML

    def unpacked(self) -> Body | None:
        """Return it unpacked, up to `MAX_BYTES`; None where that cannot be done."""
        packing = self.encoding.strip().lower()
        if packing in ("", "identity"):
            return self
        if packing not in _WINDOW_BITS:
            return None
        for bits in _WINDOW_BITS[packing]:
            stream = zlib.decompressobj(bits)
            try:
                data = stream.decompress(self.data, MAX_BYTES)
            except zlib.error:
                continue
            cut = self.truncated or not stream.eof
            return Body(data, self.content_type, "", truncated=cut)
        return None


def charsets(body: Body) -> list[str]:
    """Return the encodings that a page may be in, the likeliest first: what it says may be wrong.

    A mark at the beginning counts before the header, the header before the page (HTML standard,
    section 13.2.3.2).

    Args:
        body: An unpacked body.
    """
    for mark, name in _MARKS:
        if body.data.startswith(mark):
            return [name]
    said = _CHARSET.search(body.content_type)
    meta = _META.search(body.data[:_META_WITHIN])
    names = [said[1] if said else "", meta[1].decode("ascii", "replace") if meta else "", "utf-8", "cp1252"]
    known = (_known(name) for name in names if name)
    return list(dict.fromkeys(name for name in known if name))


def _known(name: str) -> str:
    """Return how Python calls an encoding of text; empty where it has none that reads ASCII as such."""
    try:
        return name.lower() if b"<a id='x'>".decode(name) == "<a id='x'>" else ""
    except (LookupError, UnicodeError, ValueError):
        return ""
