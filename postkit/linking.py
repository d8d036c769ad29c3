"""Reads what the links of a project are checked against: its site, and the site as git remembers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from postkit.core.printable import quoted
from postkit.discover import discover
from postkit.git.past import past_of
from postkit.links.forms.rewriting import rewriting
from postkit.links.linking import Linking
from postkit.links.lookup.targets import Targets
from postkit.links.moved.former import Former, former
from postkit.project import Project
from postkit.site.build import build_site

if TYPE_CHECKING:
    from postkit.links.online.online import Online

Config = Callable[[], Mapping[str, Any]]
"""Reads a site's own configuration."""

CACHE_FROM = 100
"""Fewer posts are read in less time than a cache takes to be found."""


def linking(project: Project, config: Config, since: str | None, online: Online | None = None) -> Linking:
    """Return what the links of a project are checked against.

    Args:
        project: The project.
        config: Reads the site's own configuration, which is needed only where something has moved.
        since: The git revision since which files have moved; None for the last commit.
        online: Knows what can be said of addresses elsewhere; None where none is asked.

    Raises:
        RequestError: If the settings cannot be carried out, or a revision was asked for that cannot
            be had.
    """
    targets, links = _targets(project), project.settings.links
    wanted = rewriting(targets, links.to, links.rewrite, links.https)
    return Linking(targets, links.ignore, wanted, _former(targets, project, config, since), online)


def _targets(project: Project) -> Targets:
    """Return what links on a site may point to; where links are files, no page need be read."""
    pages: list[str] = []
    if project.flavor.urls is not None:
        settings = project.settings
        found = discover(
            [project.root], root=project.root, post_folders=None, exclude=settings.exclude, base=settings.base
        )
        pages = [project.below_root(path) for path in found]
    links = project.settings.links
    site = build_site(
        project.root,
        project.flavor,
        pages,
        use_cache=len(pages) >= CACHE_FROM,
        base_url=links.base_url,
    )
    return Targets(project.root, project.flavor, site, links.aliases)


def _former(targets: Targets, project: Project, config: Config, revision: str | None) -> Former | None:
    """Return the site before files were moved, as git knows it; None where nothing has moved."""
    past = past_of(project.root, revision)
    if past is None:
        return None
    since = f"since {quoted(revision)}" if revision else "since the last commit"
    return former(targets, past, config(), project.settings.links.base_url, since)
