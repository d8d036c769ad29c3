"""What is to be known of a site's publishing, whatever its engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple


class SiteFacts(NamedTuple):
    """What tells how a site is published.

    Args:
        config: The site's own configuration as data.
        exists: Tells whether there is a file or folder at a path below the site's root.
    """

    config: Mapping[str, Any]
    exists: Callable[[str], bool]


class BySource(NamedTuple):
    """Which destinations an engine looks up among the sources, and replaces by an address.

    Attributes:
        pages: Whether a page may be named by its file.
        files: Whether any other file may be named by its place beside the post.
        images: Whether a picture in Markdown may be named so.
        html: Whether that holds in attributes of raw HTML, too.
        bare: Whether a page's extension, or the index of a folder, may be left out.
        loses_slash: Whether a slash behind the name of a file does not count.
        roots: Folders from which a path that begins with `/` is looked up.
        everywhere: Whether a relative path that is not beside the post is looked up from there, too.
        assets: Folders from which the path of a file that is no page is looked up.
    """

    pages: bool = False
    files: bool = False
    images: bool = False
    html: bool = False
    bare: bool = False
    loses_slash: bool = False
    roots: tuple[str, ...] = ()
    everywhere: bool = False
    assets: tuple[str, ...] = ()


class Publishing(NamedTuple):
    """How a site is published, as far as its settings and folders tell.

    Attributes:
        base: The path that every address begins with, such as `/blog`; empty at the root of a host.
        hosts: The hosts that it is published on, in lower case.
        origin: Scheme and host of its address, such as `https://a.example`; empty where its
            configuration does not say them.
        content: The folder from which template tags count the paths of pages.
        static: Folders whose files are served as they are below the base; an empty name is the root.
        serves: Tells whether a file with this path below the root is served as it is.
        by_source: Which destinations are looked up among the sources; the others are what a browser
            asks for, from the address of the page.
        surely_by_source: Tells whether that holds for the links of a file, or only may: then links by
            files are understood, but none is written.
        bundle: Gives, for the file of a page, the folder whose files are served below its address;
            that of a file `.html` loses its ending.
        bundled: Tells whether a file of such a folder is served as it is.
        adds_base: Whether the base path is put before every path that begins with `/`.
        images_from_root: Whether a relative picture in Markdown is taken from the base, not from the page.
        images_from_bundle: Whether it is looked up among the files of the post's bundle before.
        makes: Tells whether an engine, theme or plugin may make a page or file at a decoded path
            below the base that no source shows.
        links_known: Whether no code of the site's own may turn a destination into another.
        pages_known: Whether no code of the site's own, no theme from elsewhere may make pages or files.
        copies_known: Whether no file is served but those of the static folders.
        heading_ids: Makes the ids of headings, as a flavor's own rule does; None where that is not
            known: then the flavor's rule is a guess.
        ids_as_written: Whether it wants headings as they are written, markup and all, and as
            kramdown's own parser finds them.
        anchors_known: Whether no code of the site's own may put anchors into its pages.
        host_shared: Whether other sites may be published on the same host, in folders beside its own.
        labels_known: Whether no plugin defines labels that a reference may use.
        any_case: Whether pages are found in any case.
        slash_optional: Whether a page is a folder even if its address has no slash at its end: servers
            answer both.
        slug: Gives the name by which tags call a post, for its file; None for what is no post.
        pageless: Picks, from all files that may be pages, those that get none because of others.
        alias_keys: Keys of the front matter that name addresses which lead to the page. Where several
            are known, the first that has a value is read.
        alias_hint: What to do for an address that is to lead to a page where no key can name it.
    """

    base: str = ""
    hosts: frozenset[str] = frozenset()
    origin: str = ""
    content: str = ""
    static: tuple[str, ...] = ("",)
    serves: Callable[[str], bool] = lambda _: True
    by_source: BySource = BySource()
    surely_by_source: Callable[[str], bool] = lambda _: True
    bundle: Callable[[str], str | None] = lambda _: None
    bundled: Callable[[str], bool] = lambda _: True
    adds_base: bool = False
    images_from_root: bool = False
    images_from_bundle: bool = False
    makes: Callable[[str], bool] = lambda _: False
    links_known: bool = True
    pages_known: bool = True
    copies_known: bool = False
    heading_ids: Callable[[Iterable[tuple[str, str | None]]], list[str]] | None = None
    ids_as_written: bool = False
    anchors_known: bool = True
    host_shared: bool = False
    labels_known: bool = True
    any_case: bool = False
    slash_optional: bool = False
    slug: Callable[[str], str | None] = lambda _: None
    pageless: Callable[[Collection[str]], Collection[str]] = lambda _: ()
    alias_keys: tuple[str, ...] = ()
    alias_hint: str = "let the host lead from the old address to the new one"
