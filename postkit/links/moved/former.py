"""What a link meant before files were moved, and what that is called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple

from postkit.core.source import Source
from postkit.core.span import Span
from postkit.git.folders import moved_folders
from postkit.git.past import Past
from postkit.links.destinations.kinds import Destination
from postkit.links.forms.target import Target
from postkit.links.lookup.locate import Asked, address, asked, locate, source_paths, sure_rules
from postkit.links.lookup.resolve import Form, resolve
from postkit.links.lookup.targets import FOLDER, Targets
from postkit.links.moved.kept import kept
from postkit.site.former import former_site
from postkit.site.post import Post


class Meant(NamedTuple):
    """What a link meant.

    Attributes:
        link: The link as it was: its post may have been called otherwise; None for a name in a
            template tag.
        then: What it led to.
        now: What that is now; None where it is gone.
        sure: Whether the file is surely the same, as far as its text tells.
    """

    link: Asked | None
    then: Target
    now: Target | None
    sure: bool


class Former:
    """A site before files were moved, beside the site as it is.

    Args:
        now: What links may point to.
        then: What they might point to then.
        past: What the files were called.
        since: When that was, in words, such as `since the last commit`.
        recast: Whether the site's configuration was another, so that any address may have changed.
    """

    def __init__(self, now: Targets, then: Targets, past: Past, since: str, *, recast: bool) -> None:
        self._recast = recast
        self.then = then
        self.since = since
        self.past = past
        self._now = now

    def by_path(self, post: str, destination: Destination, *, kept: bool) -> Meant | None:
        """Return what a relative or root-relative link meant; None where it meant nothing.

        Args:
            post: The post that it stands in, as it is called now.
            destination: The destination.
            kept: Whether it stood there already.
        """
        reference = resolve(destination, self.then.site.addresses)
        if reference.form not in (Form.RELATIVE, Form.ROOT_RELATIVE):
            return None
        links = (asked(path, destination, reference) for path in self._paths(post, kept=kept))
        found = ((link, file) for link in links if (file := locate(self.then, link)) is not None)
        link, file = next(found, (None, None))
        if link is None or file is None:
            return None
        if file == FOLDER:
            return self._folder(link)
        then, now = Target(file, self.then.address(file)), self._now_of(file)
        return Meant(link, then, now, self._is_sure(now))

    def _paths(self, post: str, *, kept: bool) -> Iterator[str]:
        """Yield what a post may have been called when a link was written in it."""
        if not kept:
            yield from self.past.paths_between(post)
        yield self.past.path_then(post) or post

    def by_name(self, post: str, destination: Destination) -> Meant | None:
        """Return what a template tag named; None where it named nothing.

        Args:
            post: The post that it stands in, as it is called now.
            destination: A destination that a tag names.
        """
        found = self.then.library.find(self.past.path_then(post) or post, destination)
        if found is None or not found.file:
            return None
        then, now = Target(found.file, self.then.address(found.file)), self._now_of(found.file)
        return Meant(None, then, now, self._is_sure(now))

    def _now_of(self, file: str) -> Target | None:
        path = self.past.path_now(file)
        return Target(path, self._now.address(path)) if path and self._now.files.is_file(path) else None

    def _is_sure(self, now: Target | None) -> bool:
        return now is not None and now.file not in self.past.unsure

    def _folder(self, link: Asked) -> Meant | None:
        """Return what became of a folder, or of the list that stands for one."""
        url = address(self.then, link)
        if url is None:
            paths = (path.rstrip("/") for path in source_paths(link, sure_rules(self.then, link)))
            path = next(filter(self.then.files.exists, paths), None)
            new = self._moved_folders.get(path) if path else None
            return Meant(link, Target(path, None), Target(new, None), sure=True) if path and new else None
        new = self._moved_lists.get(url.strip("/"))
        slash = "/" if url.endswith("/") else ""
        return Meant(link, Target(FOLDER, url), Target(FOLDER, f"/{new}{slash}"), sure=True) if new else None

    @cached_property
    def _moved_folders(self) -> Mapping[str, str]:
        """The folders below the root that have moved with all that was in them."""
        return moved_folders((old, new) for new, old in self.past.was.items())

    @cached_property
    def _moved_lists(self) -> Mapping[str, str]:
        """The same by their addresses, without slashes around."""
        pairs = ((self.then.address(old), self._now.address(new)) for new, old in self.past.was.items())
        return moved_folders((old, new) for old, new in pairs if old and new)

    @property
    def differs(self) -> bool:
        """Whether any file has another name, another address, or is gone."""
        past = self.past
        return past.moved or bool(past.gone) or self._recast or any(map(self.is_other, past.changed))

    def has_moved(self, post: Post) -> bool:
        """Tell whether a post has another path or address, so that its relative links mean something else."""
        was = self.past.path_then(post.path)
        return was is not None and (
            was != post.path or self.then.site.url_of(was) != self._now.site.url_of(post.path)
        )

    def is_other(self, file: str) -> bool:
        """Tell whether a file is new, was called otherwise, or was published elsewhere.

        Args:
            file: What it is called now.
        """
        was = self.past.path_then(file)
        if was != file or not (self._recast or file in self.past.changed):
            return was != file
        return self.then.site.url_of(file) != self._now.site.url_of(file)

    def kept(self, post: Post) -> frozenset[Span] | None:
        """Return which destinations of a post stand there as they did then; None for all.

        Args:
            post: The post as it is now.
        """
        was = self.past.path_then(post.path)
        if was is None:
            return frozenset()
        data = self.past.text(was)
        if data is None:
            with suppress(OSError):  # what has not changed is on disk as it was; the post may be half mended
                data = (self._now.files.root / post.path).read_bytes()
        if data is None or data == post.source.data:
            return None
        return kept(post, Post(Source(was, data), post.flavor, was))


def former(
    targets: Targets, past: Past, config: Mapping[str, Any], base_url: str | None, since: str
) -> Former | None:
    """Return a site before files were moved; None where nothing that matters to links has changed.

    Args:
        targets: What is on the site.
        past: What its files were called.
        config: Its own configuration as data.
        base_url: As for `build_site`.
        since: When that was, in words.
    """
    root, flavor = targets.files.root, targets.flavor
    was = former_site(root, targets.site, flavor, past, config, base_url)
    then = Targets(root, flavor, was.site, targets.aliases, was.files)
    found = Former(targets, then, past, since, recast=was.recast)
    return found if found.differs else None
