"""JSON Schemas: found, checked, compiled once for each flavor."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from postkit.errors import RequestError
from postkit.flavors.dates import ISO_DATES
from postkit.flavors.reader import Dates
from postkit.frontmatter.patterns import POST_DATE
from postkit.resources import schema_names, schemas

_SUFFIX = ".schema.json"
_SHIPPED = "postkit:"


class Schema:
    """A schema that front matter is checked against.

    Args:
        name: What it is called in messages: a shipped name or the path as given.
        document: The schema itself, with an `$id` that its references start from.
        folder: Where its references may lead; None for a shipped schema.
    """

    def __init__(self, name: str, document: Any, folder: Path | None) -> None:
        self.name = name
        self.document = document
        self._folder = folder
        self._quick: dict[Dates, Any] = {}
        self._full: dict[Dates, Any] = {}

    def is_valid(self, instance: Any, dates: Dates) -> bool:
        """Tell quickly whether plain JSON data is valid; a doubt counts as no.

        Args:
            instance: The data; every text an exact `str`.
            dates: What the flavor's engine takes for a date.
        """
        try:
            return bool(self._quick_validator(dates).is_valid(instance))
        except (ValueError, OverflowError):
            # Data that JSON cannot say, such as a lone surrogate: the other validator judges it.
            return False

    def _quick_validator(self, dates: Dates) -> Any:
        if dates not in self._quick:
            import jsonschema_rs

            self._quick[dates] = jsonschema_rs.validator_for(
                self.document,
                formats={POST_DATE: _surely(dates)},
                validate_formats=True,
                retriever=self.retrieve,
            )
        return self._quick[dates]

    def compile(self) -> None:
        """Compile it now, so that a mistake in it shows before any post is read.

        Raises:
            ValueError: If it is no valid schema or a reference in it leads nowhere.
        """
        self._quick_validator(ISO_DATES)

    def validator(self, dates: Dates) -> Any:
        """Return the `jsonschema` validator that gives every error.

        Args:
            dates: What the flavor's engine takes for a date.
        """
        if dates not in self._full:
            self._full[dates] = _full_validator(self.document, dates, self.retrieve)
        return self._full[dates]

    def errors(self, instance: Any, dates: Dates) -> list[Any]:
        """Return every error of plain JSON data.

        Args:
            instance: The data.
            dates: What the flavor's engine takes for a date.

        Raises:
            RequestError: If a reference in the schema leads nowhere.
        """
        from referencing.exceptions import Unresolvable

        try:
            return list(self.validator(dates).iter_errors(instance))
        except (Unresolvable, RecursionError) as error:
            raise RequestError(f"the schema `{self.name}` cannot be followed: {error}") from None

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the top-level properties."""
        if isinstance(self.document, bool):
            return frozenset()
        properties = self.document.get("properties")
        return frozenset(properties) if isinstance(properties, dict) else frozenset()

    def accepts(self, key: str, value: Any, dates: Dates) -> bool:
        """Tell quickly whether a value would do for a top-level key, whatever else a post needs.

        Args:
            key: One of the schema's names.
            value: Plain JSON data.
            dates: What the flavor's engine takes for a date.
        """
        try:
            errors = self._quick_validator(dates).iter_errors({key: value})
            return all(not error.instance_path for error in errors)
        except (ValueError, OverflowError):
            return False

    def retrieve(self, uri: str) -> Any:
        """Return the document that a reference leads to; nothing is fetched from a network.

        Args:
            uri: An absolute URI. One beside the schema's own `$id` is looked for beside its file.

        Raises:
            ValueError: If it is neither a shipped schema nor a file below the schema's folder.
        """
        if uri.startswith(_SHIPPED):
            return _shipped(uri.removeprefix(_SHIPPED))
        path = self._local(uri)
        if path is None or self._folder is None:
            raise ValueError(f"{uri} is no local file")
        if not path.is_relative_to(self._folder.resolve()):
            raise ValueError(f"{path} is outside the schema's folder")
        return json.loads(path.read_bytes())

    def _local(self, uri: str) -> Path | None:
        """Return the file that a URI means, if it means one."""
        from urllib.request import url2pathname  # 20 ms that only a reference costs

        parts = urlsplit(uri)
        if parts.scheme == "file" and not parts.netloc:
            return Path(url2pathname(parts.path)).resolve()
        own = self.document.get("$id", "") if isinstance(self.document, dict) else ""
        home = own[: own.rfind("/") + 1]
        if self._folder is None or not urlsplit(home).netloc or not uri.startswith(home):
            return None
        return (self._folder / unquote(urlsplit(uri.removeprefix(home)).path)).resolve()


def _full_validator(document: Any, dates: Dates, retrieve: Callable[[str], Any]) -> Any:
    from jsonschema.validators import Draft202012Validator, validator_for
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
    from referencing import Registry
    from referencing.jsonschema import specification_with

    from postkit.frontmatter.bounded import bounded

    kind: Any = validator_for(document, default=Draft202012Validator)
    draft = specification_with(kind.META_SCHEMA["$schema"])
    registry: Any = Registry
    registry = registry(retrieve=lambda uri: _resource(retrieve(uri), draft))
    return bounded(kind, dates)(document, registry=REGISTRY.combine(registry))


def _resource(document: Any, draft: Any) -> Any:
    from referencing import Resource

    return Resource.from_contents(document, default_specification=draft)


def _surely(dates: Dates) -> Callable[[Any], bool]:
    """Return the check of `post-date` for plain data, which does not tell quoted from unquoted."""

    def check(value: Any) -> bool:
        if not isinstance(value, str):
            return True
        return dates.accepts(value, quoted=True) and dates.accepts(value, quoted=False)

    return check


def load_schema(name_or_path: str, base: Path) -> Schema:
    """Load a schema that is shipped, by its name, or else from a file.

    Args:
        name_or_path: As in `--schema`: `jekyll-post`, or a path.
        base: The folder that a relative path starts from.

    Raises:
        RequestError: If there is none, or it is no JSON or no valid schema.
    """
    if name_or_path in schema_names():
        return Schema(name_or_path, _shipped(name_or_path), None)
    path = base / name_or_path
    try:
        document = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        names = ", ".join(schema_names())
        raise RequestError(f"no schema `{name_or_path}`: no such file, and shipped are {names}") from None
    except OSError as error:
        raise RequestError(f"the schema `{name_or_path}` cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        from postkit.frontmatter.schema_errors import not_json

        raise RequestError(not_json(name_or_path, error)) from None
    return _checked(name_or_path, document, path)


def _checked(name: str, document: Any, path: Path) -> Schema:
    if not isinstance(document, (dict, bool)):
        raise RequestError(f"the schema `{name}` is not a JSON object")
    if isinstance(document, dict) and isinstance(own := document.get("$id", ""), str):
        # An address of its own may be relative; so the references start from the file in any case.
        document = {**document, "$id": urljoin(path.resolve().as_uri(), own)}
    schema = Schema(name, document, path.parent)
    try:
        schema.compile()
    except ValueError as error:
        from postkit.frontmatter.schema_errors import not_valid

        raise RequestError(not_valid(name, error)) from None
    return schema


def _shipped(name: str) -> Any:
    return json.loads((schemas() / (name + _SUFFIX)).read_bytes())
