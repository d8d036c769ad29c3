"""What a finding is known by from run to run: not its line, which moves, but the text found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source

_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]")


def fingerprints(path: str, source: Source, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return a fingerprint for each finding of a post, no two alike.

    They are made of the path, the code and the text found, and of a number where these are equal:
    so they stay when lines are put in above.

    Args:
        path: The post's path, as it is in every run.
        source: The post that the findings' spans are about.
        diagnostics: All its findings, in the order of their places.
    """
    seen: Counter[tuple[str, bytes]] = Counter()
    found = []
    for one in diagnostics:
        text = text_found(source, one)
        number = seen[one.code, text]
        seen[one.code, text] += 1
        head = _bytes(f"{path}\0{one.code}\0{number}\0")
        found.append(sha256(head + text).hexdigest())
    return found


def text_found(source: Source, diagnostic: Diagnostic) -> bytes:
    """Return the text that a finding is about; its message, where that has no word, as `---` has none.

    Lines end with LF, since git may check a post out with either end.

    Args:
        source: The post that the finding's span is about.
        diagnostic: The finding.
    """
    text = source.data[diagnostic.span.start : diagnostic.span.end]
    return text.replace(b"\r\n", b"\n") if _WORD.search(text) else _bytes(diagnostic.message)


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
