"""Where a post says what is to be ignored: a comment before a block, or a key in its front matter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span
from postkit.core.suppression import COMMENT, Suppression, codes_in
from postkit.frontmatter.wording import quote
from postkit.rules.table import RULES, RUN006
from postkit.site.post import Post


def suppressions(post: Post) -> list[Suppression]:
    """Return the suppressions of a post.

    `<!-- postkit-ignore LNK001 -->` counts for the next block at the top level of the body (an
    `.html` post is one block, so there it counts for all of it), the key
    `postkit: {ignore: [LNK001]}` for the whole post.

    Args:
        post: The post.
    """
    if b"postkit" not in post.source.data or not post.readable:
        return []
    return [*_in_front_matter(post), *_in_comments(post)]


def unknown_codes(written: Iterable[Suppression]) -> Iterator[Diagnostic]:
    """Yield a finding for each code that is no rule's, nor how some begin.

    Args:
        written: The suppressions of a post.
    """
    for one in written:
        for code in filter(_is_unknown, one.codes):
            name = _rule_meant(code)
            message = f"there is no rule {quote(code)}" + (f", did you mean `{name}`?" if name else "")
            hint = f"write `{name}`" if name else "write a code such as `LNK001`, or remove it"
            yield Diagnostic(RUN006, one.place, message, hint)


def without_unknown(one: Suppression) -> Suppression | None:
    """Return a suppression with those codes that are rules'; None where no code is left of those it has."""
    codes = tuple(code for code in one.codes if not _is_unknown(code))
    return one._replace(codes=codes) if codes or not one.codes else None


def _is_unknown(code: str) -> bool:
    return not any(rule.startswith(code) for rule in RULES)


def _rule_meant(code: str) -> str | None:
    """Return the rule with this name in place of its code, or with nearly this code."""
    from postkit.frontmatter.nearby import nearest

    by_name = {rule.name.upper(): rule.code for rule in RULES.values()}
    return by_name.get(code) or nearest(code, RULES)


def _in_front_matter(post: Post) -> Iterator[Suppression]:
    own = post.front_matter.data.get("postkit")
    if not isinstance(own, dict) or "ignore" not in own:
        return
    listed = own["ignore"]
    texts = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    for number, text in enumerate(texts):
        codes = codes_in(text) if isinstance(text, str) else ()
        where: tuple[str | int, ...] = ("postkit", "ignore", number)
        place = post.front_matter.locate(where if texts is listed else where[:2])
        if codes:
            yield Suppression(codes, None, place.value if place else post.front_matter.content)


def _in_comments(post: Post) -> Iterator[Suppression]:
    blocks = [block.span for block in post.document.blocks]
    for piece in post.document.html:
        text = post.masked_slice(piece.span)
        offsets = ByteOffsets(text, piece.span.start)
        for match in COMMENT.finditer(text):
            place = Span(offsets[match.start()], offsets[match.end()])
            scope = None if post.is_html else _next(blocks, place.end)
            yield Suppression(codes_in(match[1]), scope, place)


def _next(blocks: list[Span], offset: int) -> Span:
    """Return the first block that begins at or after a byte offset; an empty span if none does."""
    index = bisect_left(blocks, Span(offset, 0))
    return blocks[index] if index < len(blocks) else Span(offset, offset)
