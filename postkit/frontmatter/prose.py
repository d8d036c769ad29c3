"""Prose that fences stand around or below, and that is no front matter."""

from __future__ import annotations

import re

from postkit.flavors.reader import Fences
from postkit.frontmatter.tree import Parsed

_JSON_KEY = re.compile(r"""\s*\{?\s*["'“”][^"'“”\r\n]+["'“”]\s*[:：]""")
_HEADINGS = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*")
_PARAGRAPH = re.compile(r"[^\r\n]*\S[^\r\n]*(?:(?:\r\n|\n|\r)[^\r\n]*\S[^\r\n]*)*+")
_KEY_LINE = re.compile(
    r"""^[ \t]*(?:["']?[\w-]+["']?[ \t]*[:：=](?!//)|[^\s*\[<|#>-]?[^\s:]*:(?:[ \t]|$)|%[A-Z]+[ \t])""",
    re.MULTILINE,
)
_WORDS_AND_COLON = re.compile(r"^\w[^:\r\n]{0,39}:(?:[ \t]|$)", re.MULTILINE)
_MARKUP = ("<", "![", "|", "*", "[")
"""What HTML, images, tables, emphasis and links begin with, and no key."""


def is_prose(fences: Fences, parsed: Parsed, text: str) -> bool:
    """Tell whether there is no front matter after all, which only the content shows.

    Above a fence without an opening one, that is what makes no mapping, but for YAML that is broken
    and JSON that begins with a key. Between lines of `---` that may be thematic breaks, it is one
    text or broken, and in its first paragraph no line begins as a key does.

    Args:
        fences: Where the content stands.
        parsed: What it is.
        text: The text of the post.
    """
    if fences.optional:
        if parsed.root is None:
            if fences.kind == "json":
                return _JSON_KEY.match(text, *fences.content) is None
            return not parsed.problems
        return not isinstance(parsed.root.value, (dict, list))
    if not fences.may_be_rules or (parsed.root is None and not parsed.problems):
        return False
    if parsed.root and not (isinstance(parsed.root.value, str) or _is_broken_list(parsed)):
        return False
    return not _begins_with_key(text, *fences.content)


def _is_broken_list(parsed: Parsed) -> bool:
    """Tell whether there is a list and a problem, as where prose begins with a link."""
    return bool(parsed.problems) and parsed.root is not None and isinstance(parsed.root.value, list)


def _begins_with_key(text: str, start: int, end: int) -> bool:
    """Tell whether a line of the first paragraph, headings aside, begins as a key does."""
    headings = _HEADINGS.match(text, start, end)
    paragraph = _PARAGRAPH.match(text, headings.end() if headings else start, end)
    if paragraph is None or paragraph[0].lstrip().startswith(_MARKUP):
        return False
    # A blank line stands below most rules and hardly below a fence.
    patterns = [_KEY_LINE] if text[start] in "\r\n" else [_KEY_LINE, _WORDS_AND_COLON]
    return any(pattern.search(paragraph[0]) for pattern in patterns)
