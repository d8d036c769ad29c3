"""How Hugo spells a name in a path.

Source: Hugo 0.168, `helpers/path.go`, `common/paths`; measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from unicodedata import category, normalize
from urllib.parse import quote

_ALLOWED_SIGNS = frozenset("./\\_#+~-@")


def segment(name: str, config: Mapping[str, Any]) -> str:
    """Return a file's or folder's name as it stands in a path; two blanks are two `-` when lowered."""
    if config.get("disablepathtolower") is not True:
        name = name.replace(" ", "-")
    return sanitize(name, config)


def sanitize(value: str, config: Mapping[str, Any]) -> str:
    """Return a text as Hugo puts it into a path: runs of blanks are a `-`, other signs go."""
    if config.get("removepathaccents") is True:
        bare = (char for char in normalize("NFD", value) if category(char) != "Mn")
        value = normalize("NFC", "".join(bare))
    kept: list[str] = []
    gap = False
    for index, char in enumerate(value):
        if _is_allowed(char) or (char == "%" and re.match("[0-9A-Fa-f]{2}", value[index + 1 : index + 3])):
            if gap and char != "-":
                kept.append("-")
            gap = False
            kept.append(char)
        elif char.isspace() and kept and kept[-1] != "-":
            gap = True
    result = "".join(kept)
    return result if config.get("disablepathtolower") is True else _lower(result)


@lru_cache(maxsize=4096)
def _is_allowed(char: str) -> bool:
    kind = category(char)
    return kind[0] in "LM" or kind == "Nd" or char in _ALLOWED_SIGNS


def _lower(text: str) -> str:
    """Lower each character by itself, as Go does: no final sigma, no dot left over of `İ`."""
    return text.lower() if text.isascii() else "".join(char.lower()[0] for char in text)


def squeezed(path: str) -> str:
    """Return a path from the root without empty segments."""
    return "/" + "/".join(part for part in path.split("/") if part)


def encoded(path: str) -> str:
    """Percent-encode a path; what is encoded already stays."""
    return re.sub(r"%25(?=[0-9A-Fa-f]{2})", "%", quote(path, safe="/!$&'()*+,;=:@-._~"))
