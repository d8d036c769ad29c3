"""The index of a site on disk, so that only changed files are read again."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from postkit.flavors.base import PageUrls

ENVIRONMENT = "POSTKIT_CACHE_DIR"
_FORMAT = 2


class Cached(NamedTuple):
    """What is known of one file.

    Attributes:
        size: Its length in bytes when it was read.
        mtime_ns: When it was changed last, in nanoseconds.
        urls: Where it is published.
    """

    size: int
    mtime_ns: int
    urls: PageUrls


def cache_folder() -> Path:
    """Return the folder of all caches: `POSTKIT_CACHE_DIR`, else the user's cache folder."""
    chosen = os.environ.get(ENVIRONMENT)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("postkit", appauthor=False))


def cache_file(root: Path, flavor: str) -> Path:
    """Return the cache of one site: one file for a root and an engine."""
    return cache_folder() / f"{digest(os.path.realpath(root), flavor)[:32]}.json"


def digest(*texts: str) -> str:
    """Return a name for some texts that no other texts have."""
    from hashlib import sha256  # 4 ms that only a site with a cache costs

    return sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()


def load(file: Path, key: str) -> dict[str, Cached]:
    """Return what the cache knows by path; nothing where it is missing, broken or of another make.

    Args:
        file: From `cache_file`.
        key: The digest of everything but the posts that decides a URL.
    """
    try:
        content = json.loads(file.read_bytes())
        if content["format"] != _FORMAT or content["digest"] != key:
            return {}
        return {path: _checked(row) for path, row in content["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _checked(row: list[object]) -> Cached:
    size, mtime_ns, url, known, aliases, lists = row
    if not (
        isinstance(size, int)
        and isinstance(mtime_ns, int)
        and (url is None or isinstance(url, str))
        and isinstance(aliases, list)
        and isinstance(lists, list)
    ):
        raise TypeError("a row of another make")
    urls = PageUrls(url, tuple(map(str, aliases)), bool(known), tuple(map(str, lists)))
    return Cached(size, mtime_ns, urls)


def save(file: Path, key: str, files: dict[str, Cached]) -> None:
    """Write the cache in one step; where the folder cannot be written, do without.

    Args:
        file: From `cache_file`.
        key: As for `load`.
        files: What is known, by path.
    """
    import tempfile

    rows = {
        path: [size, mtime, urls.url, int(urls.known), urls.aliases, urls.lists]
        for path, (size, mtime, urls) in files.items()
    }
    text = json.dumps({"format": _FORMAT, "digest": key, "files": rows}, separators=(",", ":"))
    temporary = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".tmp")
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(text)
        os.replace(temporary, file)  # noqa: PTH105 (both are in one folder)
    except OSError:
        with contextlib.suppress(OSError):
            if temporary:
                os.unlink(temporary)  # noqa: PTH108
