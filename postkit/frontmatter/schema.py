"""JSON Schemas: found, checked, compiled once for each flavor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from postkit.errors import RequestError
from postkit.flavors.dates import ISO_DATES
from postkit.flavors.reader import Dates
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
                formats={"post-date": _surely(dates)},
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

    @property
    def known(self) -> frozenset[str]:
        """The names of the top-level properties."""
        if isinstance(self.document, bool):
            return frozenset()
        properties = self.document.get("properties")
        return frozenset(properties) if isinstance(properties, dict) else frozenset()

    def retrieve(self, uri: str) -> Any:
        """Return the document that a reference leads to; nothing is fetched from a network.

        Args:
            uri: An absolute URI.

        Raises:
            ValueError: If it is neither a shipped schema nor a file below the schema's folder.
        """
        from urllib.request import url2pathname  # 20 ms that only a reference costs

        if uri.startswith(_SHIPPED):
            return _shipped(uri.removeprefix(_SHIPPED))
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc or self._folder is None:
            raise ValueError(f"{uri} is no local file")
        path = Path(url2pathname(unquote(parts.path))).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise ValueError(f"{path} is outside the schema's folder")
        return json.loads(path.read_bytes())


def _full_validator(document: Any, dates: Dates, retrieve: Callable[[str], Any]) -> Any:
    from jsonschema import FormatChecker
    from jsonschema.validators import Draft202012Validator, validator_for
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    def resource(uri: str) -> Any:
        return Resource.from_contents(retrieve(uri), default_specification=DRAFT202012)

    checker = FormatChecker()
    checker.checks("post-date")(_accepts(dates))
    kind = validator_for(document, default=Draft202012Validator)
    make_registry: Any = Registry
    registry = REGISTRY.combine(make_registry(retrieve=resource))
    return kind(document, registry=registry, format_checker=checker)


def _surely(dates: Dates) -> Callable[[Any], bool]:
    """Return the check of `post-date` for plain data, which does not tell quoted from unquoted."""

    def check(value: Any) -> bool:
        ways = (dates.accepts(value, quoted=quoted) for quoted in (True, False))
        return not isinstance(value, str) or all(ways)

    return check


def _accepts(dates: Dates) -> Callable[[Any], bool]:
    """Return the check of `post-date` for texts that know whether they were quoted."""

    def check(value: Any) -> bool:
        return not isinstance(value, str) or dates.accepts(value, quoted=getattr(value, "quoted", False))

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
        raise RequestError(f"the schema `{name_or_path}` is not JSON: {error}") from None
    return _checked(name_or_path, document, path)


def _checked(name: str, document: Any, path: Path) -> Schema:
    if not isinstance(document, (dict, bool)):
        raise RequestError(f"the schema `{name}` is not a JSON object")
    if isinstance(document, dict) and "$id" not in document:
        document = {"$id": path.resolve().as_uri(), **document}
    schema = Schema(name, document, path.parent)
    try:
        schema.compile()
    except ValueError as error:
        reason = str(error).partition("\n")[0]
        raise RequestError(f"the schema `{name}` is not valid: {reason}") from None
    return schema


def _shipped(name: str) -> Any:
    return json.loads((schemas() / (name + _SUFFIX)).read_bytes())
