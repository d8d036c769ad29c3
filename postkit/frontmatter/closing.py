"""Where the closing fence of front matter is missing."""

from __future__ import annotations

import re
from typing import NamedTuple

from postkit.core.edit import Edit, Fix, Safety
from postkit.core.offsets import ByteOffsets
from postkit.flavors.base import Flavor
from postkit.flavors.reader import Fences, Reader
from postkit.frontmatter.parse import parse
from postkit.frontmatter.tree import Problem
from postkit.rules.table import FM001

_FENCES = {"yaml": "---", "toml": "+++"}
_KEY_LINES = {
    "yaml": re.compile(r"[^\s:#\-<_*\[][^:\r\n]{0,39}:(?:[ \t].*)?|[ \t]+\S.*|- .*|-|#.*"),
    "toml": re.compile(r"[\w\"'.\- ]+=.*|\[.*\][ \t]*|[ \t]+\S.*|\]|#.*"),
}
_AFTER_BLANK = {
    "yaml": re.compile(r"[a-z_][\w-]*:(?:[ \t].*)?"),
    "toml": re.compile(r"[\w.\-]+[ \t]*=.*|\[\[?[\w.\-]+\]\]?[ \t]*"),
}
"""What goes on with keys below a blank line; prose begins with a capital."""
_OPEN = re.compile(r"[^\s].*:[ \t]*(?:[|>][-+\d]*[ \t]*)?")
"""A key whose value stands on the lines below, indented, with blank lines in it."""

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\n|\r|\Z)")
_NEARLY = re.compile(r"[ \t]*[-–—+]{2,}[ \t]*")
_BLANK_AT_END = re.compile(r"\n[ \t]*\r?\n\Z|\r[ \t]*\r\Z")
_LONGEST_BLANK = 80
_BLANK = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*")
_DOUBTFUL = re.compile(r"[A-Za-z_][\w-]*:(?:[ \t].*)?")


def closing_fix(text: str, fences: Fences, flavor: Flavor, offsets: ByteOffsets) -> Fix | None:
    """Return the fix that closes front matter; it wants a person's look.

    The keys end at the first line that is no part of them, or at a blank line below which no key
    follows; a line of dashes there is the fence that was meant. Nothing is certain where the next
    line may be a key or a sentence (`Note: x`), or where what is above it cannot be read.

    Args:
        text: The text of the post without BOM.
        fences: The front matter, which has no closing fence.
        flavor: Its engine.
        offsets: The bytes of the text's code points.

    Returns:
        The fix, or None where the end of the keys is not certain.
    """
    place = _missing_fence(text, fences, flavor)
    if place is None:
        return None
    start, end, fence = place
    title = f"close it with `{fence.strip()}` below the keys"
    return Fix(title, (Edit(offsets.span((start, end)), fence.encode()),), Safety.UNSAFE)


class Above(NamedTuple):
    """A fence that is missing above what cannot be read: what to say of it, and a fix or None."""

    hint: str
    fix: Fix | None


def fence_above(
    problem: Problem, text: str, fences: Fences, reader: Reader, offsets: ByteOffsets
) -> Above | None:
    """Say where a fence is missing if YAML breaks in what is the body: a rule there closed it.

    It is the body if keys that can be read stand above it, and a blank line below them or above the
    fence that closes it all. The fix wants the latter, which a fence hardly has above it and a rule
    always has: a line of text there would be a heading.

    Args:
        problem: Why the content cannot be read.
        text: The text of the post without BOM.
        fences: Where the content stands.
        reader: How the engine reads it.
        offsets: The bytes of the text's code points.
    """
    start, stop = fences.content
    if problem.rule is not FM001 or not problem.stops or text[slice(*fences.block)][:3] != "---":
        return None
    end = _end_of_keys(text[:stop], start, "yaml")
    below = _next_text(text[:stop], end)
    if not start < end <= start + problem.start or below >= stop or not _is_mapping(text[start:end], reader):
        return None
    # To some engines the last line end is no part of the content.
    fence = next((index for index in range(stop, len(text)) if text[index] not in "\r\n"), len(text))
    is_rule = _BLANK_AT_END.search(text[max(stop - _LONGEST_BLANK, end) : fence]) is not None
    first = _LINE.match(text, end)
    if not is_rule and (first is None or first["text"].strip()):
        return None
    line = text.count("\n", 0, end) + 1
    hint = f"is the closing `---` missing before line {line}? what follows looks like the body"
    after = _LINE.match(text, below)
    if not is_rule or (after and _DOUBTFUL.fullmatch(after["text"])):
        return Above(hint, None)
    newline = "\r\n" if "\r\n" in text[:end] else "\n"
    edit = Edit(offsets.span((end, end)), f"---{newline}".encode())
    return Above(hint, Fix("close it with `---` below the keys", (edit,), Safety.UNSAFE))


def _is_mapping(content: str, reader: Reader) -> bool:
    parsed = parse("yaml", content, reader)
    return parsed.root is not None and not parsed.problems and isinstance(parsed.root.value, dict)


def _missing_fence(text: str, fences: Fences, flavor: Flavor) -> tuple[int, int, str] | None:
    """Return the edit that closes front matter: code points from, to, and the text for them."""
    if fences.kind not in _FENCES or text[slice(*fences.block)][:3] != _FENCES[fences.kind]:
        return None
    fence, start = _FENCES[fences.kind], fences.content[0]
    end = _end_of_keys(text, start, fences.kind)
    parsed = parse(fences.kind, text[start:end], flavor.reader)
    if parsed.root is None or parsed.problems or not isinstance(parsed.root.value, dict):
        return None
    rest = _LINE.match(text, end)
    if rest and rest["text"] != fence and _NEARLY.fullmatch(rest["text"]):
        return rest.start("text"), rest.end("text"), fence
    after = _LINE.match(text, _next_text(text, end))
    if after and _DOUBTFUL.fullmatch(after["text"]):
        return None
    newline = "\r\n" if "\r\n" in text[:end] else "\n"
    # A lone CR ends a line for few engines only.
    before = "" if text[end - 1 : end] == "\n" else newline
    return end, end, f"{before}{fence}{newline}"


def _end_of_keys(text: str, start: int, kind: str) -> int:
    """Return where the last line ends that is a key or part of a value; a comment may be a heading."""
    end, is_open = start, False
    while line := _LINE.match(text, start):
        written = line["text"]
        if not written.strip():
            start = _next_text(text, start)
            after = _LINE.match(text, start)
            if after is None or not _goes_on(after["text"], kind, is_open=is_open):
                break
            continue
        if not _KEY_LINES[kind].fullmatch(written) or (_NEARLY.fullmatch(written) and not is_open):
            break
        if written[0] not in " \t":
            is_open = _OPEN.fullmatch(written) is not None
        start = line.end()
        end = end if written[0] == "#" else start
    return end


def _goes_on(written: str, kind: str, *, is_open: bool) -> bool:
    """Tell whether a line below a blank one still belongs to the keys."""
    is_value = is_open and written[:1] == " " and not written.isspace()
    return is_value or _AFTER_BLANK[kind].fullmatch(written) is not None


def _next_text(text: str, index: int) -> int:
    """Return where the first line begins, at or after a line's start, that is neither blank nor a comment."""
    blank = _BLANK.match(text, index)
    return blank.end() if blank else index
