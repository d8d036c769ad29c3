"""Keys that are not the words they seem to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.span import Span
from postkit.flavors.reader import Reader
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.twins import TWINS
from postkit.frontmatter.twins import latin as in_latin
from postkit.frontmatter.wording import quote, spell
from postkit.frontmatter.written import Path, Warned
from postkit.rules.table import FM009

# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_FOREIGN = "".join(TWINS)
_MIXED = f"[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]"
_FULL_WIDTH = "[\uff01-\uff5e\u3000]"
_SCRIPTS = ((0x370, 0x400, "Greek"), (0x400, 0x530, "Cyrillic"))
_YES_NO = frozenset({"yes", "no", "on", "off"})
_LONG = 40
_BLANKS = 5
"""So long, in code points, and with so many blanks a key at the top is a sentence of the body."""
_USUAL = (
    r"title|date|tags?|categor(?:y|ies)|layout|authors?|description|summary|slug|permalink|draft|published"
    r"|image|lang|weight|url|aliases|keywords|type|name|excerpt|updated|lastmod|pubDate"
)
"""Keys that are known everywhere."""


class _Saying(NamedTuple):
    """What is wrong with a key, and the key that is meant, if that is known."""

    message: str
    hint: str
    meant: str | None = None


def strange_keys(front_matter: FrontMatter, known: frozenset[str]) -> Iterator[Warned]:
    """Yield a finding for each key that differs invisibly from the one that is meant.

    Args:
        front_matter: The front matter.
        known: Keys that a schema names.
    """
    reader = front_matter.flavor.reader if front_matter.kind == "yaml" else None
    for path, others in _keys((), front_matter.data):
        said = _said(str(path[-1]), known, reader) or (_sentence(str(path[0])) if len(path) == 1 else None)
        if said is None or (place := front_matter.locate(path)) is None or place.key is None:
            continue
        raw = front_matter.source.slice(place.key)
        if raw[:1] in {"'", '"'} and raw[1:-1].lower() in _YES_NO:
            continue
        fix = _fix(raw, place.key, said, others, known)
        yield Warned(Diagnostic(FM009, place.key, said.message, said.hint, fix), (place.key,))


def _keys(path: Path, value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the path of every key that is worth a look, and the mapping that it stands in."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not key.isascii() or key != key.strip() or key.lower() in _YES_NO or len(key) > _LONG:
                yield (*path, key), value
            if isinstance(item, (dict, list)):
                yield from _keys((*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (dict, list)):
                yield from _keys((*path, index), item)


def _said(key: str, known: frozenset[str], reader: Reader | None) -> _Saying | None:
    shown = quote(key)
    bare = "".join(one for one in key if unicodedata.category(one) != "Cf").strip()
    if bare != key and (bare.isascii() or bare == key.strip()):
        return _invisible(key, bare, shown)
    if "：" in key:
        name = key.partition("：")[0]
        message = f"the full-width colon in {shown} ends no key: the key is all that stands before `:`"
        return _Saying(message, f"write `{name}: …` with a plain colon and quotes around the rest")
    if re.search(_FULL_WIDTH, key) and (plain := unicodedata.normalize("NFKC", key)).isascii():
        return _Saying(f"the key {shown} has full-width letters", f"write `{plain}`", plain)
    latin = in_latin(key)
    if latin != key and latin.isascii() and (re.search(_MIXED, key) or _is_known(latin, known)):
        letter = next(one for one in key if one in TWINS)
        message = (
            f"the letter {quote(letter)} in the key {shown} is {_script(letter)}, did you mean `{latin}`?"
        )
        return _Saying(message, f"write `{latin}` in Latin letters", latin)
    if key.lower() in _YES_NO and reader and isinstance(value := reader.resolve_scalar(key), bool):
        return _Saying(f"the key {shown} is read as `{spell(value)}`", "put it in quotes")
    return None


def _sentence(key: str) -> _Saying | None:
    """Say that a key is prose that ends in a colon, as where a rule in the body closes front matter."""
    if len(key) <= _LONG or key.count(" ") < _BLANKS:
        return None
    message = f"the key {quote(key)} is a sentence"
    hint = "indent it if it belongs to the value above it; or is the closing `---` missing above?"
    return _Saying(message, hint)


def _invisible(key: str, bare: str, shown: str) -> _Saying:
    """Say where in a key there is what nobody sees."""
    if key.strip() == bare:
        where = "begins" if key[0] != bare[:1] else "ends"
        outer = key[0] if where == "begins" else key[-1]
        blank = "blank" if outer == " " else unicodedata.name(outer, "control character").lower()
        return _Saying(f"the key {shown} {where} with a {blank}", f"write `{bare}`", bare)
    hidden = next(one for one in key if unicodedata.category(one) == "Cf")
    message = f"the key {shown} holds an invisible character (U+{ord(hidden):04X})"
    return _Saying(message, f"write `{bare}`", bare)


def _is_known(key: str, known: frozenset[str]) -> bool:
    return key in known or re.fullmatch(_USUAL, key) is not None


def _script(letter: str) -> str:
    return next((name for first, last, name in _SCRIPTS if first <= ord(letter) < last), "foreign")


def _fix(raw: str, place: Span, said: _Saying, others: dict[str, Any], known: frozenset[str]) -> Fix | None:
    """Write the key that is meant, in the quotes that it has; not where it stands there already."""
    meant = said.meant
    if not meant or meant in others or not re.fullmatch(r"[\w-]+(?: [\w-]+)*", meant):
        return None
    mark = raw[0] if raw[:1] in {"'", '"'} else ""
    same = "".join(one for one in raw if one.isprintable()).strip(mark).strip() == meant
    safety = Safety.SAFE if same or _is_known(meant, known) else Safety.UNSAFE
    return Fix(f"write `{meant}`", (Edit(place, f"{mark}{meant}{mark}".encode()),), safety)
