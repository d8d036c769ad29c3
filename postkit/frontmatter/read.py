"""From the bytes of a post to its front matter, with the place of every key and value."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.offsets import ByteOffsets
from postkit.core.source import Source
from postkit.core.span import Span
from postkit.flavors.base import Flavor
from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind, Reader
from postkit.frontmatter import unread
from postkit.frontmatter.parse import parse, simple_data
from postkit.frontmatter.tree import Node, Parsed, Problem, find, plain

_RULE = "write `***` if the `---` is a thematic break"


class Place(NamedTuple):
    """Where a value stands; byte spans. No key for list items and for the whole."""

    key: Span | None
    value: Span


class FrontMatter:
    """The front matter of one post.

    Args:
        kind: The language it is written in; None where there is no front matter.
        block: The bytes from the opening fence to the first byte of the body; empty and at the
            body's start where there is none.
        content: The bytes between the fences.
        data: What the flavor's reader makes of it; empty where there is none or it is broken.
        problems: What is wrong with it before any schema is asked.
        source: The post.
        flavor: The flavor that it was read by.
    """

    def __init__(
        self,
        kind: Kind | None,
        block: Span,
        content: Span,
        data: dict[str, Any],
        problems: tuple[Diagnostic, ...],
        source: Source,
        flavor: Flavor,
    ) -> None:
        self.kind = kind
        self.block = block
        self.content = content
        self.data = data
        self.problems = problems
        self.source = source
        self.flavor = flavor

    @property
    def body_start(self) -> int:
        """The byte offset of the body's first byte."""
        return self.block.end

    @cached_property
    def tree(self) -> tuple[Node, ByteOffsets] | None:
        """The parsed content, and bytes for its code points; None where there is no data.

        It is parsed once more: most posts need no places, and an index of many keeps data only.
        """
        if self.kind is None or not self.data:
            return None
        text = self.source.data[self.content.start : self.content.end].decode()
        root = parse(self.kind, text, self.flavor.reader).root
        return (root, ByteOffsets(text, self.content.start)) if root else None

    def locate(self, path: tuple[str | int, ...]) -> Place | None:
        """Return the place of a value.

        Args:
            path: Keys and list indices from the top; the empty path is the whole content.

        Returns:
            Its place, or None where the path leads to nothing that is written.
        """
        if self.tree is None:
            return None
        root, offsets = self.tree
        entry = find(root, path)
        if entry is None:
            return None
        key = Span(offsets[entry.key[0]], offsets[entry.key[1]]) if entry.key else None
        return Place(key, Span(offsets[entry.node.start], offsets[entry.node.end]))


def read(source: Source, flavor: Flavor) -> FrontMatter:
    """Read the front matter of a post as its engine does; wrong bytes of any kind are problems.

    Args:
        source: The post.
        flavor: The engine.
    """
    if source.decode_error:
        return _none(source, flavor, 0, unread.undecodable(source, source.decode_error))
    text = source.text
    fences = flavor.reader.find_fences(text)
    if fences is None:
        return _none(source, flavor, source.bom, *unread.absent(source, flavor, text))
    if fences.flaw:
        return _flawed(source, flavor, fences, fences.flaw)
    if text.startswith("\ufeff", fences.content[0]):
        # A mark inside the block: YAML's reader drops it and does not count it.
        fences = fences._replace(content=(fences.content[0] + 1, fences.content[1]))
    offsets = ByteOffsets(text[: fences.block[1]], source.bom)
    data: Any = simple_data(fences.kind, text[slice(*fences.content)], flavor.reader)
    problems: list[Diagnostic] = []
    if not data:
        from postkit.frontmatter.prose import is_prose

        parsed = parse(fences.kind, text[slice(*fences.content)], flavor.reader)
        if is_prose(fences, parsed, text):
            return _none(source, flavor, source.bom, *unread.absent(source, flavor, text))
        data = plain(parsed.root) if parsed.root else None
        problems = _problems(parsed, data, text, fences, flavor.reader, offsets)
    if source.bom and _is_page(source, flavor):
        problems.append(unread.hidden_by_bom(source))
    block, content = offsets.span(fences.block), offsets.span(fences.content)
    data = data if isinstance(data, dict) else {}
    return FrontMatter(fences.kind, block, content, data, tuple(problems), source, flavor)


def _none(source: Source, flavor: Flavor, body: int, *problems: Diagnostic) -> FrontMatter:
    return FrontMatter(None, Span(body, body), Span(body, body), {}, problems, source, flavor)


def _problems(
    parsed: Parsed, data: Any, text: str, fences: Fences, reader: Reader, offsets: ByteOffsets
) -> list[Diagnostic]:
    """Return what is wrong with the content, and what is missing in it."""
    problems = [unread.finding(problem, fences, offsets) for problem in parsed.problems]
    if problems and fences.kind == "yaml" and not fences.optional:
        problems[0] = _mended(problems[0], parsed.problems[0], text, fences, reader, offsets)
    if data is not None and not isinstance(data, dict) and parsed.root:
        problems.append(unread.no_mapping(parsed.root, text, fences, offsets))
    elif not data and not problems and fences.if_no_keys:
        problems.append(unread.no_keys(fences, offsets))
    if fences.may_be_rules and not data and text[slice(*fences.content)][:1] in {"\r", "\n"}:
        hints = [f"{one.hint}; {_RULE}" if one.hint else _RULE for one in problems]
        problems = [one._replace(hint=hint, fix=None) for one, hint in zip(problems, hints, strict=True)]
    return problems


def _mended(
    finding: Diagnostic, problem: Problem, text: str, fences: Fences, reader: Reader, offsets: ByteOffsets
) -> Diagnostic:
    """Return a finding on YAML with what may mend it: a fence above the text, or quotes."""
    from postkit.frontmatter.closing import fence_above
    from postkit.frontmatter.quoting import quoting_fix

    if above := fence_above(problem, text, fences, reader, offsets):
        return finding._replace(hint=above.hint, fix=above.fix)
    content, shift = text[slice(*fences.content)], fences.content[0]
    fix = finding.fix or quoting_fix(problem, content, reader, offsets, shift)
    return finding._replace(fix=fix)


def _flawed(source: Source, flavor: Flavor, fences: Fences, flaw: Flaw) -> FrontMatter:
    """Return front matter that is not read as it is meant, with the reason and without data."""
    offsets = ByteOffsets(source.text[: max(fences.block[1], flaw.place[1])], source.bom)
    block, content = offsets.span(fences.block), offsets.span(fences.content)
    kind: Kind | None = fences.kind
    if flaw.kind in {FlawKind.CODE, FlawKind.HIDDEN}:
        kind, content = None, Span(block.end, block.end)
    finding = unread.flawed(flaw, offsets)
    if flaw.kind is FlawKind.UNCLOSED and finding.fix is None:
        from postkit.frontmatter.closing import closing_fix

        finding = finding._replace(fix=closing_fix(source.text, fences, flavor, offsets))
    return FrontMatter(kind, block, content, {}, (finding,), source, flavor)


def _is_page(source: Source, flavor: Flavor) -> bool:
    """Tell whether the engine takes the file for a page, whose BOM it does not skip."""
    folders = PurePosixPath(source.path).parts[:-1]
    return flavor.reader.bom_hides_pages and not set(folders) & set(flavor.post_folders)
