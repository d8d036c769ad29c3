"""What holds for the posts of one folder: settings, site root, flavor, schemas."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from postkit.config.detect import detect_flavor, find_repository, find_site_root
from postkit.config.globs import EVERY, below, matches
from postkit.config.load import find_config, load_config
from postkit.config.settings import ConvertSettings, Settings
from postkit.errors import RequestError
from postkit.flavors import FLAVORS
from postkit.flavors.base import Flavor
from postkit.frontmatter.local import LocalSchemas
from postkit.frontmatter.schema import Schema, load_schema
from postkit.html.style import Looks, Style


class Schemas(NamedTuple):
    """The schemas that hold for a post.

    Attributes:
        known: Those that are known without reading it.
        local: Finds the one that the post names itself, which then holds instead; None to ask no post.
    """

    known: list[Schema]
    local: LocalSchemas | None


class Project(NamedTuple):
    """One site and the settings that hold in it.

    Attributes:
        root: The site's root folder.
        flavor: Its engine.
        why: Why it is this flavor, in words.
        settings: The settings, flags over file.
        schemas: Globs, relative to the settings' file, with the schema that is asked for by each.
        shipped: The flavor's schema, if it has one.
        local: Finds the schemas that posts name themselves.
        style: What its writers want of conversions.
    """

    root: Path
    flavor: Flavor
    why: str
    settings: Settings
    schemas: tuple[tuple[str, Schema], ...]
    shipped: Schema | None
    local: LocalSchemas
    style: Style

    def schemas_for(self, path: Path) -> Schemas:
        """Return the schemas that hold for a post.

        Those of `--schema` hold, else those whose glob in the settings' file fits, else the one
        that the post names itself, else the flavor's.

        Args:
            path: The post, relative to the working folder or absolute.
        """
        asked = [schema for glob, schema in self.schemas if glob == EVERY or self._fits(glob, path)]
        if asked:
            return Schemas(asked, None)
        return Schemas([self.shipped] if self.shipped else [], self.local)

    def _fits(self, glob: str, path: Path) -> bool:
        return matches(glob, self.settings.relative(path))

    def below_root(self, path: Path) -> str:
        """Return a post's path below the site's root, with `/`; the path itself outside of it."""
        return below(self.root, path) or path.as_posix()


class Recipe(NamedTuple):
    """What the command line says about every project; plain data that a worker process can be given.

    Attributes:
        config: A settings' file that holds for all posts, or None to look upwards from each.
        schemas: Names or files of `--schema`, relative to the working folder.
        flags: Settings given as flags, by keyword.
        named: The files and folders that it names.
    """

    config: Path | None = None
    schemas: Sequence[str] = ()
    flags: Mapping[str, Any] = {}
    named: Sequence[Path] = ()


class Projects:
    """Finds the project of each folder.

    Args:
        recipe: What the command line says.

    Raises:
        RequestError: If a schema or the settings' file cannot be had.
    """

    def __init__(self, recipe: Recipe) -> None:
        if recipe.config is not None and not recipe.config.is_file():
            raise RequestError(f"no settings' file `{recipe.config}`")
        self.recipe = recipe
        self._schemas = tuple((EVERY, load_schema(name, Path())) for name in recipe.schemas)
        self._settings: Callable[[Path | None], Settings] = cache(self._load)
        self._shipped: Callable[[str], Schema] = cache(lambda name: load_schema(name, Path()))
        self._made: dict[tuple[Path | None, Path], Project] = {}
        self.of_folder: Callable[[Path], Project] = cache(self._of_folder)
        self._of_name: Callable[[str], Project] = cache(lambda name: self.of_folder(Path(name)))

    def of_post(self, path: Path | str) -> Project:
        """Return the project that a post belongs to.

        Args:
            path: The post, relative to the working folder or absolute.
        """
        return self._of_name(os.path.dirname(path))  # noqa: PTH120 (asked of every post; a `Path` costs ten times as much)

    def _load(self, path: Path | None) -> Settings:
        settings = load_config(path) if path else Settings()
        return settings.merged(**self.recipe.flags)

    def _of_folder(self, folder: Path) -> Project:
        """Return the project that a folder belongs to; one object for all folders of a site."""
        config = self.recipe.config or find_config(folder)
        beside = config.parent if config and not self.recipe.config else None
        root = find_site_root(folder) or beside or self._without_a_site(folder)
        key = (config, root.absolute())
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _without_a_site(self, folder: Path) -> Path:
        """Return the root of files that belong to no site: their repository's top, else what was named.

        That is the working folder if they lie in it, else the folder of the command line that holds
        them, else their own.
        """
        place = Path(os.path.abspath(folder))  # noqa: PTH100 (without `..`)
        named = sorted(map(Path.absolute, self.recipe.named), key=lambda path: len(path.parts))
        tops = (top for top in (Path.cwd(), *named) if place.is_relative_to(top))
        return find_repository(place) or next(tops, place)

    def _make(self, config: Path | None, root: Path) -> Project:
        settings = self._settings(config)
        detected, why = detect_flavor(root)
        flavor = FLAVORS[settings.flavor or detected]
        if settings.flavor:
            why = "it was asked for"
        asked = self._schemas or _configured(settings)
        shipped = self._shipped(flavor.schema) if flavor.schema else None
        return Project(
            root, flavor, why, settings, asked, shipped, LocalSchemas(root), _style(settings.convert)
        )


def _style(settings: ConvertSettings) -> Style:
    return Style(
        keep=frozenset(map(str.lower, settings.keep)),
        drop_attributes=tuple(map(str.lower, settings.drop_attributes)),
        looks=Looks(settings.attributes),
        bullet=settings.bullet,
        emphasis=settings.emphasis,
        strong=settings.strong,
        fence=settings.fence,
        refers=settings.emphasis_fallback == "reference",
    )


def _configured(settings: Settings) -> tuple[tuple[str, Schema], ...]:
    base = settings.path.parent if settings.path else Path()
    return tuple((one.files, load_schema(one.schema, base)) for one in settings.validate.schema)
