"""Which files an engine passes over or copies because of their names, though they look like posts.

Measured on Jekyll 4.3.1, Hexo 8.1.2 and Hugo 0.168.
"""

from __future__ import annotations

import re

_JEKYLL_POST = re.compile(r"\d{2,4}-(\d{1,2})-(\d{1,2})-.*\.[^.]+", re.DOTALL)
_HIDDEN = (".", "_", "#", "~")


def jekyll_ignores(path: str) -> str:
    """Return why Jekyll makes no post of a file in `_posts`; empty where it does.

    Source: `DATE_FILENAME_MATCHER` of `document.rb`, and `entry_filter.rb`.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    folders, _, name = path.rpartition("/")
    _, found, below = f"/{folders}/".partition("/_posts/")
    if not found:
        return ""
    if any(part.startswith(_HIDDEN) for part in (*below.split("/"), name)) or name.endswith("~"):
        return "Jekyll passes over names that begin with `.`, `_`, `#` or `~`, or end with `~`"
    match = _JEKYLL_POST.fullmatch(name)
    if match is None:
        return "the name of a Jekyll post begins with its date: `2022-02-09-title.md`"
    if not (1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31):
        return "Jekyll stops at the date in the name, which is none"
    return ""


def hexo_ignores(path: str) -> str:
    """Return why Hexo makes no post of a file in `_posts`; empty where it does.

    Source: `processor/post.js` and `processor/common.js`.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    _, found, below = f"/{path}".partition("/_posts/")
    if not found:
        return ""
    if any(part.startswith((".", "_")) for part in below.split("/")) or below.endswith(("~", "%")):
        return "Hexo passes over names that begin with `.` or `_`, or end with `~` or `%`"
    return _copied("Hexo", path)


def hugo_ignores(path: str) -> str:
    """Return why Hugo makes no page of a file; empty where it does.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    return _copied("Hugo", path)


def _copied(engine: str, path: str) -> str:
    return f"{engine} does not read MDX; it copies the file as it is" if path.endswith(".mdx") else ""
