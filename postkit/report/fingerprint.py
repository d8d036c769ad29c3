"""What a finding is known by from run to run: not its line, which moves, but the text found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source


def fingerprints(path: str, source: Source, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return a fingerprint for each finding of a post, no two alike.

    They are made of the path, the code and the text found (of the message, where a finding is about
    no text), and of a number where these are equal: so they stay when lines are put in above.

    Args:
        path: The post's path, as it is in every run.
        source: The post that the findings' spans are about.
        diagnostics: All its findings, in the order of their places.
    """
    seen: Counter[tuple[str, bytes]] = Counter()
    found = []
    for one in diagnostics:
        text = source.data[one.span.start : one.span.end] or _bytes(one.message)
        number = seen[one.code, text]
        seen[one.code, text] += 1
        head = _bytes(f"{path}\0{one.code}\0{number}\0")
        found.append(sha256(head + text).hexdigest())
    return found


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
