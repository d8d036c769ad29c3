"""How a dialect, and a site, wants its Markdown written, where not every engine takes the same spelling.

Measured: kramdown 2.4 and five engines of CommonMark take one spelling of nearly everything. Python-Markdown
3.11 and marked 15 (as Hexo 8 runs it) want some of it otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

from postkit.flavors.base import Dialect, Flavor, TagSyntax
from postkit.html.style import AS_USUAL, USUAL_MARKERS, Markers, Style
from postkit.html.treatment import PLAIN, Treatment, treatment_of

_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_FEW = frozenset("\\`*_}[]()>#+-.!|")
"""What Python-Markdown takes a backslash away from, but for `{`: Nunjucks looks at what stands after it."""


class Spelling(NamedTuple):
    """The spelling that an engine takes and that the site's writers want.

    Attributes:
        dialect: Whose it is.
        escapable: Characters that a backslash makes text of; others are written as references.
        wants_blank: Whether `#x` and `x#` are text in a line or a heading, as no blank of ASCII parts them.
        column: Where the content of list items begins at least, in columns.
        strikes: Whether `~~` strikes; if not, `<del>` does.
        folds_lines: Whether a line end in text is a blank; if not, a paragraph is one line.
        fences_inside: Whether a fence may stand in an item or a quote; if not, code there is indented.
        reads_attributes: Whether something is read as Markdown in the attributes of tags and in titles.
        reads_inside: Whether Markdown is read in an element of HTML with `markdown="1"`.
        parts_lists: Whether a bullet list and a numbered one are two, and two quotes are.
        marks_ids: Whether `# a {#id}` gives a heading its id, where the flavor has it so.
        keeps_brackets: Whether an escaped bracket, or one in an image's text, stays one in a link.
        knows_tags: Whether a `<` that begins no tag is text to it while it pairs markers.
        opens_items: Whether an item of a loose list may begin with something other than a paragraph.
        quotes_backticks: Whether a code span may begin with two backticks and hold what looks like markers.
        strips_code: Whether blanks that all lines of code begin with are lost.
        defines: Whether it has lists of definitions.
        nests_marks: Whether a marker between two signs begins emphasis inside of other emphasis.
        hides_tags: Whether template tags are comments while the Markdown is read.
        refers: Whether a letter beside emphasis may be written as a numeric reference, so that the
            markers count; if not, tags of HTML stand in their place.
        tags: The template tags that are looked for everywhere, in code too.
        unlists: Whether a heading that was HTML says that the post's table of contents does not list it.
        markers: The markers to write, of those that the engine takes.
        treatment: What becomes of tags and attributes.
    """

    dialect: Dialect = Dialect.COMMONMARK
    escapable: frozenset[str] = _ASCII_PUNCTUATION
    wants_blank: bool = True
    column: int = 0
    strikes: bool = True
    folds_lines: bool = True
    fences_inside: bool = True
    reads_attributes: bool = False
    reads_inside: bool = True
    parts_lists: bool = True
    marks_ids: bool = True
    keeps_brackets: bool = True
    knows_tags: bool = True
    opens_items: bool = True
    quotes_backticks: bool = True
    strips_code: bool = False
    defines: bool = False
    nests_marks: bool = True
    hides_tags: bool = False
    refers: bool = True
    tags: tuple[TagSyntax, ...] = ()
    unlists: bool = False
    markers: Markers = USUAL_MARKERS
    treatment: Treatment = PLAIN

    def escaped(self, character: str) -> str:
        """Return a character as text."""
        if character in self.escapable:
            return f"\\{character}"
        return "&lt;" if character == "<" else f"&#{ord(character)};"


COMMON = Spelling()
"""What kramdown and the engines of CommonMark read alike."""

_PYTHON_MARKDOWN = Spelling(
    Dialect.PYTHON_MARKDOWN,
    escapable=_FEW,
    wants_blank=False,
    column=4,
    strikes=False,
    fences_inside=False,
    reads_attributes=True,
    reads_inside=False,
    parts_lists=False,
    marks_ids=False,
)
_MARKED = Spelling(
    Dialect.MARKED,
    escapable=_FEW,
    wants_blank=False,
    folds_lines=False,
    reads_attributes=True,
    marks_ids=False,
    keeps_brackets=False,
    knows_tags=False,
    opens_items=False,
    quotes_backticks=False,
    strips_code=True,
    nests_marks=False,
    hides_tags=True,
)


_OTHERS = {Dialect.PYTHON_MARKDOWN: _PYTHON_MARKDOWN, Dialect.MARKED: _MARKED}


def spelling_of(flavor: Flavor, style: Style = AS_USUAL, markers: Markers = USUAL_MARKERS) -> Spelling:
    """Return the spelling that a flavor's posts are written in.

    Args:
        flavor: The engine.
        style: What the site's writers want.
        markers: The markers to write.
    """
    return _OTHERS.get(flavor.dialect, COMMON)._replace(
        defines=flavor.definition_lists,
        tags=flavor.tags,
        refers=style.refers,
        markers=markers,
        treatment=treatment_of(flavor, style),
    )
