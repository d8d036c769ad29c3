"""Code in elements of Typo and its kin: `<typo:code lang="ruby">`, with the source as it is between the tags.

No browser and no Markdown engine knows these elements: the blog's own filter made code of them before
any of the two saw the text. So what stands between the tags is the code, signs and references as
they are written, and may hold blank lines, Markdown and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from postkit.core.span import Span
from postkit.html.atoms import code_span
from postkit.html.errors import CannotSayError
from postkit.html.fences import write_code
from postkit.html.languages import language_in
from postkit.html.portable import objection
from postkit.html.spelling import Spelling
from postkit.html.tree import Element, Text, TooDeepError, parse
from postkit.markdown.mask import has_tag
from postkit.markdown.parser import render
from postkit.site.post import Post

_OPENING = re.compile(r"<(typo|filter|macro|publify):code(\s[^<>]*)?(?<!/)>", re.IGNORECASE)
_END = {
    name: re.compile(rf"</{name}:code\s*>", re.IGNORECASE) for name in ("typo", "filter", "macro", "publify")
}
_LANGUAGE = re.compile(r"\blang\s*=\s*[\"']?([\w+#.-]+)")
_LONGEST_PREFORMATTED = 20
_PREFORMATTED = re.compile(r"<pre>\s*\Z")
_END_PREFORMATTED = re.compile(r"\s*</pre>")
_EDGES = re.compile(r"\A(?:[ \t]*\r?\n)+|\s+\Z")
_RENDERED = re.compile(r"<br\s*/?>[ \t\r]*\n|^\s*<p>|<table class=\"CodeRay\"")
"""HTML that shows that the blog's filters went over the code already."""
_MARKUP = frozenset({"erb", "haml", "html", "html_rails", "jsp", "php", "rhtml", "xhtml", "xml"})
"""Languages in which it may be the code itself."""
_SHOWN = frozenset({"code", "pre"})
"""Tags in which an element is shown as an example."""
_TEXT = frozenset({"a", "b", "em", "i", "li", "p", "strong", "td"})


class Verbatim(NamedTuple):
    """An element with source code.

    Attributes:
        span: Its bytes in the source.
        name: Its tag.
        html: What it is to a reader, in HTML that no Markdown parser looks into.
        text: The Markdown that says the same; empty where it stays.
        inline: Whether it stands in a line of text.
        reason: Why it stays.
    """

    span: Span
    name: str
    html: str = ""
    text: str = ""
    inline: bool = False
    reason: str = ""


class _Found(NamedTuple):
    """Where an element stands in the masked body, in code points."""

    start: int
    end: int
    name: str
    attributes: str
    content: str


def verbatim_elements(post: Post, spelling: Spelling) -> list[Verbatim]:
    """Return the elements of a body whose content is code, in order; those shown as code are none.

    Args:
        post: The post; an HTML or MDX file has none.
        spelling: What its engine takes.
    """
    text = post.masked.text
    if post.is_html or post.is_mdx or ":code" not in text:
        return []
    elements = list(_find(text))
    if not elements:
        return []
    try:
        places = _places(post, elements)
    except TooDeepError:
        return []
    found: list[Verbatim] = []
    offset, done = post.body.start, 0
    for number, element in enumerate(elements):
        start = offset + len(text[done : element.start].encode())
        offset = start + len(text[element.start : element.end].encode())
        done = element.end
        place = places.get(number)
        if place is not None and place not in _SHOWN:
            found.append(_verbatim(post, element, Span(start, offset), place, spelling))
    return found


def _find(text: str) -> Iterator[_Found]:
    """Yield the elements of a text: each ends at the first end tag of its name."""
    unclosed: set[str] = set()
    place = 0
    while opening := _OPENING.search(text, place):
        place = opening.end()
        name = opening[1].lower()
        closing = None if name in unclosed else _END[name].search(text, place)
        if closing is None:
            unclosed.add(name)
            continue
        start, end = opening.start(), closing.end()
        before = _PREFORMATTED.search(text, max(start - _LONGEST_PREFORMATTED, 0), start)
        after = _END_PREFORMATTED.match(text, end)
        if before and after:
            start, end = before.start(), after.end()
        content = text[opening.end() : closing.start()]
        yield _Found(start, end, f"{opening[1]}:code", opening[2] or "", content)
        place = end


