"""Block elements → Markdown blocks that every engine reads alike; what has none stays HTML in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from postkit.html import policy
from postkit.html.attribute_lists import unlisted, with_list
from postkit.html.cells import write_table
from postkit.html.definitions import write_definitions
from postkit.html.errors import CannotSayError
from postkit.html.fences import write_code
from postkit.html.figures import is_image
from postkit.html.inline import SPACER, check_listing, one_line, paragraphs
from postkit.html.keep import opening_tag, run_as_block, source_of
from postkit.html.lists import write_list
from postkit.html.nodes import are_comments, group, only_groups, sayable
from postkit.html.piece import Kind, Piece, join, reasons
from postkit.html.spelling import Spelling
from postkit.html.tree import Comment, Element, Node
from postkit.markdown.mask import is_only_tags

_WITHIN_PARAGRAPHS = frozenset({"iframe", "noscript", "script", "style"})
"""Tags that Python-Markdown puts a paragraph around in an item or quote, as no other tag ends one."""
ONLY_TAGS = "a template tag is all that stands in a paragraph"


class BlockWriter:
    """Writes the blocks of one region in one flavor's spelling.

    Args:
        html: The region, masked.
        spelling: What the flavor's engine takes.
        heading_id: How it writes a heading's id: a template with `{id}`.
        staying: Tags of headings that stay, each with the reason.
        loose_is_markdown: Whether the engine reads Markdown between the outermost elements already.
    """

    def __init__(
        self,
        html: str,
        spelling: Spelling,
        heading_id: str,
        *,
        staying: Mapping[str, str],
        loose_is_markdown: bool = False,
    ) -> None:
        self._html = html
        self._spelling = spelling
        self._heading_id = heading_id
        self._staying = staying
        self._loose_is_markdown = loose_is_markdown
        self._depth = 0
        self._inside = False
        self._writers: dict[str, Callable[[Element], Piece | None]] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "blockquote": self._quote,
            "pre": lambda node: write_code(node, spelling, nested=self._depth > 0),
            "table": lambda node: Piece([node], write_table(node, spelling), Kind.TABLE),
            "hr": lambda node: Piece([node], "---", Kind.RULE),
            **dict.fromkeys(policy.HEADINGS, self._heading),
        }

    def pieces(self, parent: Element) -> list[Piece]:
        """Return the pieces of an element's content, to be joined by blank lines.

        Raises:
            CannotSayError: If something has no Markdown and cannot stand by itself.
        """
        found: list[Piece] = []
        for run in group(parent.children):
            found += self.element(run) if isinstance(run, Element) else self._run(parent, run)
        return [piece for piece in found if piece.text]

    def element(self, node: Element) -> list[Piece]:
        """Return the pieces of a block element: Markdown, else the HTML that it was.

        Raises:
            CannotSayError: If neither can be.
        """
        try:
            if only_groups(node) or (is_image(node) and not self._depth):
                return self._group(node)
            piece = self._say(node)
        except CannotSayError as error:
            piece = self._as_it_was(node, [error])
        return [replace(piece, nodes=[node])] if piece else []

    def run_as_html(self, parent: Element, run: Sequence[Node], error: CannotSayError) -> Piece:
        """Return loose inline content as HTML that stays.

        Raises:
            CannotSayError: `error`, if it cannot.
        """
        text = run_as_block(self._html, parent, run, error, nested=self._depth > 0)
        return Piece(run, text, Kind.HTML, [error])

    def _say(self, node: Element) -> Piece | None:
        if node.tag in policy.CONTAINERS and not _is_quote(node):
            return self._container(node)
        if node.tag not in self._writers:
            raise CannotSayError(f"Markdown has no `<{node.tag}>`", node)
        return self._writers[node.tag](sayable(node))

    def _run(self, parent: Element, run: Sequence[Node]) -> list[Piece]:
        if are_comments(run):
            return [self._comment(node) for node in run if isinstance(node, Comment)]
        is_markdown = self._loose_is_markdown and parent.tag == "#root"
        try:
            text = self._text(run, None, any_tags=is_markdown)
        except CannotSayError as error:
            if is_markdown:
                raise
            return [self.run_as_html(parent, run, error)]
        return [Piece(run, text, Kind.PARAGRAPH)]

    def _comment(self, node: Comment) -> Piece:
        if (self._depth or self._inside) and node.data.strip() == "more":
            raise CannotSayError("Hugo splits the text at `<!--more-->`")
        return Piece([node], f"<!--{node.data}-->", Kind.COMMENT)

    def _text(self, nodes: Sequence[Node], element: Element | None, *, any_tags: bool = False) -> str:
        """Return paragraphs; what is nothing but blanks to a reader only keeps others apart."""
        if not self._depth:
            check_listing(nodes)
        texts = [text for text in paragraphs(nodes, self._spelling) if not SPACER.fullmatch(text)]
        # Such a tag may stand for a block, or for nothing, so no `<p>` may come or go around it.
        if not any_tags and not self._depth and any(is_only_tags(text) for text in texts):
            raise CannotSayError(ONLY_TAGS, element)
        return "\n\n".join(texts)

    def _as_it_was(self, node: Element, kept: list[CannotSayError]) -> Piece:
        if self._depth and not self._spelling.reads_inside and node.tag in _WITHIN_PARAGRAPHS:
            raise kept[0]
        text = source_of(self._html, node, kept[0], nested=self._depth > 0)
        if node.tag in policy.PARTS and not any(child.tag in policy.SAYABLE for child in node.elements()):
            kept = []
        return Piece([node], text, Kind.HTML, kept)

    def _group(self, node: Element) -> list[Piece]:
        """Return what stands in an element that only groups; where all of that stays, it stays too."""
        inner = self.pieces(node)
        if not inner and any(name == "class" or name.startswith("data-") for name in node.attributes):
            raise CannotSayError(f"an empty `<{node.tag}>` may be there for a script or a style", node)
        kept = reasons(inner)
        if not kept or any(piece.said for piece in inner):
            return inner
        try:
            return [self._as_it_was(node, kept)]
        except CannotSayError:
            return inner

    def _container(self, node: Element) -> Piece:
        """Return an element that stays around its content, if Markdown can say some of it."""
        error = CannotSayError(node.objection or f"Markdown has no `<{node.tag}>`", node)
        is_embed = policy.is_embed(node.attributes)
        if is_embed or not self._spelling.reads_inside or not self._is_worth_opening(node):
            raise error
        around, self._inside = self._inside, True
        try:
            inner = self.pieces(node)
        finally:
            self._inside = around
        if not any(piece.said for piece in inner):
            raise error
        text = f"{opening_tag(self._html, node, error)}\n\n{join(inner, self._spelling)}\n\n</{node.tag}>"
        return Piece([node], text, Kind.CONTAINER, reasons(inner))

    def _is_worth_opening(self, node: Element) -> bool:
        """Tell whether a container holds blocks, or text with tags that Markdown can say.

        A list may be tight around one that stays on its line, not around one with blank lines in it.
        """
        runs = list(group(node.children))
        if len(runs) != 1 or isinstance(runs[0], Element):
            return True
        return not self._depth and any(one.tag in policy.SAYABLE for one in node.elements())

    def _paragraph(self, node: Element) -> Piece:
        return Piece([node], self._listed(node, self._text(node.children, node)), Kind.PARAGRAPH)

    def _listed(self, node: Element, text: str) -> str:
        """Return the Markdown of a paragraph or heading with its attribute list, if it needs one."""
        if node.listed and (self._depth or "\n\n" in text or not text):
            raise CannotSayError(f"`<{node.tag}>` has the attribute `{next(iter(node.listed))}`", node)
        return with_list(text, node)

    def _list(self, node: Element) -> Piece | None:
        self._depth += 1
        try:
            return write_list(self, node, self._spelling)
        finally:
            self._depth -= 1

    def _definitions(self, node: Element) -> Piece | None:
        if not self._spelling.defines:
            raise CannotSayError(f"Markdown has no `<{node.tag}>`", node)
        self._depth += 1
        try:
            return write_definitions(self, node, self._spelling)
        finally:
            self._depth -= 1

    def _quote(self, node: Element) -> Piece | None:
        self._depth += 1
        try:
            inner = self.pieces(node)
        finally:
            self._depth -= 1
        if not inner:
            return None
        if not any(piece.said for piece in inner):
            raise next(iter(reasons(inner)), CannotSayError("nothing but a comment stands in a quote", node))
        lines = join(inner, self._spelling).split("\n")
        text = "\n".join(f"> {line}" if line.strip() else ">" for line in lines)
        return Piece([node], text, Kind.QUOTE, reasons(inner))

    def _heading(self, node: Element) -> Piece | None:
        if reason := self._staying.get(node.tag):
            raise CannotSayError(reason, node, differs=True)
        identifier = node.attributes.get("id")
        text = one_line(node.children, self._spelling)
        if not text:
            if identifier:
                raise CannotSayError("a heading with an id has no text", node)
            return None
        if text.endswith("}"):
            text = re.sub(r"(?<!\\)\{", lambda _: self._spelling.escaped("{"), text)
        text = _without_closing(text, self._spelling)
        if identifier:
            if not re.fullmatch(r"[\w:.-]+", identifier):
                raise CannotSayError("the heading's id cannot be written as an attribute", node)
            text = self._heading_id.replace("{id}", identifier).replace("{text}", text)
        text = self._listed(node, f"{'#' * policy.HEADINGS[node.tag]} {text}")
        if self._spelling.unlists:
            text = unlisted(text, node, nested=self._depth > 0)
        return Piece([node], text, Kind.HEADING)


def _is_quote(node: Element) -> bool:
    return node.tag == "blockquote" and not node.objection


def _without_closing(text: str, spelling: Spelling) -> str:
    """Return a heading's text so that no `#` at its end is taken for its end."""
    if spelling.wants_blank:
        return re.sub(r"(^| )(#+)$", r"\1\\\2", text)
    return re.sub(r"#+$", lambda signs: r"\#" * len(signs[0]), text)
