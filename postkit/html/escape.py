"""Escapes: text that all engines read as the text it is (spellings measured on six engines).

Only what is needed is escaped. Backslashes stand only before characters from which every engine
takes them away; before the others kramdown shows them, so those are written as references.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from postkit.html.spelling import COMMON, Spelling

# One sign, and behind it what makes it special: a search for single characters is the quickest.
_SPECIAL = re.compile(
    r"[\\`~|*_\[<>&${%:.@\xa0-](?:"
    r"(?P<backslash>(?<=\\)(?=[!-/:-@\[-`{-~\n]|\Z))"
    r"|(?P<always>(?<=[`~|]))"
    r"|(?P<star>(?<=\*))"
    r"|(?P<underscore>(?<=_))"
    r"|(?P<bracket>(?<=\[))"
    r"|(?P<angle>(?<=<)(?=[^\W\d]|[/!?]|\Z)(?<!<<))"
    r"|(?P<reference>(?<=&)(?=\#\d+;|\#[xX][0-9A-Fa-f]+;|[A-Za-z][A-Za-z0-9]*;))"
    r"|(?P<dollars>(?<=\$)\$+)"
    r"|(?P<brace>(?<=\{)(?=[:\#])|(?<=\{\{))"
    r"|(?P<percent>(?<=\{%))"
    r"|(?P<scheme>(?:(?<=http:)|(?<=https:)|(?<=ftp:))(?=//))"
    r"|(?P<www>(?<=www\.))"
    r"|(?P<mail>(?<=[\w.+-]@)(?=[\w.-]*\.[\w-]))"
    # What typographers of kramdown, Hugo and Astro make signs of, where it is no punctuation.
    r"|(?P<option>(?<=-)(?<![\w-]-)-(?=[A-Za-z]))"
    r"|(?P<guillemets>(?<=<)<|(?<=>)>)"
    r"|(?P<nbsp>(?<=\xa0))"
    r")"
)
_ADDRESSES = frozenset({"scheme", "www", "mail"})
"""What some engines make links of by themselves, though in no link's text."""
_ANY_ANGLE = re.compile(r"<(?!!-- -->@)")
_ESCAPED_BRACKET = re.compile(r"((?<!\\)(?:\\\\)*)\\([\[\]])")
_BACKSLASH_BEFORE_TAG = re.compile("\\\\(?=[\U000f0000-\U000ffffd\U00100000-\U0010fffd])")
_BACKSLASH_AT_END = re.compile(r"(\\\\)[ \t]*\n")
_ASCII_BLANKS = frozenset(" \t\n")
_IN_CODE = re.compile(r"[\\`*_\[\]<>&~|${}!^@\"'#:]")
_IN_PROSE = re.compile(r"[\\`*_\[\]<>&~|{}]|\$(?=\$)|(?<=\$)\$|^:|:(?=//)|(?<=[\w.+-])@(?=[\w.-]*\.[\w-])")
_REFERRED_AT = re.compile(r"(?<=[\w.+-])&#64;")
_LABEL = re.compile(r"\[(?!\^)[^\[\]]*\](?![\[(:])")
_LINE_START = (
    (re.compile(r"^([-+*])(?=[ \t]|$)"), r"\\\1"),
    (re.compile(r"^(#{1,6})(?=[ \t]|$)"), r"\\\1"),
    (re.compile(r"^>"), r"\>"),
    (re.compile(r"^(\d{1,9})([.)])(?=[ \t]|$)"), r"\1\\\2"),
    (re.compile(r"^:(?=[ \t]|$)"), r"\:"),
    (re.compile(r"^--+(?=[ \t]*$)"), lambda match: r"\-" * len(match[0])),
    (re.compile(r"^(=+|-|\++)(?=[ \t]*$)"), r"\\\1"),
    (re.compile(r"^\^(?=[ \t]*$)"), "&#94;"),
    (re.compile(r"^((?:-[ \t]*){3,})$"), r"\\\1"),
)
_DEFINITION = re.compile(r"\*?\[[^\n]*\]:")
"""What kramdown takes for a definition of a link or an abbreviation, whatever stands in the brackets."""
_UNSAFE_IN_URL = re.compile(r"[\s\x00-\x1f\x7f\"<>\[\]{}|\\]")
_UNSAFE_ALT = re.compile(r"^\^|[\\`*~|\n]|<[A-Za-z/!?]|&#?\w+;|\$\$|(?<!\w)_|_(?!\w)|\{[:{%]|!\[|\]\(|\[\^")


