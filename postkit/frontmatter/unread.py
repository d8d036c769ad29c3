"""What is said of front matter that an engine does not read as it is meant, or not at all."""

from __future__ import annotations

import codecs
import re

from postkit.core.diagnostic import Diagnostic, Related
from postkit.core.edit import Edit, Fix
from postkit.core.offsets import ByteOffsets
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors.base import Flavor
from postkit.flavors.reader import Fences, Flaw, FlawKind
from postkit.frontmatter.parse import parse
from postkit.frontmatter.tree import Node, Problem
from postkit.rules.table import FM001, FM002, FM003, FM004, FM005, FM006, FM014

_WIDE_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_RULES = {
    FlawKind.UNCLOSED: FM002,
    FlawKind.HIDDEN: FM004,
    FlawKind.UNREADABLE: FM001,
    FlawKind.CODE: FM014,
}
_MORE_MARKS = r"\A\ufeff+"
_FIRST_LINE = re.compile(r"-{3,}[ \t]*(?P<rest>[^\s-][^\r\n]*)?(?=[\r\n])")


def undecodable(source: Source, error: UnicodeDecodeError) -> Diagnostic:
    """Name the first byte that is not UTF-8, or the encoding that the file has instead."""
    hint = "save the file as UTF-8"
    for bom, name in _WIDE_BOMS.items():
        if source.data.startswith(bom):
            return Diagnostic(FM006, WHOLE_FILE, f"the file is {name}, not UTF-8", hint)
    byte = source.data[error.start]
    span = Span(error.start, max(error.end, error.start + 1))
    return Diagnostic(FM006, span, f"the byte 0x{byte:02X} here is not UTF-8", hint)


def absent(source: Source, flavor: Flavor, text: str) -> list[Diagnostic]:
    """Say why an engine sees no front matter: something hides it, or it is missing where needed.

    Args:
        source: The post.
        flavor: The engine.
        text: The post's text without BOM.
    """
    if seen := _seen_by_others(text, flavor):
        return [_unseen(source, flavor, text, seen)]
    if flavor.needs_front_matter:
        hint = "begin the file with `---`, the keys and another `---`"
        return [Diagnostic(FM005, WHOLE_FILE, f"{flavor.title} needs front matter and there is none", hint)]
    return []


def _seen_by_others(text: str, flavor: Flavor) -> Fences | None:
    """Return front matter with keys that a lenient reader sees.

    A first line such as `--- x` is taken for `---`, more marks like the one that is dropped for blanks.
    """
    text = re.sub(_MORE_MARKS, lambda marks: " " * len(marks[0]), text, count=1)
    first = _FIRST_LINE.match(text)
    if first and first["rest"]:
        text = "---".ljust(first.end()) + text[first.end() :]
    from postkit.flavors.fences.any import find_any

    fences = find_any(text)
    if fences is None or fences.flaw:
        return None
    root = parse(fences.kind, text[slice(*fences.content)], flavor.reader).root
    return fences if root and isinstance(root.value, dict) and root.value else None


def _unseen(source: Source, flavor: Flavor, text: str, fences: Fences) -> Diagnostic:
    start = source.bom + len(text[: fences.block[0]].encode())
    if fences.kind != "yaml":
        message = f"{flavor.title} reads no {fences.kind.upper()} front matter and prints it as text"
        return Diagnostic(FM004, Span(start, start + 1), message, "write it as YAML between lines `---`")
    if start > source.bom:
        blank = Span(source.bom, start)
        fix = Fix("remove what stands before the front matter", (Edit(blank, b""),))
        message = "the blanks before the front matter hide it"
        return Diagnostic(FM004, blank, message, "let the file begin with `---`", fix)
    end = source.bom + len(re.split(r"[\r\n]", text, maxsplit=1)[0].rstrip().encode())
    message = f"{flavor.title} does not take this line for a fence and prints the front matter as text"
    return Diagnostic(FM004, Span(start, end), message, "write `---` alone on the first line")


def hidden_by_bom(source: Source) -> Diagnostic:
    """Say that the byte order mark makes the engine miss the front matter after it."""
    mark = Span(0, source.bom)
    fix = Fix("remove the byte order mark", (Edit(mark, b""),))
    message = "the byte order mark before the front matter hides it"
    return Diagnostic(FM004, mark, message, "let the file begin with `---`", fix)


def flawed(flaw: Flaw, offsets: ByteOffsets) -> Diagnostic:
    """Make a finding of what is wrong with the fences.

    Args:
        flaw: What is wrong.
        offsets: The bytes of the text's code points.
    """
    fix = None
    if flaw.repair:
        start, end, text = flaw.repair
        fix = Fix(flaw.hint, (Edit(offsets.span((start, end)), text.encode()),))
    return Diagnostic(_RULES[flaw.kind], offsets.span(flaw.place), flaw.message, flaw.hint, fix)


def no_keys(fences: Fences, offsets: ByteOffsets) -> Diagnostic:
    """Say what an engine does with a block without keys."""
    message = f"the front matter holds no key; {fences.if_no_keys}"
    return Diagnostic(FM003, offsets.span(fences.block), message, "write a key, or remove both fences")


def no_mapping(root: Node, text: str, fences: Fences, offsets: ByteOffsets) -> Diagnostic:
    """Say that the content is a list or one value.

    Args:
        root: What the content is.
        text: The text of the post.
        fences: Where it stands.
        offsets: The bytes of the text's code points.
    """
    hint = "write `key: value` lines"
    is_list = isinstance(root.value, list)
    message = f"the front matter is {'a list' if is_list else 'one value'}, not keys with values"
    if isinstance(root.value, str) and fences.kind == "yaml":
        from postkit.frontmatter.yaml_errors import explain_no_mapping

        why, hint = explain_no_mapping(text[slice(*fences.content)], root.start)
        message += f": {why}" if why else ""
    does = fences.if_no_mapping or (fences.if_broken if is_list else fences.if_no_keys)
    span = offsets.span((root.start, root.end), fences.content[0])
    return Diagnostic(FM003, span, f"{message}; {does}" if does else message, hint)


def finding(problem: Problem, fences: Fences, offsets: ByteOffsets) -> Diagnostic:
    """Make a finding of a parser's problem.

    Args:
        problem: The problem, its places counted from the start of the content.
        fences: Where the content stands, and what the engine does where it cannot be read.
        offsets: The bytes of the text's code points.
    """
    shift = fences.content[0]
    fix = None
    if problem.cut:
        which = "first" if problem.cut[1] <= problem.start else "second"
        edit = Edit(offsets.span(problem.cut, shift), b"")
        fix = Fix(f"remove the {which} of two equal keys", (edit,))
    related: tuple[Related, ...] = ()
    if problem.related:
        start, end, said = problem.related
        related = (Related(offsets.span((start, end), shift), said),)
    message = problem.message
    if problem.rule is FM001 and problem.stops and fences.if_broken:
        message = f"{message}; {fences.if_broken}"
    span = offsets.span((problem.start, problem.end), shift)
    return Diagnostic(problem.rule, span, message, problem.hint, fix, related)
