"""What Hugo's configuration says of one file: its language, its place, its base path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from postkit.flavors.permalinks.settings import strings, text

CONTENT_EXTENSIONS = frozenset(
    ("md", "markdown", "mdown", "html", "htm", "org", "adoc", "asciidoc", "ad", "rst", "pdc", "pandoc")
)


class ContentFile(NamedTuple):
    """A content file without what its language adds to its name.

    Attributes:
        folders: The folders below the content folder.
        stem: The file's name without language and extension.
        base: The path of the site's base URL, such as `/blog`; empty at the root.
        language: What the language puts before a path, such as `/fr`; empty for none.
    """

    folders: list[str]
    stem: str
    base: str
    language: str


class ContentRoot(NamedTuple):
    """A folder of content.

    Attributes:
        folder: Its path below the site's root.
        inside: Where it stands in the content, with `/` at its end; empty at the top.
        language: The code of the language that it is for; empty where it is for none alone.
    """

    folder: str
    inside: str
    language: str


def lowered(value: object) -> dict[str, Any]:
    """Return a mapping with lower-case keys, as Hugo reads configuration and front matter."""
    return {str(key).lower(): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def locate(path: str, config: Mapping[str, Any]) -> ContentFile | None:
    """Return where a file stands in the content, or None where Hugo makes no page of it.

    Args:
        path: The file's path below the site's root.
        config: The site's configuration with lower-case keys.
    """
    languages = {name: lowered(entry) for name, entry in lowered(config.get("languages")).items()}
    default = (text(config.get("defaultcontentlanguage")) or "en").lower()
    found = _below_content(path, config, languages)
    if found is None:
        return None
    inside, code = found
    *folders, name = inside.split("/")
    stem, dot, extension = name.rpartition(".")
    if not dot or extension.lower() not in CONTENT_EXTENSIONS:
        return None
    if any(part.startswith((".", "#")) for part in (*folders, name)):
        return None
    rest, dot, suffix = stem.rpartition(".")
    if dot and suffix.lower() in {*languages, default}:
        stem, code = rest, suffix.lower()
    code = code or default
    entry = languages.get(code, {})
    if entry.get("disabled") is True:
        return None
    if "baseurl" in entry:
        return ContentFile(folders, stem, base_path(entry), "")
    prefixed = code != default or config.get("defaultcontentlanguageinsubdir") is True
    return ContentFile(folders, stem, base_path(config), f"/{code}" if prefixed else "")


def _below_content(
    path: str, config: Mapping[str, Any], languages: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str] | None:
    """Return the path below the deepest content folder that holds it, and that folder's language."""
    roots = content_roots(config)
    roots += [
        ContentRoot(_folder(entry), "", code) for code, entry in languages.items() if "contentdir" in entry
    ]
    for root in sorted(roots, key=lambda root: -len(root.folder)):
        if path.startswith(f"{root.folder}/"):
            return root.inside + path[len(root.folder) + 1 :], root.language
    return None


def content_roots(config: Mapping[str, Any]) -> list[ContentRoot]:
    """Return the folders of the site that are, or are mounted as, its content.

    Mounts take the place of the folder that is taken without any (Hugo 0.168, `module.mounts`).

    Args:
        config: The site's configuration with lower-case keys.
    """
    mounts = lowered(config.get("module")).get("mounts")
    found = []
    for mount in map(lowered, mounts if isinstance(mounts, list) else []):
        source, target = _plain(mount.get("source")), f"{_plain(mount.get('target'))}/"
        if source and target.startswith("content/"):
            found.append(ContentRoot(source, target.removeprefix("content/"), _language(mount)))
    return found or [ContentRoot(_folder(config), "", "")]


def _language(mount: Mapping[str, Any]) -> str:
    """Return the language that a mount is for; empty where it is for several or all."""
    matrix = lowered(lowered(mount.get("sites")).get("matrix"))
    codes = strings(mount.get("lang") or matrix.get("languages"))
    return codes[0].lower() if len(codes) == 1 else ""


def _folder(config: Mapping[str, Any]) -> str:
    return _plain(config.get("contentdir")) or "content"


def _plain(folder: object) -> str:
    return text(folder).removeprefix("./").strip("/")


def base_path(config: Mapping[str, Any]) -> str:
    """Return the path of `baseURL` without a slash at its end."""
    try:
        path = urlsplit(text(config.get("baseurl"))).path.strip("/")
    except ValueError:
        return ""
    return f"/{path}" if path else ""
