"""YAML of configuration files whose tags name code, such as `mkdocs.yml`: read, and never run.

Source: MkDocs 1.6.1 (`utils/yaml.py`), pyyaml-env-tag 1.1, PyYAML 6.0.
"""

from __future__ import annotations

from typing import Any

import yaml

from postkit.flavors.permalinks.settings import UNKNOWN
from postkit.flavors.python_slugs import PYTHON

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SAFE):  # type: ignore[misc]
    """The safe loader, which also takes tags that it does not know."""


def load_with_tags(text: str) -> object:
    """Return what a YAML text holds.

    A name of Python's (`!!python/name:a.b`, `!!python/object/apply:a.b`) becomes a mapping with the
    name under `PYTHON` and the arguments, `!ENV` its default or `UNKNOWN`, anything else with a tag
    the value without it.

    Args:
        text: The content of the file.

    Raises:
        yaml.YAMLError: It is no YAML.
    """
    loaded: object = yaml.load(text, Loader=_Loader)  # noqa: S506
    return loaded


def _python(loader: Any, suffix: str, node: Any) -> object:
    kind, _, name = suffix.partition(":")
    if kind not in ("name", "module", "object/apply", "object/new"):
        return _value(loader, suffix, node)
    arguments = _value(loader, suffix, node)
    called = kind.startswith("object/")
    return {PYTHON: name, "call": called, **(arguments if isinstance(arguments, dict) else {})}


def _environment(loader: Any, node: Any) -> object:
    """Return what stands for a variable of the environment where none is set."""
    values = _value(loader, "", node)
    return values[-1] if isinstance(values, list) and len(values) > 1 else UNKNOWN


def _value(loader: Any, _: str, node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _python)
_Loader.add_multi_constructor("!", _value)
_Loader.add_constructor("!ENV", _environment)
