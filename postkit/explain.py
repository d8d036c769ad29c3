"""Says what holds for a post or a folder, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from postkit.config.effective import Effective, Origins, effective
from postkit.config.globs import EVERY, below, matches
from postkit.config.settings import SETTINGS
from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import quoted
from postkit.core.source import Source
from postkit.discover import is_folder
from postkit.errors import RequestError
from postkit.frontmatter.read import read
from postkit.project import Project, Projects
from postkit.resources import schema_names


class Held(NamedTuple):
    """Something that holds for a path: what it is, and why.

    Attributes:
        what: The name or path of a schema, codes of rules, or a glob.
        why: Why it holds, in words.
    """

    what: str
    why: str


class Explanation(NamedTuple):
    """What holds for a post or a folder.

    Attributes:
        path: The post or folder.
        project: Its project.
        settings: Every setting.
        schemas: The schemas of the post, or those that posts of the folder may have.
        ignored: Codes of rules that `per-file-ignores` names for it.
        excluded: The globs that exclude it.
    """

    path: Path
    project: Project
    settings: list[Effective]
    schemas: list[Held]
    ignored: list[Held]
    excluded: list[Held]


def explain(projects: Projects, path: Path) -> Explanation:
    """Return what holds for a post or a folder.

    Args:
        projects: Finds its project.
        path: The post or folder, relative to the working folder or absolute.

    Raises:
        RequestError: If nothing is there, it cannot be read, or a setting is wrong.
    """
    folder = is_folder(path)
    project = projects.of_folder(path if folder else path.parent)
    recipe, settings = projects.recipe, project.settings
    flags = [
        keyword for keyword, value in recipe.flags.items() if value is not None and value not in ((), [])
    ]
    origins = Origins(settings.path, flags)
    given = [name if name in schema_names() else str(Path(name).absolute()) for name in recipe.schemas]
    every = effective(settings, origins, given)
    return Explanation(
        path,
        project,
        every,
        list(_schemas(project, path, every, origins, folder=folder)),
        [] if folder else list(_ignored(project, path, origins)),
        list(_excluded(project, path, origins)),
    )


def _schemas(
    project: Project, path: Path, every: list[Effective], origins: Origins, *, folder: bool
) -> Iterator[Held]:
    """Yield the schemas of a path in the order in which `Project.schemas_for` chooses."""
    rows = next(one for one in every if one.setting is SETTINGS["validate.schema"])
    for index, row in enumerate(rows.value):
        glob = row["files"]
        if rows.origin.flag:
            yield Held(row["schema"], f"`{rows.origin.flag}` names it")
        elif folder or glob == EVERY or matches(glob, project.settings.relative(path)):
            place = origins.at("validate", "schema", index, "schema")
            yield Held(row["schema"], f"{place} gives it to {quoted(glob)}")
    known, local = project.schemas_for(path)
    if not folder and local is None:
        return  # schemas were asked for, so that neither the post's own nor the flavor's counts
    if not folder and (own := _own(project, path)):
        yield own
    elif not rows.origin.flag and project.shipped and (known or folder):
        others = " for posts that have no other" if folder else ", and no other is given"
        yield Held(project.shipped.name, f"the flavor {project.flavor.name} has it{others}")


def _own(project: Project, path: Path) -> Held | None:
    """Return the schema that a post names itself."""
    try:
        source = Source(path.as_posix(), path.read_bytes())
    except OSError as error:
        raise RequestError(f"cannot read {quoted(str(path))}: {error.strerror}") from error
    found = project.local.of(read(source, project.flavor))
    if isinstance(found, Diagnostic):
        return Held("none", found.message)
    return Held(found.name, "the post names it as `$schema`") if found else None


def _ignored(project: Project, path: Path, origins: Origins) -> Iterator[Held]:
    name = project.settings.relative(path)
    for glob, codes in project.settings.per_file_ignores:
        if matches(glob, name):
            yield Held(", ".join(codes), f"{origins.at('per-file-ignores', glob)} says so of {quoted(glob)}")


def _excluded(project: Project, path: Path, origins: Origins) -> Iterator[Held]:
    name = below(project.settings.base, path)
    for glob in project.settings.exclude:
        if name and matches(glob, name):
            yield Held(glob, str(origins.of(SETTINGS["exclude"])))
