"""The HTML posts of a run and what each becomes, asked when a link names one of them by its file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from postkit.core.edit import renamed
from postkit.core.source import Source
from postkit.engine import Checks, Conversion, Family, mend
from postkit.flavors.base import PageFacts
from postkit.links.renamed import NewName, Renamed
from postkit.project import Project, Projects
from postkit.site.post import Post

_SUFFIX = ".md"

Config = Callable[[Project], Mapping[str, Any]]
"""Reads a site's own configuration."""


class _Asked(NamedTuple):
    """An HTML post that was asked about."""

    root: Path
    path: str


class Renaming:
    """Knows the HTML posts of one run; whether one is converted is found out when a link names it.

    Args:
        paths: The posts.
        projects: Finds what holds for each.
        conversion: How HTML is converted.
        config: Reads a site's own configuration.
    """

    def __init__(
        self, paths: Iterable[Path], projects: Projects, conversion: Conversion, config: Config
    ) -> None:
        self.paths = list(paths)
        self._conversion = conversion
        self._config = config
        self._known: dict[_Asked, NewName | None] = {}
        self._files: dict[Path, dict[str, Path]] = {}
        for path in self.paths:
            project = projects.of_post(path)
            self._files.setdefault(project.root, {})[project.below_root(path)] = path

    def on_site(self, project: Project) -> Renamed | None:
        """Return what the links of a site's posts may name; None where it has no HTML post."""
        files = self._files.get(project.root)
        if files is None:
            return None
        return Renamed(files.keys(), partial(self._find, project), partial(self._url_of, project))

    def _find(self, project: Project, path: str) -> NewName | None:
        asked = _Asked(project.root, path)
        if asked not in self._known:
            self._known[asked] = self._new_name(project, path, self._files[project.root][path])
        return self._known[asked]

    def _new_name(self, project: Project, path: str, file: Path) -> NewName | None:
        """Return what a file becomes, or became a moment ago; None where it stays."""
        new = renamed(path, _SUFFIX)
        target = file.with_name(renamed(file.name, _SUFFIX))
        try:
            post = Post(Source(path, file.read_bytes()), project.flavor)
        except FileNotFoundError:
            if not target.is_file():
                return None
            post = Post(Source(new, target.read_bytes()), project.flavor)
        except OSError:
            return None
        else:
            if os.path.lexists(target) or not self._is_converted(project, post, file):
                return None
        return NewName(new, self._url_of(project, post))

    def _is_converted(self, project: Project, post: Post, file: Path) -> bool:
        checks = Checks(
            (Family.CONVERT,),
            lambda code: project.settings.reports(code, file),
            conversion=self._conversion._replace(style=project.style),
            config=lambda: self._config(project),
        )
        try:
            return mend(post.source, post.flavor, checks, unsafe=False).source.path != post.source.path
        except Exception:  # noqa: BLE001 (it is reported at the post itself)
            return False

    def _url_of(self, project: Project, post: Post) -> str | None:
        if project.flavor.urls is None:
            return None
        facts = PageFacts(post.path, post.front_matter.data, self._config(project))
        return project.flavor.urls(facts).url
