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


class Names(StrEnum):
    """What a destination is the name of, so how it is looked up.

    Attributes:
        ADDRESS: A URL reference (RFC 3986), as in any link.
        ROOTED: A path below the site's base path; its first `/` may be left out.
        FILE: The path of a file below the folder of the site's sources.
        POST: The name of a post as Jekyll's `post_url` takes it: date and title without extension,
            after folders if there are any.
        SLUG: What Hexo calls a post: its file's name, or its title.
        ASSET: A file in the folder that Hexo keeps for a post's own files.
        PAGE: A page as Hugo's `ref` takes it: a path from the page's folder, from the content's root,
            or a file's name alone; a fragment may follow, or stand alone.
        CUSTOM: What a shortcode of the site or its theme makes something of.
    """

    ADDRESS = "address"
    ROOTED = "path below the base path"
    FILE = "file"
    POST = "post"
    SLUG = "slug"
    ASSET = "asset"
    PAGE = "page"
    CUSTOM = "custom"


class LinkTag(NamedTuple):
    """A template tag that names a page or file.

    Attributes:
        pattern: A regular expression for the tag from its beginning; its group `name` is the name.
        names: What the name is.
        image: Whether the tag shows a picture.
        prefix: Whether the tag is what a path after it begins with; it has no name then.
    """

    pattern: str
    names: Names
    image: bool = False
    prefix: bool = False


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
        headed: Whether it has front matter at all, be it empty.
    """

    path: str
    data: Mapping[str, Any]
    config: Mapping[str, Any]
    headed: bool = True


class PageUrls(NamedTuple):
    """Where a page is published.

    Attributes:
        url: The path of the page on the site, percent-encoded as the engine writes it, with
            the site's base path; None where the engine publishes no page.
        aliases: Paths that redirect to it.
        known: Whether that is certain; not where the site's own code or a template may decide.
        lists: Paths of lists that the engine makes since this page is in them, such as `/tags/x/`.
    """

    url: str | None
    aliases: tuple[str, ...] = ()
    known: bool = True
    lists: tuple[str, ...] = ()


class Anchors(NamedTuple):
    """What names a place on a page beside ids that stand in the text.

    Attributes:
        html_headings: Whether headings written in HTML get ids, too.
        terms: Whether terms of definition lists may get ids.
        any_case: Whether a fragment is found in any case, by a script.
        descriptions: Whether the ids of headings hold the descriptions of pictures in them.
    """

    html_headings: bool = False
    terms: bool = False
    any_case: bool = False
    descriptions: bool = False


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
        anchors: What names a place on a page beside ids that stand in the text.
        link_tags: Template tags that name a page or file, tried in order.
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
    anchors: Anchors = Anchors()
    link_tags: tuple[LinkTag, ...] = ()
