"""One post as the checks see it: its source, front matter and body, each read once when asked for."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from postkit.core.source import Source
from postkit.core.span import Span
from postkit.flavors.base import Flavor
from postkit.frontmatter.read import FrontMatter, read

if TYPE_CHECKING:
    from postkit.markdown.document import Document, Html
    from postkit.markdown.mask import Masked


class Post:
    """A post under a flavor.

    Args:
        source: Its bytes and name.
        flavor: The engine that reads it.
        path: Its path below the site's root, with `/`; the source's path if not given.
    """

    def __init__(self, source: Source, flavor: Flavor, path: str | None = None) -> None:
        self.source = source
        self.flavor = flavor
        self.path = source.path if path is None else path

    @property
    def readable(self) -> bool:
        """Whether the bytes decode; if not, there is nothing but the finding that says so."""
        return self.source.decode_error is None

    @property
    def is_html(self) -> bool:
        """Whether the whole body is HTML, by the file's name."""
        return self.path.lower().endswith((".html", ".htm"))

    @property
    def is_mdx(self) -> bool:
        """Whether the body is MDX, by the file's name: not converted, since it is code."""
        return self.path.lower().endswith(".mdx")

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The front matter; reading it never fails, its problems are findings."""
        return read(self.source, self.flavor)

    @cached_property
    def body(self) -> Span:
        """The bytes of the body."""
        start = self.front_matter.body_start if self.readable else len(self.source.data)
        return Span(start, len(self.source.data))

    @cached_property
    def masked(self) -> Masked:
        """The body with its template tags as tokens of the same length."""
        from postkit.markdown.mask import mask

        return mask(self.source.slice(self.body), self.flavor.tags)

    @cached_property
    def masked_bytes(self) -> bytes:
        """The masked body in UTF-8: byte offsets count from the body's start."""
        return self.masked.text.encode()

    @cached_property
    def document(self) -> Document:
        """The body as blocks, headings, links and HTML; spans are in bytes of the source."""
        from postkit.markdown.document import Document, Html
        from postkit.markdown.scan import scan

        if self.is_html:
            return Document(html=[Html(block=True, span=self.body)])
        return scan(self.masked.text, self.body.start, heading_attributes=self.flavor.heading_attributes)

    def html_in(self, span: Span) -> list[Html]:
        """Return the pieces of raw HTML that begin inside a byte span of the source."""
        pieces = self.document.html
        first = bisect_left(pieces, span.start, key=lambda piece: piece.span.start)
        last = bisect_left(pieces, span.end, key=lambda piece: piece.span.start)
        return pieces[first:last]

    def masked_slice(self, span: Span) -> str:
        """Return the masked text of a byte span of the source inside the body."""
        start = span.start - self.body.start
        return self.masked_bytes[start : span.end - self.body.start].decode(errors="replace")
