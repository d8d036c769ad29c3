"""Letters of other scripts that look like Latin ones."""

from __future__ import annotations

TWINS = dict(
    zip(
        "аеорсухіјѕԁһԛԝвкмнтАВЕКМНОРСТХІЈЅԌᴀαοιυκνρτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhqwbkmhtABEKMHOPCTXIJSGAaoiukvptxABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters by the Latin ones that they look like."""

_TABLE = str.maketrans(TWINS)


def latin(text: str) -> str:
    """Return a text with Latin letters for those that look like them."""
    return text if text.isascii() else text.translate(_TABLE)
