"""The schema that a post names itself, by the key `$schema`."""

from __future__ import annotations

import re
from pathlib import Path

from postkit.core.diagnostic import Diagnostic
from postkit.errors import RequestError
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema, load_schema
from postkit.frontmatter.wording import quote
from postkit.resources import schema_names
from postkit.rules.table import SC010

KEY = "$schema"
"""The key of the front matter."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


class LocalSchemas:
    """Loads the schemas that the posts of one site name, each once.

    A name is that of a shipped schema or a path: from the post, or from the site's root if it
    begins with `/`. Nothing outside of the root is read, and nothing is fetched.

    Args:
        root: The site's root.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._loaded: dict[str, Schema | str] = {}

    def of(self, front_matter: FrontMatter) -> Schema | Diagnostic | None:
        """Return the schema that a post names, or a finding that says why it cannot be had.

        Args:
            front_matter: The post's front matter; the path of its source counts from the working folder.

        Returns:
            None for a post that names none.
        """
        if KEY not in front_matter.data:
            return None
        found = self._named(front_matter.data[KEY], Path(front_matter.source.path).parent)
        if isinstance(found, Schema):
            return found
        place = front_matter.locate((KEY,))
        span = (place.value if place.value.start < place.value.end else place.key) if place else None
        hint = "name a file of the site or a shipped schema"
        return Diagnostic(SC010, span or front_matter.content, found, hint)

    def _named(self, name: object, folder: Path) -> Schema | str:
        if not isinstance(name, str) or not name:
            return f"`{KEY}` should be the path or the name of a schema"
        if name in schema_names():
            return self._load(name)
        if _SCHEME.match(name):
            return f"the schema {quote(name)} is not fetched: only local schemas are read"
        start = self._root if name.startswith("/") else folder
        try:
            path = (start / name.lstrip("/")).resolve()
            inside = path.is_relative_to(self._root)
            there = inside and path.is_file()
        except (OSError, ValueError):  # a name too long or with a null character
            return f"there is no schema {quote(name)}"
        if not inside:
            return f"the schema {quote(name)} is outside of the site, `{self._root.name}`"
        return self._load(str(path)) if there else f"there is no schema {quote(name)}"

    def _load(self, name: str) -> Schema | str:
        if name not in self._loaded:
            try:
                self._loaded[name] = load_schema(name, Path())
            except RequestError as error:
                self._loaded[name] = str(error)
        return self._loaded[name]
