"""`postkit config init`: writes the files that a site begins with."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from postkit.cli.options import Option
from postkit.cli.run import Request, posts
from postkit.config.detect import find_repository, find_site_root
from postkit.config.globs import EVERY, below, matches
from postkit.config.load import CONFIG_NAME, find_config
from postkit.core.printable import printable
from postkit.discover import is_folder
from postkit.errors import RequestError
from postkit.project import Project, Projects, Recipe

_SCHEMA = "schemas/post.schema.json"


def _flag(name: str, text: str) -> Option:
    return Option(
        name.strip("-").replace("-", "_"),
        Annotated[bool, typer.Option(name, help=text, show_default=False)],
        default=False,
    )


OPTIONS = (
    Option(
        "folder",
        Annotated[
            Path | None,
            typer.Argument(
                metavar="[FOLDER]",
                help="The folder of the site; the working folder without it.",
                show_default=False,
            ),
        ],
        None,
    ),
    _flag("--pre-commit", "Also write `.pre-commit-config.yaml`, or print what to add to it."),
    _flag("--github", "Also write `.github/workflows/postkit.yml`, or print it if that file is there."),
    _flag("--check", "Write nothing; print what would be written."),
)


class _File(NamedTuple):
    """A file to write.

    Attributes:
        path: Where.
        text: What.
        may_be_there: Whether it is printed if the file is there already; if not, that is an error.
    """

    path: Path
    text: str
    may_be_there: bool = False


def init(**given: Any) -> int:
    """Write the files that a site begins with, and say what `postkit check` finds."""
    folder: Path = given["folder"] or Path()
    _refuse(folder)
    # As `postkit check` takes it: in the working folder, the site's content folders.
    request = Request(paths=(folder,) if given["folder"] else (), recipe=Recipe(named=(folder,)))
    projects = Projects(request.recipe)
    project, paths = projects.of_folder(folder), list(posts(projects, request))
    files = [*_settings(folder, projects, paths), *_services(folder, given)]
    for file in files:
        if _is_there(file.path) and not file.may_be_there:
            raise RequestError(f"`{file.path}` is there already and is not overwritten")
    typer.echo(printable(f"site: {project.flavor.name} ({project.why}), {_count(len(paths))}"))
    for line in _around(folder, projects, paths):
        typer.echo(printable(line))
    for file in files:
        _place(file, check=given["check"])
    if not given["check"]:
        typer.echo(printable(_state(request, given["folder"])))
    return 0


def _refuse(folder: Path) -> None:
    """Raise where settings are already, or the site begins elsewhere."""
    if not is_folder(folder):
        raise RequestError(f"`{folder}` is no folder")
    config = find_config(folder)
    if config and config.parent.samefile(folder):
        raise RequestError(f"`{config}` holds here already; `postkit config show` prints what it sets")
    root = find_site_root(folder)
    if root and not root.samefile(folder):
        raise RequestError(f"the site begins in `{root}`: run `postkit config init {shlex.quote(str(root))}`")


def _settings(folder: Path, projects: Projects, paths: list[Path]) -> Iterator[_File]:
    """Yield the schema, if one can be made, and the settings' file that names it."""
    from postkit.config.beginning import settings_text
    from postkit.survey import Survey, spelled

    project = projects.of_folder(folder)
    home = Path(os.path.abspath(folder))  # noqa: PTH100 (as globs of settings start: without `..`, symlinks stay)
    own = [path for path in paths if projects.of_post(path) is project]
    names = {path: below(home, path) or path.as_posix() for path in own}
    globs = _globs(folder, project, names.values())
    survey = Survey(project.flavor)
    survey.add(path for path, name in names.items() if any(matches(one, name) for one in globs))
    count, without = survey.inference.posts, survey.without
    # A schema finds fault with posts that have no front matter, so with each README that a glob names.
    usable = count > 0 and without <= (0 if globs == [EVERY] else count)
    if usable:
        title = f"Front matter of the posts in {printable(home.name)}"
        yield _File(folder / _SCHEMA, spelled(survey.inference.schema(title=title, closed=False)))
    flavor = project.flavor.name if find_site_root(folder) else None
    text = settings_text(flavor, project.why, (_SCHEMA, globs) if usable else None, (count, without))
    yield _File(folder / CONFIG_NAME, text)


def _globs(folder: Path, project: Project, names: Iterable[str]) -> list[str]:
    """Return globs of a site's posts: its content folders, else the engine's folders of posts, else all."""
    names = list(names)
    content = [f"{name}/**" for name in project.flavor.content_folders if (folder / name).is_dir()]
    engine = content or [f"**/{name}/**" for name in sorted(project.flavor.post_folders)]
    found = [one for one in engine if any(matches(one, name) for name in names)]
    return found if found and find_site_root(folder) else [EVERY]


def _around(folder: Path, projects: Projects, paths: list[Path]) -> Iterator[str]:
    """Yield what to say of settings above a folder, and of sites below one that is none itself."""
    if above := find_config(folder):
        yield f"the settings of {above} hold here no longer"
    if find_site_root(folder):
        return
    top = projects.of_folder(folder).root
    for root in sorted({projects.of_post(path).root for path in paths} - {top}):
        yield f"a site begins in {root}: `postkit config init {shlex.quote(str(root))}` looks at it"


def _services(folder: Path, given: dict[str, Any]) -> Iterator[_File]:
    """Yield the files of pre-commit and GitHub, which stand at the top of the repository."""
    from postkit.config.beginning import hook_text, workflow_text

    place = folder.resolve()
    top = find_repository(place) or place
    inside = "" if top == place else place.relative_to(top).as_posix()
    shown = folder if top == place else top
    if given["pre_commit"]:
        yield _File(shown / ".pre-commit-config.yaml", hook_text(inside), may_be_there=True)
    if given["github"]:
        yield _File(shown / ".github/workflows/postkit.yml", workflow_text(inside), may_be_there=True)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _place(file: _File, *, check: bool) -> None:
    """Write a file, or print it."""
    name = printable(str(file.path))
    if _is_there(file.path):
        typer.echo(f"{name} is there already; what it needs:\n\n{file.text}")
    elif check:
        typer.echo(f"would write {name}:\n\n{file.text}")
    else:
        try:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            with file.path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(file.text)
        except OSError as error:
            raise RequestError(f"cannot write `{file.path}`: {error.strerror}") from error
        typer.echo(f"wrote {name}")


def _state(request: Request, folder: Path | None) -> str:
    """Return what `postkit check` finds now, and what to do next."""
    from postkit.engine import Family
    from postkit.report import Counts, summary
    from postkit.runner import Runner, Task

    projects = Projects(request.recipe)
    counts = Counts()
    for outcome in Runner(projects, Task(tuple(Family))).run(list(posts(projects, request)), jobs=0):
        counts.add(outcome.diagnostics)
    command = f"postkit check {shlex.quote(str(folder))}" if folder else "postkit check"
    line = f"`{command}`: {summary(counts)}"
    if counts.errors or counts.warnings:
        record = f"{command} --baseline baseline.json --write-baseline"
        line += f"; run it to see them, or record them as old with `{record}`"
    return line


def _count(number: int) -> str:
    return f"{number:,} post{'' if number == 1 else 's'}"