def _places(post: Post, elements: Sequence[_Found]) -> dict[int, str]:
    """Return for each element the tag that it stands in; an empty text for one that is a block.

    One in a comment or in a tag has no place.
    """
    text, flavor = post.masked.text, post.flavor
    marker = next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in text)
    parts: list[str] = []
    done = 0
    for number, one in enumerate(elements):
        mark = f"{marker}{number}{marker}"
        parts += (text[done : one.start], f"\n\n{mark}\n\n" if _is_alone(text, one) else mark)
        done = one.end
    html = render(
        "".join((*parts, text[done:])),
        heading_attributes=flavor.heading_attributes,
        definition_lists=flavor.definition_lists,
    )
    places: dict[int, str] = {}
    for parent, tags in _with_tags(parse(html), ()):
        alone = tags == ("p",) and len(parent.children) == 1
        for child in parent.children:
            numbers = re.findall(f"{marker}([0-9]+){marker}", child.data) if isinstance(child, Text) else []
            is_block = (
                alone and len(numbers) == 1 and parent.text().strip() == f"{marker}{numbers[0]}{marker}"
            )
            places.update((int(number), "" if is_block else _innermost(tags)) for number in numbers)
    return places


def _with_tags(element: Element, tags: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield an element and those below it, each with the tags down to it."""
    yield element, tags
    for child in element.children:
        if isinstance(child, Element):
            yield from _with_tags(child, (*tags, child.tag))


def _innermost(tags: Sequence[str]) -> str:
    """Return the tag that matters for what stands in some tags, outermost first."""
    return next((tag for tag in tags if tag in _SHOWN), tags[-1] if tags else "")


def _is_alone(text: str, one: _Found) -> bool:
    """Tell whether nothing but blanks behind it stands beside an element in its lines."""
    end = text.find("\n", one.end)
    after = text[one.end : end if end >= 0 else len(text)]
    return text[max(one.start - 1, 0) : one.start] in {"", "\n"} and not after.strip()


def _verbatim(post: Post, one: _Found, span: Span, place: str, spelling: Spelling) -> Verbatim:
    tag = f"`<{one.name}>`"
    stays = Verbatim(span, one.name)
    code = _EDGES.sub("", one.content).replace("\r\n", "\n")
    if has_tag(code) or has_tag(one.attributes):
        return stays._replace(reason=f"a template tag stands in {tag}")
    if not code.strip() or _OPENING.search(one.content):
        return stays._replace(reason=f"{tag} holds another one, or nothing")
    language = _language(one.attributes)
    if language not in _MARKUP and _RENDERED.search(one.content):
        return stays._replace(reason=f"{tag} holds HTML that may be no code")
    alone = _is_alone(post.masked.text, one)
    try:
        if alone and not place:
            return _block(post, stays, code, language, spelling)
        if "\n" in one.content or alone or place not in _TEXT:
            return stays._replace(reason=f"{tag} stands in a list, a quote or HTML, or beside text")
        return _inline(post, stays, code.strip(), spelling, in_cell=place == "td")
    except CannotSayError as error:
        return stays._replace(reason=error.reason)


def _language(attributes: str) -> str:
    match = _LANGUAGE.search(attributes)
    return (language_in({"class": f"language-{match[1]}"}) or "") if match else ""


def _block(post: Post, stays: Verbatim, code: str, language: str, spelling: Spelling) -> Verbatim:
    attributes = {"class": f"language-{language}"} if language else {}
    piece = write_code(
        Element("pre", {}, [Element("code", attributes, [Text(code)])]), spelling, nested=False
    )
    text = piece.text if piece else ""
    if not text or objection(text, heading_attributes=post.flavor.heading_attributes) is not None:
        raise CannotSayError("engines would not read its code alike")
    named = f' class="language-{escape(language)}"' if language else ""
    return stays._replace(html=f"<pre><code{named}>{escape(code, quote=False)}</code></pre>", text=text)


def _inline(post: Post, stays: Verbatim, code: str, spelling: Spelling, *, in_cell: bool) -> Verbatim:
    text = code_span(Element("code", {}, [Text(code)]), spelling, in_cell=in_cell)
    source, place = post.masked_bytes, stays.span.shift(-post.body.start)
    beside = source[max(place.start - 1, 0) : place.start] + source[place.end : place.end + 1]
    if not text.startswith("`") or b"`" in beside or b"\\" in beside:
        raise CannotSayError("engines would not read its code alike")
    # As references: no Markdown parser finds anything in them.
    html = "".join(f"&#{ord(character)};" for character in code)
    return stays._replace(html=f"<code>{html}</code>", text=text, inline=True)
