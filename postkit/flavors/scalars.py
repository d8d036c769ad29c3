"""What each engine's reader makes of a plain (unquoted) YAML scalar.

Dates and times stay the strings that were written: JSON Schema, which judges them, has no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

_Number = TypeVar("_Number", int, float)

_LONGEST_NUMBER = 4000
"""In code points; Python refuses to convert longer ones, and nobody means them as numbers."""


def _spellings(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words in lower case, capitalised and in capitals."""
    return {form: value for word, value in words.items() for form in (word, word.capitalize(), word.upper())}


_NULLS = _spellings({"null": None}) | {"~": None, "": None}
_TRUTH = {"true": True, "false": False}
_YES_NO = {"yes": True, "on": True, "no": False, "off": False}
_SPECIAL_FLOATS: dict[str, Any] = {
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}

_WORDS_1_1 = MappingProxyType(
    _NULLS
    | _spellings(_TRUTH | _YES_NO)
    | _SPECIAL_FLOATS
    | dict.fromkeys(("+.inf", "+.Inf", "+.INF"), float("inf"))
)
_WORDS_HUGO = MappingProxyType(_NULLS | _spellings(_TRUTH) | _SPECIAL_FLOATS)
_WORDS_JEKYLL = MappingProxyType(_NULLS | _SPECIAL_FLOATS)
_ANY_CASE_JEKYLL = MappingProxyType(_TRUTH | _YES_NO)

_NUMBER_START = frozenset("0123456789+-._,")

# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_INT_1_1 = (
    r"(?P<sign>[-+]?)(?:0b(?P<bin>[01_]+)|0x(?P<hex>[0-9a-fA-F_]+)|0(?P<oct>[0-7_]+)"
    r"|(?P<dec>0|[1-9][0-9_]*)|(?P<sixty>[1-9][0-9_]*(?::[0-5]?[0-9])+))"
)
_FLOAT_1_1 = (
    r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|(?P<sixty>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*))"
)

_INT_JEKYLL = (
    r"(?P<sign>[-+]?)(?:(?P<dec>0|[1-9][0-9]*)|0(?P<oct>[0-7]+)|0[xX](?P<hex>[0-9a-fA-F]+)|0b(?P<bin>[01]+))"
)
_FLOAT_JEKYLL = (
    r"[-+]?(?:[0-9][0-9_]*)?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|(?P<sixty>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"
)

_INT_HUGO = (
    r"(?P<sign>[-+]?)(?:0x(?P<hex>[0-9a-fA-F]+)|0b(?P<bin>[01]+)|0o?(?P<oct>[0-7]+)|(?P<dec>0|[1-9][0-9]*))"
)
_FLOAT_HUGO = r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_WORDS_JS = MappingProxyType(_WORDS_HUGO | dict.fromkeys(("+.inf", "+.Inf", "+.INF"), float("inf")))
_INT_JS = r"(?P<sign>[-+]?)(?:0x(?P<hex>[0-9a-fA-F]+)|0b(?P<bin>[01]+)|0o(?P<oct>[0-7]+)|(?P<dec>[0-9]+))"
_FLOAT_JS = r"(?:[-+]?[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_EXACT_JS = range(-(2**53), 2**53 + 1)

_INT_64 = range(-(2**63), 2**64)

_BASES = {"bin": 2, "oct": 8, "dec": 10, "hex": 16}


def yaml_1_1(text: str) -> Any:
    """Read a scalar as PyYAML does (YAML 1.1), dates aside.

    Args:
        text: A plain scalar as it is written.
    """
    if text in _WORDS_1_1:
        return _WORDS_1_1[text]
    if text[0] not in _NUMBER_START or len(text) > _LONGEST_NUMBER:
        return text
    if match := re.fullmatch(_INT_1_1, text):
        return _integer(match, text)
    if match := re.fullmatch(_FLOAT_1_1, text):
        if not match["sixty"]:
            return _float(text)
        value = _sixties(text.lstrip("+-"), float)
        return -value if text[0] == "-" else value
    return text


def jekyll(text: str) -> Any:
    """Read a scalar as Jekyll 4.4 with safe_yaml 1.0.5 does, dates aside.

    Args:
        text: A plain scalar as it is written.
    """
    if text in _WORDS_JEKYLL:
        return _WORDS_JEKYLL[text]
    if text[0] not in _NUMBER_START or len(text) > _LONGEST_NUMBER:
        return _ANY_CASE_JEKYLL.get(text.lower(), text)
    plain = text.replace("_", "").replace(",", "")
    match = re.fullmatch(_INT_JEKYLL, plain)
    if match and (match["dec"] or not match["sign"]):
        return _integer(match, text)
    if match := re.fullmatch(_FLOAT_JEKYLL, text):
        if not match["sixty"]:
            return _float(text)
        # The sign counts twice there: `-1:30` is -(-60 + 30).
        value = _sixties(text, float)
        return -value if text[0] == "-" else value
    return text


def hugo(text: str) -> Any:
    """Read a scalar as Hugo 0.168 with goccy/go-yaml does; it makes no dates, and drops every tab.

    Args:
        text: A plain scalar as it is written.
    """
    if "\t" in text:
        text = text.replace("\t", "")
    if text in _WORDS_HUGO:
        return _WORDS_HUGO[text]
    if text[0] not in _NUMBER_START or text[0] == "_" or len(text) > _LONGEST_NUMBER:
        return text
    plain = text.replace("_", "")
    if match := re.fullmatch(_INT_HUGO, plain):
        value = _integer(match, text)
        return value if value in _INT_64 else text
    if re.fullmatch(_FLOAT_HUGO, plain):
        number = float(plain)
        return text if number in (float("inf"), float("-inf")) else number
    return text


def js_yaml(text: str) -> Any:
    """Read a scalar as js-yaml 4.3 does (YAML 1.2 core), dates aside.

    Args:
        text: A plain scalar as it is written.
    """
    if text in _WORDS_JS:
        return _WORDS_JS[text]
    if text[0] not in _NUMBER_START or len(text) > _LONGEST_NUMBER:
        return text
    if match := re.fullmatch(_INT_JS, text):
        value = _integer(match, text)
        # JavaScript has but floating-point numbers.
        return value if value in _EXACT_JS else _finite(text, value)
    return _finite(text, text) if re.fullmatch(_FLOAT_JS, text) else text


def _finite(text: str, value: int | str) -> float | str:
    """Return the nearest floating-point number; the text where it is too large for one."""
    try:
        number = float(value)
    except OverflowError:
        return text
    return text if number in (float("inf"), float("-inf")) else number


def _integer(match: re.Match[str], text: str) -> int | str:
    """Make an integer of the group that matched; the text where there are no digits in it."""
    sign = -1 if match["sign"] == "-" else 1
    kind = match.lastgroup or "dec"
    if kind == "sixty":
        return sign * _sixties(match[kind], int)
    digits = match[kind].replace("_", "")
    return sign * int(digits, _BASES[kind]) if digits else text


def _sixties(text: str, number: Callable[[str], _Number]) -> _Number:
    """Read `12:30:45` to the base of sixty."""
    total = number("0")
    for part in text.replace("_", "").split(":"):
        total = total * 60 + number(part)
    return total


def _float(text: str) -> float:
    return float(text.replace("_", ""))
