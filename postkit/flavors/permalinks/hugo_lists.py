"""The lists that Hugo makes for a page's sake: its section, and the terms of its taxonomies.

Source: Hugo 0.168 (content-management/taxonomies, content-management/sections); measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from postkit.flavors.permalinks.hugo_paths import encoded, segment
from postkit.flavors.permalinks.hugo_site import ContentFile, lowered
from postkit.flavors.permalinks.settings import strings

_TAXONOMIES = {"tag": "tags", "category": "categories"}


def lists(
    file: ContentFile, data: Mapping[str, Any], config: Mapping[str, Any], sections: Sequence[str]
) -> Iterator[str]:
    """Yield the paths of lists that there are since a page is in them, the site's base included.

    A folder is a section without an `_index.md` only at the first level. Not seen: permalinks of
    lists, kinds that are switched off, the pages of a list behind the first.

    Args:
        file: Where the page stands.
        data: Its front matter with lower-case keys.
        config: The site's configuration with lower-case keys.
        sections: The folders that it lies in.
    """
    start = file.base + file.language
    if sections:
        yield f"{start}/{encoded(segment(sections[0], config))}/"
    named = config.get("taxonomies")
    for plural in strings(list((_TAXONOMIES if named is None else lowered(named)).values())):
        taxonomy = f"{start}/{encoded(segment(plural, config))}"
        yield f"{taxonomy}/"
        for term in strings(data.get(plural.lower())):
            yield f"{taxonomy}/{encoded(segment(term, config))}/"
