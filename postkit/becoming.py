"""What the posts of a run become, asked when a link names a heading of another post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from postkit.core.edit import renamed
from postkit.core.source import Source
from postkit.engine import Checks, mend
from postkit.project import Project, Projects

_SUFFIX = ".md"


class Becoming:
    """Knows what a run makes of its posts, apart from their links.

    Args:
        paths: The posts of the run.
        projects: Finds what holds for each.
        checks: Returns what the run asks of a post, without its links.
        unsafe: Whether the run applies fixes that need a person's look.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        projects: Projects,
        checks: Callable[[Project, Path], Checks],
        *,
        unsafe: bool,
    ) -> None:
        self.paths = list(paths)
        self._projects = projects
        self._checks = checks
        self._unsafe = unsafe
        self._files: dict[Path, dict[str, Path]] | None = None

    def text(self, project: Project, path: str) -> bytes | None:
        """Return what a page will say, whether it has been written already or not.

        Args:
            project: Its project.
            path: The page below the site's root.

        Returns:
            Its text as it is, if the run leaves it alone; None if it cannot be read.
        """
        data = _read(project.root / path) or _read(project.root / renamed(path, _SUFFIX))
        file = self._known(project).get(path)
        if data is None or file is None or b"<" not in data:
            return data
        try:
            source = Source(file.as_posix(), data)
            checks = self._checks(project, file)
            return mend(source, project.flavor, checks, path=path, unsafe=self._unsafe).source.data
        except Exception:  # noqa: BLE001 (it is reported at the post itself)
            return data

    def _known(self, project: Project) -> dict[str, Path]:
        if self._files is None:
            self._files = {}
            for path in self.paths:
                one = self._projects.of_post(path)
                self._files.setdefault(one.root, {})[one.below_root(path)] = path
        return self._files.get(project.root, {})


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
