"""Keys that are known everywhere."""

from __future__ import annotations

import re

USUAL = re.compile(
    r"title|date|tags?|categor(?:y|ies)|layout|authors?|description|summary|slug|permalink|draft|published"
    r"|image|lang|weight|url|aliases|keywords|type|name|excerpt|updated|lastmod|pubDate"
)
"""The names of keys that posts of most engines have."""
