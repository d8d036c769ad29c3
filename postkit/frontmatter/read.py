"""From the bytes of a post to its front matter, with the place of every key and value."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple

from postkit.core.diagnostic import Diagnostic, Related
from postkit.core.edit import Edit, Fix
from postkit.core.offsets import ByteOffsets
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors.base import Flavor
from postkit.flavors.fences import find_any
from postkit.flavors.reader import Fences
from postkit.frontmatter.tree import Node, Parsed, Problem, find, plain
from postkit.rules.table import FM001, FM002, FM003, FM004, FM005, FM006

_FENCES = {"yaml": "---", "toml": "+++", "json": "{"}
_WIDE_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class Place(NamedTuple):
    """Where a value stands; byte spans. No key for list items and for the whole."""

    key: Span | None
    value: Span


@dataclass(frozen=True)
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

    kind: Literal["yaml", "toml", "json"] | None
    block: Span
    content: Span
    data: dict[str, Any]
    problems: tuple[Diagnostic, ...]
    source: Source = field(repr=False)
    flavor: Flavor = field(repr=False)

    @property
    def body_start(self) -> int:
        """The byte offset of the body's first byte."""
        return self.block.end

    @cached_property
    def _tree(self) -> tuple[Node, ByteOffsets] | None:
        """Parse once more, for places: most posts need none, and an index of many keeps data only."""
        if self.kind is None or not self.data:
            return None
        text = self.source.data[self.content.start : self.content.end].decode()
        root = _parse(self.kind, text, self.flavor).root
        return (root, ByteOffsets(text, self.content.start)) if root else None

    def locate(self, path: tuple[str | int, ...]) -> Place | None:
        """Return the place of a value.

        Args:
            path: Keys and list indices from the top; the empty path is the whole content.

        Returns:
            Its place, or None where the path leads to nothing that is written.
        """
        if self._tree is None:
            return None
        root, offsets = self._tree
        entry = find(root, path)
        if entry is None:
            return None
        key = Span(offsets[entry.key[0]], offsets[entry.key[1]]) if entry.key else None
        return Place(key, Span(offsets[entry.node.start], offsets[entry.node.end]))

    def is_flow(self, path: tuple[str | int, ...]) -> bool:
        """Tell whether the collection at a path is written in brackets or braces."""
        entry = find(self._tree[0], path) if self._tree else None
        return entry is not None and entry.node.flow


def read(source: Source, flavor: Flavor) -> FrontMatter:
    """Read the front matter of a post as its engine does; wrong bytes of any kind are problems.

    Args:
        source: The post.
        flavor: The engine.
    """
    if source.decode_error:
        return _none(source, flavor, 0, _undecodable(source, source.decode_error))
    text = source.text
    fences = flavor.reader.find_fences(text)
    if fences is None:
        return _none(source, flavor, source.bom, *_absent(source, flavor, text))
    if text.startswith("\ufeff", fences.content[0]):
        # A mark inside the block: YAML's reader drops it and does not count it.
        fences = fences._replace(content=(fences.content[0] + 1, fences.content[1]))
    offsets = ByteOffsets(text[: fences.block[1]], source.bom)
    block = Span(offsets[fences.block[0]], offsets[fences.block[1]])
    content = Span(offsets[fences.content[0]], offsets[fences.content[1]])
    if not fences.closed:
        problem = _unclosed(source, flavor, block, fences.kind)
        return FrontMatter(fences.kind, block, content, {}, (problem,), source, flavor)
    parsed = _parse(fences.kind, text[slice(*fences.content)], flavor)
    problems = [_diagnostic(problem, offsets, fences.content[0]) for problem in parsed.problems]
    data = plain(parsed.root) if parsed.root else None
    if data is not None and not isinstance(data, dict) and parsed.root:
        problems.append(_no_mapping(parsed.root, text, fences, offsets))
        data = None
    if source.bom and _is_page(source, flavor):
        problems.append(_hidden("the byte order mark before the front matter hides it", Span(0, source.bom)))
    return FrontMatter(fences.kind, block, content, data or {}, tuple(problems), source, flavor)


