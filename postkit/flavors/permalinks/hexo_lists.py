"""The lists that Hexo makes for a post's sake: its tags, its categories, the archive.

Source: hexo 8.1.2, `models/tag.js` and `models/category.js`; hexo-generator-tag 2.0, -category 2.0,
-archive 2.0; measured. Left out: the pages of a list behind the first, archives of years and months.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from postkit.flavors.permalinks.hexo_categories import cased, category_paths
from postkit.flavors.permalinks.javascript import UnknownError, as_text, is_true
from postkit.flavors.permalinks.settings import mapping, text
from postkit.flavors.slugize import slugize


def lists(
    data: Mapping[str, Any], config: Mapping[str, Any], plugins: Collection[str] | None
) -> Iterator[str]:
    """Yield the paths of lists below the site's root, not encoded, with a slash before and behind.

    Args:
        data: The front matter of a post that is published.
        config: The site's configuration.
        plugins: The packages that the site asks for; None where that is not known.
    """

    def makes(kind: str) -> bool:
        return plugins is None or f"hexo-generator-{kind}" in plugins

    def folder(kind: str, usual: str) -> str:
        name = text(config.get(f"{kind}_dir", usual)).strip("/")
        return f"/{name}/" if name else "/"

    if makes("archive"):
        yield folder("archive", "archives")
    try:
        if makes("tag"):
            yield from (f"{folder('tag', 'tags')}{slug}/" for slug in _tags(data, config))
        if makes("category"):
            for chain in category_paths(data, config):
                paths = ("/".join(chain[:count]) for count in range(1, len(chain) + 1))
                yield from (f"{folder('category', 'categories')}{path}/" for path in paths)
    except UnknownError:  # a date for a name
        return


def _tags(data: Mapping[str, Any], config: Mapping[str, Any]) -> Iterator[str]:
    given = data.get("tags")
    found = given if is_true(given) else data.get("tag")
    for tag in found if isinstance(found, list) else [found] if is_true(found) else []:
        if tag is not None and tag != "":
            name = as_text(tag)
            mapped = mapping(config.get("tag_map")).get(name)
            yield cased(slugize(as_text(mapped) if is_true(mapped) else name), config)
