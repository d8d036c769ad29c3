"""What an engine is to postkit: how it reads Markdown, front matter, headings and paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from postkit.flavors.reader import Reader


class Dialect(StrEnum):
    """The ways in which engines read Markdown."""

    COMMONMARK = "commonmark"
    KRAMDOWN = "kramdown"
    PYTHON_MARKDOWN = "python-markdown"
    MARKED = "marked"

    @property
    def reads_to_end_tag(self) -> bool:
        """Whether a block of HTML goes on to its end tag; in CommonMark a blank line ends it."""
        return self in {Dialect.KRAMDOWN, Dialect.PYTHON_MARKDOWN}


class TagSyntax(NamedTuple):
    """How a template language writes a tag.

    Attributes:
        title: What it is called in messages, such as `Liquid`.
        open: A regular expression for the tag's beginning; no group in it.
        close: The text that ends the tag.
        opaque: Names of tags whose content, up to their end tag, is not Markdown.
        end: A regular expression for the end tag of an opaque tag; `{name}` stands for its name.
        runs: Whether the engine replaces it by something; if not, readers see it as it is.
    """

    title: str
    open: str
    close: str
    opaque: tuple[str, ...] = ()
    end: str = ""
    runs: bool = True


class Footnotes(NamedTuple):
    """How an engine shows the notes of `[^1]` and `[^1]: text`: numbered in order, at the page's end.

    Attributes:
        rule: Whether it draws a line above them.
    """

    rule: bool = False


class PageFacts(NamedTuple):
    """What a permalink is made of.

    Args:
        path: The file's path below the site's root, with `/`.
        data: Its front matter as the engine reads it.
        config: The site's own configuration as data.
    """

    path: str
    data: Mapping[str, Any]
    config: Mapping[str, Any]


class PageUrls(NamedTuple):
    """Where a page is published.

    Attributes:
        url: The path of the page on the site, percent-encoded as the engine writes it, with
            the site's base path; None where the engine publishes no page.
        aliases: Paths that redirect to it.
    """

    url: str | None
    aliases: tuple[str, ...] = ()


class Flavor(NamedTuple):
    """One engine.

    Args:
        name: As in `--flavor`.
        title: As people write it.
        dialect: How it reads Markdown blocks.
        reader: How it reads front matter.
        heading_ids: Makes ids of the texts of all headings of one page, in order; an explicit
            id is given as the second member and taken as it is.
        urls: Makes a page's URL; None where the flavor has no rule and links are files.
        tags: The template tags it knows, tried in order at each place.
        content_folders: Where its posts are, below the site's root; the root if none exists.
        post_folders: Folder names inside which an `.html` file with front matter is a post.
        schema: The shipped schema of its posts, or None.
        needs_front_matter: Whether a post without front matter is an error.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        definition_lists: Whether a term and a line `: text` below it make a list of definitions.
        footnotes: How it shows footnotes; None where it has none.
        links_addresses: Whether an address in text, such as `www.a.example`, becomes a link.
        runs_tags: Whether the engine replaces template tags before it reads Markdown; if not, or if
            that is not known, a conversion must read alike with the tags as they are, too.
        ignores: Tells why the engine publishes no post of a file with this path below the site's
            root, by its name; empty where it does. None where no name is passed over.
    """

    name: str
    title: str
    dialect: Dialect
    reader: Reader
    heading_ids: Callable[[Iterable[tuple[str, str | None]]], list[str]]
    urls: Callable[[PageFacts], PageUrls] | None
    tags: tuple[TagSyntax, ...]
    content_folders: tuple[str, ...]
    post_folders: tuple[str, ...]
    schema: str | None
    needs_front_matter: bool
    heading_attributes: bool
    definition_lists: bool = False
    footnotes: Footnotes | None = None
    links_addresses: bool = False
    runs_tags: bool = True
    ignores: Callable[[str], str] | None = None