def _parse(kind: str, text: str, flavor: Flavor) -> Parsed:
    if kind == "yaml":
        from postkit.frontmatter import yaml_reader

        return yaml_reader.parse(text, flavor.reader)
    if kind == "toml":
        from postkit.frontmatter import toml_reader

        return toml_reader.parse(text)
    from postkit.frontmatter import json_reader

    return json_reader.parse(text)


def _none(source: Source, flavor: Flavor, body: int, *problems: Diagnostic) -> FrontMatter:
    return FrontMatter(None, Span(body, body), Span(body, body), {}, problems, source, flavor)


def _undecodable(source: Source, error: UnicodeDecodeError) -> Diagnostic:
    hint = "save the file as UTF-8"
    for bom, name in _WIDE_BOMS.items():
        if source.data.startswith(bom):
            return Diagnostic(FM006, WHOLE_FILE, f"the file is {name}, not UTF-8", hint)
    byte = source.data[error.start]
    span = Span(error.start, max(error.end, error.start + 1))
    return Diagnostic(FM006, span, f"the byte 0x{byte:02X} here is not UTF-8", hint)


def _absent(source: Source, flavor: Flavor, text: str) -> list[Diagnostic]:
    """Say why the engine sees no front matter: something hides it, or it is missing where needed."""
    fences = find_any(text)
    if fences and fences.kind == "yaml" and fences.closed and fences.block[0] > 0:
        root = _parse("yaml", text[slice(*fences.content)], flavor).root
        if root and isinstance(root.value, dict) and root.value:
            blank = Span(source.bom, source.bom + len(text[: fences.block[0]].encode()))
            return [_hidden("the blanks before the front matter hide it", blank)]
    if flavor.needs_front_matter:
        hint = "begin the file with `---`, the keys and another `---`"
        return [Diagnostic(FM005, WHOLE_FILE, f"{flavor.title} needs front matter and there is none", hint)]
    return []


def _hidden(message: str, span: Span) -> Diagnostic:
    fix = Fix("remove what stands before the front matter", (Edit(span, b""),))
    return Diagnostic(FM004, span, message, "let the file begin with `---`", fix)


def _is_page(source: Source, flavor: Flavor) -> bool:
    """Tell whether the engine takes the file for a page, whose BOM it does not skip."""
    folders = PurePosixPath(source.path).parts[:-1]
    return flavor.reader.bom_hides_pages and not set(folders) & set(flavor.post_folders)


def _unclosed(source: Source, flavor: Flavor, block: Span, kind: str) -> Diagnostic:
    fence = _FENCES[kind]
    head = source.data[block.start : block.start + len(fence)]
    if head != fence.encode():
        sign = head[:1].decode()
        message = f"{flavor.title} takes `{sign}` at the start of a file for front matter, and this is none"
        return Diagnostic(FM001, Span(block.start, block.start + 1), message, "put `---` twice before it")
    closing = "`}`" if kind == "json" else f"a line `{fence}`"
    span = Span(block.start, block.start + len(fence))
    return Diagnostic(FM002, span, "the front matter is never closed", f"close it with {closing}")


def _no_mapping(root: Node, text: str, fences: Fences, offsets: ByteOffsets) -> Diagnostic:
    shift = fences.content[0]
    hint = "write `key: value` lines"
    what = "a list" if isinstance(root.value, list) else "one value"
    if isinstance(root.value, str) and fences.kind == "yaml":
        from postkit.frontmatter.yaml_errors import explain_no_mapping

        hint = explain_no_mapping(text[slice(*fences.content)], root.start)
    span = Span(offsets[root.start + shift], offsets[root.end + shift])
    return Diagnostic(FM003, span, f"the front matter is {what}, not keys with values", hint)


def _diagnostic(problem: Problem, offsets: ByteOffsets, shift: int) -> Diagnostic:
    """Turn code points of the content into bytes of the source."""

    def span(start: int, end: int) -> Span:
        return Span(offsets[start + shift], offsets[end + shift])

    fix = None
    if problem.cut:
        fix = Fix("remove the second of two equal keys", (Edit(span(*problem.cut), b""),))
    related: tuple[Related, ...] = ()
    if problem.related:
        start, end, message = problem.related
        related = (Related(span(start, end), message),)
    return Diagnostic(
        problem.rule, span(problem.start, problem.end), problem.message, problem.hint, fix, related
    )
