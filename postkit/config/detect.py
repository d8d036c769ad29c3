"""Tells by a site's files which engine builds it, and where the site begins."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

_DATA = ("toml", "yaml", "yml", "json")
_SCRIPT = ("js", "mjs", "cjs", "ts", "mts", "cts")
_MAX_BYTES = 1 << 20

# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_KEY = r"""(?m)^["']?([A-Za-z_][\w-]*)["']?[ \t]*[:=]|^\[+[ \t]*([A-Za-z_][\w-]*)"""
_JSON_KEY = r'"([A-Za-z_][\w-]*)"\s*:'

# fmt: off
_HUGO_KEYS = frozenset({
    "baseurl", "languagecode", "defaultcontentlanguage", "defaultcontentlanguageinsubdir", "contentdir",
    "publishdir", "themesdir", "builddrafts", "buildfuture", "buildexpired", "enablerobotstxt",
    "enablegitinfo", "enableemoji", "canonifyurls", "relativeurls", "disablekinds", "paginate",
    "pagination", "permalinks", "markup", "outputformats", "sectionpagesmenu", "pluralizelisttitles",
    "pygmentsstyle", "pygmentsusesclasses", "rsslimit", "summarylength", "hascjklanguage",
    "reflinkserrorlevel", "uglyurls",
})
"""Keys at the top of Hugo's configuration, in lower case, since Hugo does not mind the case."""

_HEXO_KEYS = frozenset({
    "source_dir", "public_dir", "tag_dir", "archive_dir", "category_dir", "code_dir", "i18n_dir",
    "skip_render", "new_post_name", "default_layout", "titlecase", "external_link", "filename_case",
    "render_drafts", "post_asset_folder", "relative_link", "default_category", "category_map", "tag_map",
    "index_generator", "archive_generator", "pretty_urls", "pagination_dir", "permalink_defaults",
    "meta_generator", "use_date_for_updated", "updated_option", "syntax_highlighter", "prismjs",
})
"""Keys that Hexo's configuration has and Jekyll's has not (Hexo 7, docs/configuration)."""

_JEKYLL_KEYS = frozenset({
    "title", "url", "baseurl", "theme", "remote_theme", "plugins", "gems", "whitelist", "markdown",
    "kramdown", "highlighter", "permalink", "collections", "collections_dir", "defaults", "exclude",
    "include", "keep_files", "paginate", "paginate_path", "sass", "future", "show_drafts", "limit_posts",
    "excerpt_separator", "incremental", "lsi", "liquid", "markdown_ext", "plugins_dir", "layouts_dir",
    "includes_dir", "data_dir", "repository", "github", "destination", "source", "safe", "unpublished",
    "encoding", "timezone",
})
"""Keys of Jekyll's configuration (Jekyll 4, docs/configuration/default) and of GitHub Pages'."""

_JUPYTER_BOOK_KEYS = frozenset({
    "execute", "launch_buttons", "sphinx", "latex", "only_build_toc_files", "parse", "bibtex_bibfiles",
})
"""Keys of Jupyter Book, whose configuration is a `_config.yml` too."""
# fmt: on

_Finding = tuple[str, str]


def detect_flavor(root: Path) -> tuple[str, str]:
    """Return the flavor of a site and why.

    Args:
        root: The folder that the site begins in.

    Returns:
        The name of a flavor, `gfm` where no engine is found, and the reason in words.
    """
    return _engine(root) or _posts_folder(root) or ("gfm", "no file of a known engine")


def find_site_root(start: Path) -> Path | None:
    """Return the folder at or above a place in which a site begins, or None.

    The nearest folder with an engine's configuration counts. Where there is none, the uppermost
    with `_posts` does, since Jekyll has such folders inside categories too. The search ends at
    the top of a git working tree.

    Args:
        start: A file, from whose folder the search goes upwards, or a folder.
    """
    place = Path(os.path.abspath(start))  # noqa: PTH100 (`absolute` leaves `..` in, and the folder below it)
    fallback: Path | None = None
    for folder in (place, *place.parents):
        if _engine(folder):
            return folder
        if _posts_folder(folder):
            fallback = folder
        if _exists(folder / ".git"):
            break
    return fallback


def find_repository(start: Path) -> Path | None:
    """Return the top of the git working tree that a folder lies in, or None.

    Args:
        start: The folder.
    """
    place = Path(os.path.abspath(start))  # noqa: PTH100 (`absolute` leaves `..` in)
    return next((folder for folder in (place, *place.parents) if _exists(folder / ".git")), None)


def _engine(root: Path) -> _Finding | None:
    """Return the engine whose configuration is in a folder, and why."""
    for look in _LOOKS:
        found = look(root)
        if found:
            return found
    return None


def _hugo(root: Path) -> _Finding | None:
    name = _first(root, "hugo", _DATA)
    return ("hugo", f"`{name}`") if name else None


def _hugo_folder(root: Path) -> _Finding | None:
    folder = root / "config" / "_default"
    try:
        names = [path.name for path in folder.iterdir() if path.suffix[1:] in _DATA]
    except OSError:
        return None
    return ("hugo", "`config/_default/`") if names else None


def _jekyll_or_hexo(root: Path) -> _Finding | None:
    name = _first(root, "_config", ("yml", "yaml", "toml"))
    if name is None:
        return None
    keys = _keys(root / name)
    for engine, title, known in (("hexo", "Hexo", _HEXO_KEYS), ("jekyll", "Jekyll", _JEKYLL_KEYS)):
        if engine == "jekyll" and any(key in _JUPYTER_BOOK_KEYS for key in keys):
            return None
        key = next((key for key in keys if key in known), None)
        if key:
            return engine, f"`{name}` has {title}'s key `{key}`"
    return None


def _hugo_by_keys(root: Path) -> _Finding | None:
    name = _first(root, "config", _DATA)
    if name is None:
        return None
    keys = _keys(root / name)
    key = next((key for key in keys if key.lower() in _HUGO_KEYS), None)
    if key is None or "base_url" in keys:  # Zola's; it shares other names with Hugo
        return None
    return "hugo", f"`{name}` has Hugo's key `{key}`"


def _astro(root: Path) -> _Finding | None:
    name = _first(root, "astro.config", _SCRIPT)
    return ("astro", f"`{name}`") if name else None


def _mkdocs(root: Path) -> _Finding | None:
    name = _first(root, "mkdocs", ("yml", "yaml"))
    return ("mkdocs", f"`{name}`") if name else None


def _eleventy(root: Path) -> _Finding | None:
    name = _first(root, ".eleventy", ("js",)) or _first(root, "eleventy.config", _SCRIPT)
    return ("eleventy", f"`{name}`") if name else None


_LOOKS: tuple[Callable[[Path], _Finding | None], ...] = (
    _hugo,
    _jekyll_or_hexo,
    _hugo_folder,
    _astro,
    _eleventy,
    _mkdocs,
    _hugo_by_keys,
)


def _posts_folder(root: Path) -> _Finding | None:
    """Return Jekyll where a folder has `_posts`, all that Jekyll needs."""
    try:
        return ("jekyll", "a folder `_posts`") if (root / "_posts").is_dir() else None
    except OSError:
        return None


def _first(root: Path, stem: str, suffixes: tuple[str, ...]) -> str | None:
    """Return the first of the files `stem.suffix` that a folder has."""
    return next((f"{stem}.{suffix}" for suffix in suffixes if _exists(root / f"{stem}.{suffix}")), None)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _keys(path: Path) -> list[str]:
    """Return the keys at the top of a YAML, TOML or JSON file without parsing it.

    Names of TOML tables count; keys inside them do, too, which no table above minds. In JSON
    keys at any depth count.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    if path.suffix == ".json":
        return re.findall(_JSON_KEY, text)
    return [key or table for key, table in re.findall(_KEY, text)]
