"""Front matter in any of its languages, parsed; each parser is loaded when it is first wanted."""

from __future__ import annotations

from typing import Any

from postkit.flavors.reader import Kind, Reader
from postkit.frontmatter.tree import MAX_MARKS, Parsed, Problem
from postkit.rules.table import FM001


def simple_data(kind: Kind, text: str, reader: Reader) -> dict[str, Any] | None:
    """Return the mapping that the content is, if that is told quickly and nothing is wrong with it.

    Args:
        kind: The language.
        text: The content.
        reader: How the flavor's engine reads.

    Returns:
        The data; None where `parse` has to say what it is.
    """
    if kind != "yaml":
        return None
    from postkit.frontmatter import yaml_data

    return yaml_data.simple_data(text, reader)


def parse(kind: Kind, text: str, reader: Reader) -> Parsed:
    """Parse the content between fences.

    Args:
        kind: The language.
        text: The content.
        reader: How the flavor's engine reads.
    """
    if text.count("\n") + text.count(",") > MAX_MARKS:
        message = f"the front matter has more than {MAX_MARKS:,} lines and commas"
        return Parsed(None, [Problem(FM001, 0, 1, message, "keep so much data in a file of its own")])
    if kind == "yaml":
        from postkit.frontmatter import yaml_reader

        return yaml_reader.parse(text, reader)
    if kind == "toml":
        from postkit.frontmatter import toml_reader

        return toml_reader.parse(text)
    if kind == "json":
        from postkit.frontmatter import json_reader

        return json_reader.parse(text, reader)
    from postkit.frontmatter import metadata_reader

    return metadata_reader.parse(text)
