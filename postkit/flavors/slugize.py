"""Hexo's `slugize`: what becomes of a name in its URLs and of a heading in its id.

Source: hexo-util 4.0, `slugize.js` and `escape_diacritic.js`; measured for every character of the
Basic Multilingual Plane.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

_CONTROL = re.compile(r"[\x00-\x1f]")
_BETWEEN = re.compile(
    "[\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    + re.escape(" ~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/")
    + "]+"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7e]")

_SOLID_LETTERS = (
    "A ȺⱯ|AA Ꜳ|AE ÆǢǼ|AO Ꜵ|AU Ꜷ|AV ꜸꜺ|AY Ꜽ|B ƁƂɃ|C ƇȻꜾ|D ĐƉƊƋꝹ|DZ ǄǱ|Dz ǅǲ|E ƎƐ|F ƑꝻ|G ƓǤꝽꝾꞠ|H ĦⱧⱵꞍ|I Ɨ|J Ɉ",
    "K ƘⱩꝀꝂꝄꞢ|L ĿŁȽⱠⱢꝆꝈꞀ|LJ Ǉ|Lj ǈ|M ƜⱮ|N ƝȠꞐꞤ|NJ Ǌ|Nj ǋ|O ØƆƟǾꝊꝌ|OE Œ\x8c|OI Ƣ|OO Ꝏ|OU Ȣ|P ƤⱣꝐꝒꝔ|Q ɊꝖꝘ",
    "R ɌⱤꝚꞂꞦ|S ẞⱾꞄꞨ|T ŦƬƮȾꞆ|TZ Ꜩ|U Ʉ|V ƲɅꝞ|VY Ꝡ|W Ⱳ|Y ƳɎỾ|Z ƵȤⱫⱿꝢ",
    "a ẚɐⱥ|aa ꜳ|ae æǣǽ|ao ꜵ|au ꜷ|av ꜹꜻ|ay ꜽ|b ƀƃɓ|c ƈȼↄꜿ|d đƌɖɗꝺ|dz ǆǳ|e ǝɇɛ|f ƒꝼ|g ǥɠᵹꝿꞡ|h ħɥⱨⱶ|hv ƕ|i ɨı",
    "j ɉ|k ƙⱪꝁꝃꝅꞣ|l ŀłſƚɫⱡꝇꝉꞁ|lj ǉ|m ɯɱ|n ŉƞɲꞑꞥ|nj ǌ|o øǿɔɵꝋꝍ|oe œ\x9c|oi ƣ|oo ꝏ|ou ȣ|p ƥᵽꝑꝓꝕ|q ɋꝗꝙ",
    "r ɍɽꝛꞃꞧ|s ßȿꞅꞩẛ|t ŧƭʈⱦꞇ|tz ꜩ|u ʉ|v ʋʌꝟ|vy ꝡ|w ⱳ|y ƴɏỿ|z ƶȥɀⱬꝣ",
)
"""Letters that Unicode does not take apart, after what takes their place."""


def slugize(text: str) -> str:
    """Return a text with a `-` for blanks and signs, and without accents; its case is kept.

    Letters of other scripts stay.

    Args:
        text: A title, a name, the text of a heading.
    """
    plain = _BEYOND_ASCII.sub(lambda found: _base(found[0]), _CONTROL.sub("", text))
    return _BETWEEN.sub("-", plain).strip("-")


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    """Return the Latin letters that a character is an accented, circled or wide form of, else itself."""
    solid = _solid().get(letter)
    if solid:
        return solid
    if "Ⓐ" <= letter <= "ⓩ" or "Ａ" <= letter <= "ｚ":
        form = normalize("NFKC", letter)
        return form if form.isascii() and form.isalpha() else letter
    taken_apart = normalize("NFD", letter)
    is_accented = len(taken_apart) > 1 and taken_apart[0].isascii() and taken_apart[0].isalpha()
    # The sign for the ångström is not among Hexo's letters.
    return taken_apart[0] if is_accented and letter != "\N{ANGSTROM SIGN}" else letter


@cache
def _solid() -> dict[str, str]:
    pairs = (entry.split(" ") for line in _SOLID_LETTERS for entry in line.split("|"))
    return {letter: base for base, letters in pairs for letter in letters}