def escape_text(
    text: str,
    *,
    in_link: bool = False,
    in_cell: bool = False,
    first: bool = False,
    spelling: Spelling = COMMON,
) -> str:
    """Escape inline characters of a text.

    Args:
        text: Characters as a reader sees them; white space folded already.
        in_link: Whether it stands in the text of a link, where every bracket counts.
        in_cell: Whether it stands in a table cell, where kramdown pairs backticks before cells.
        first: Whether a task box could be read at its beginning.
        spelling: The engine's.
    """
    escaped = _SPECIAL.sub(lambda match: _escape(match, spelling, in_link=in_link), text)
    if in_link:
        # kramdown takes `[a\]: b` at a line's start for a definition, escaped or not.
        escaped = escaped.replace("]", r"\]").replace(r"\]:", rf"\]{spelling.escaped(':')}")
        if escaped.startswith("^"):
            escaped = f"&#94;{escaped[1:]}"
        if not spelling.keeps_brackets:
            escaped = _ESCAPED_BRACKET.sub(lambda match: f"{match[1]}&#{ord(match[2])};", escaped)
    if not spelling.knows_tags:
        escaped = _ANY_ANGLE.sub("&lt;", escaped)
    if spelling.hides_tags:
        escaped = _BACKSLASH_BEFORE_TAG.sub(r"\\\\", escaped)
    if in_cell:
        escaped = escaped.replace(r"\`", "&#96;")
    if first and re.match(r"\[[ xX]\]", escaped):
        escaped = "\\" + escaped
    # A backslash before a line end is a break in kramdown even when it is escaped.
    return _BACKSLASH_AT_END.sub(r"\1 ", escaped) if "\\\\" in escaped else escaped


def _escape(match: re.Match[str], spelling: Spelling, *, in_link: bool) -> str:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    kind = match.lastgroup
    found = match[0]
    # Only ASCII blanks: to kramdown a wide blank is a letter.
    alone = before in _ASCII_BLANKS and after in _ASCII_BLANKS
    if (kind == "star" and alone) or (
        kind == "underscore" and (alone or (before.isalnum() and after.isalnum()))
    ):
        return found
    if in_link and kind in _ADDRESSES:
        return found
    if kind == "bracket" and not in_link and _LABEL.match(text, start):
        return found
    if kind == "reference":
        return "&amp;"
    if kind == "nbsp":
        return "&nbsp;"
    if kind == "percent":
        return "&#37;"
    if kind == "mail":
        return "<!-- -->@"
    return "".join(spelling.escaped(character) for character in found)


def escape_line_starts(text: str, spelling: Spelling = COMMON) -> str:
    """Escape what would begin a block at the start of a paragraph's lines.

    Args:
        text: Serialised inline content; each line begins at its first character.
        spelling: The engine's.
    """
    return "\n".join(_escape_line(line, spelling) for line in text.split("\n"))


def _escape_line(line: str, spelling: Spelling) -> str:
    if line[:1].isalpha():
        return line  # nothing but text begins with a letter
    if _DEFINITION.match(line):
        line = line.replace("]:", f"]{spelling.escaped(':')}")
    if not spelling.wants_blank and line.startswith("#"):
        return f"\\{line}"
    for pattern, replacement in _LINE_START:
        if pattern.match(line):
            changed = pattern.sub(replacement, line)
            begins = changed.startswith("\\")
            return spelling.escaped(changed[1]) + changed[2:] if begins else changed
    return line


def escape_html(text: str, *, verbatim: bool = True) -> str:
    """Write a text for the inside of an inline element: references only, no Markdown in it.

    Args:
        text: Characters as a reader sees them.
        verbatim: Whether it is code, in which typographers must find no quotes to make signs of.
    """
    special = _IN_CODE if verbatim else _IN_PROSE
    text = special.sub(lambda m: f"&#{ord(m[0])};", text).replace("\xa0", "&nbsp;")
    # cmark-gfm decodes references before it looks for addresses; only a comment parts them.
    return _REFERRED_AT.sub("<!-- -->@", text).replace("www.", "www&#46;")


def write_url(url: str) -> str:
    """Write a URL as a link's destination; never with backslashes, which kramdown keeps.

    Parentheses stay where they are balanced.
    """
    url = _UNSAFE_IN_URL.sub(lambda match: quote(match[0]), url.strip(" \t\n\r\f"))
    return url if _balanced(url) else url.replace("(", "%28").replace(")", "%29")


def _balanced(url: str) -> bool:
    if "(" not in url and ")" not in url:
        return True
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def write_title(title: str, spelling: Spelling = COMMON) -> str:
    """Write a link's title with the blank before it; empty where there is none.

    Python-Markdown reads code in it.
    """
    if not title:
        return ""
    text = " ".join(title.split()).replace("&", "&amp;").replace('"', "&quot;").replace("|", "&#124;")
    text = f' "{text}"'.replace("\\", "&#92;").replace("<", "&lt;")
    return text.replace("`", "&#96;") if spelling.reads_attributes else text


def is_plain_alt(alt: str) -> bool:
    """Tell whether every engine takes this alternative text as it is."""
    return not _UNSAFE_ALT.search(alt) and alt.count("[") == alt.count("]") and "][" not in alt


def is_punctuation(character: str) -> bool:
    """Tell whether a character is Unicode punctuation or an ASCII symbol (CommonMark 0.31 §2.1)."""
    return unicodedata.category(character).startswith("P") or (
        character.isascii() and character in "$+<=>^`|~"
    )


def is_symbol(character: str) -> bool:
    """Tell whether a character is a Unicode symbol, on which engines of different age disagree."""
    return unicodedata.category(character).startswith("S")
