"""The data of one Eleventy template: front matter over data files over layouts over global data.

Source: Eleventy 3.1.8, `Template.js` and `Data/TemplateData.js`; measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN, mapping

_OVERRIDE = "override:"
_MOST_LAYOUTS = 20
_TEMPLATES = ("liquid", "md", "njk", "html", "11ty.js")


def cascade(path: str, stem: str, own: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a template, what is nearer to it over what is farther.

    Args:
        path: The template's path below the site's root.
        stem: The same without its extension.
        own: Its front matter.
        config: The site's settings, with `data`, `dir` and `layouts`.
    """
    files = mapping(config.get("data"))
    everywhere = _renamed(files.get(""))
    local: dict[str, Any] = {}
    for place in _places(path, stem, str(mapping(config.get("dir")).get("input") or "")):
        _put(local, _renamed(files.get(place)))
    front_matter = _renamed(own)
    result: dict[str, Any] = {}
    layout = front_matter.get("layout") or local.get("layout") or everywhere.get("layout")
    for data in (everywhere, _layout_data(layout, config), local, front_matter):
        _put(result, data)
    return result


def _places(path: str, stem: str, source: str) -> Iterator[str]:
    """Yield the folders from the input folder down, then the template itself."""
    folder = source
    if folder:
        yield f"{folder}/"
    for name in path[len(source) :].strip("/").split("/")[:-1]:
        folder = f"{folder}/{name}" if folder else name
        yield f"{folder}/"
    yield stem


def _layout_data(layout: object, config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter of a chain of layouts, the inner over the outer."""
    layouts = mapping(config.get("layouts"))
    chain: list[Mapping[str, Any]] = []
    while isinstance(layout, str) and layout and len(chain) < _MOST_LAYOUTS:
        names = (layout, *(f"{layout}.{extension}" for extension in _TEMPLATES))
        data = mapping(layouts.get(next((name for name in names if name in layouts), "")))
        chain.append(data)
        layout = data.get("layout")
    result: dict[str, Any] = {}
    for data in reversed(chain):
        _put(result, {key: value for key, value in data.items() if key != "layout"})
    if layout is UNKNOWN and any(
        {"permalink", "eleventyComputed"} & mapping(data).keys() for data in layouts.values()
    ):
        result["permalink"] = UNKNOWN
    return result


def _renamed(data: object) -> dict[str, Any]:
    """Return data without what marks keys whose values are not merged but replaced."""
    return {str(key).removeprefix(_OVERRIDE): value for key, value in mapping(data).items()}


def _put(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    """Lay data over other data; mappings are merged."""
    for key, value in above.items():
        old = below.get(key)
        below[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
