"""What a site's host redirects, as far as files in the site tell."""

from __future__ import annotations

import re
from functools import cached_property

from postkit.site.files import Files

_FILES = ("_redirects", "static/_redirects", "netlify.toml", "vercel.json", ".htaccess", "static/.htaccess")
_CUTTING_HOSTS = (
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
    "wrangler.jsonc",
    "_redirects",
    "static/_redirects",
)
_LARGEST = 4_000_000


class Redirects:
    """Answers whether a host may send a path elsewhere; its files are read when first asked.

    Args:
        files: The files of the site.
    """

    def __init__(self, files: Files) -> None:
        self._files = files

    def speak_of(self, path: str) -> bool:
        """Tell whether a rule names a path, or everything in a folder above it.

        Args:
            path: A decoded path that begins with `/`.
        """
        if not self._text:
            return False
        bare = path.rstrip("/")
        parts = bare.split("/")
        above = "|".join(re.escape("/".join(parts[:count])) for count in range(1, len(parts)))
        rule = rf"(?<![^\s\"'^=])(?:{re.escape(bare)}(?![\w%-])|(?:{above})/[*:(])"
        return re.search(rule, self._text) is not None

    @cached_property
    def cut_slashes(self) -> bool:
        """Whether the host is one that answers `/a/` with the file `a.html` (Netlify, Vercel, Cloudflare)."""
        return any(map(self._files.is_file, _CUTTING_HOSTS))

    @cached_property
    def _text(self) -> str:
        texts = []
        for name in _FILES:
            if self._files.is_file(name):
                with (self._files.root / name).open("rb") as file:
                    texts.append(file.read(_LARGEST).decode(errors="replace"))
        return "\n".join(texts)
