"""Four engines, as far as the builder of moving sites has to know them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, normpath
from urllib.parse import unquote, urljoin, urlsplit

from tests.links.injector.paths import between_files, between_urls, blanks_encoded, encoded
from tests.links.moving.model import Form, Layout

_HOST = "https://lakes.example"
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)-")


def _in_folder(own: str, text: str, _: Mapping[str, str]) -> str:
    return normpath(f"{dirname(own)}/{unquote(text)}")


def _by_name(_: str, text: str, served: Mapping[str, str]) -> str | None:
    name = unquote(text).removesuffix(" %}").rpartition("/")[2].removesuffix(".md")
    return next((one for one in served.values() if one.endswith(f"/{name}.md")), None)


def _by_bare_name(own: str, text: str, served: Mapping[str, str]) -> str | None:
    return None if "/" in text.removeprefix("./") else _by_name(own, text, served)


def _from(root: str) -> Form:
    """Return the form that names a file from a root: the path begins with a slash."""

    def read(_: str, text: str, __: Mapping[str, str]) -> str | None:
        return f"{root}{unquote(text)}".lstrip("/") if text.startswith("/") else None

    return Form(lambda _, to: blanks_encoded(f"/{to}".removeprefix(f"/{root}" if root else "")), read)


_FILE = Form(lambda own, to: blanks_encoded(between_files(own, to)), _in_folder)


def _tag(start: str, end: str, root: str, suffix: str = "") -> Form:
    """Return the tag that names a file by its path below a root, without a suffix."""

    def read(_: str, text: str, __: Mapping[str, str]) -> str | None:
        inner = text.removeprefix(start).removesuffix(end)
        return f"{root}{inner}{suffix}" if start + inner + end == text else None

    def spell(_: str, to: str) -> str:
        return f"{start}{to.removeprefix(root).removesuffix(suffix)}{end}"

    return Form(spell, read, tag=True, only=root)


def _addresses(url: Callable[[str], str]) -> dict[str, Form]:
    """Return the forms that name a file by where it is served."""

    def full(_: str, text: str, served: Mapping[str, str]) -> str | None:
        parts = urlsplit(text)
        return served.get(unquote(parts.path)) if f"{parts.scheme}://{parts.netloc}" == _HOST else None

    def rooted(_: str, text: str, served: Mapping[str, str]) -> str | None:
        return served.get(unquote(text)) if text.startswith("/") else None

    def near(own: str, text: str, served: Mapping[str, str]) -> str | None:
        return None if text.startswith("/") else served.get(unquote(urljoin(url(own), text)))

    return {
        "url": Form(lambda _, to: url(to), rooted, html=True, pictures=True),
        "near url": Form(lambda own, to: between_urls(url(own), url(to)), near, html=True, pictures=True),
        "full": Form(lambda _, to: f"{_HOST}{url(to)}", full, html=True, pictures=True),
    }


def gfm() -> Layout:
    """Return a plain tree: every link is a path between files."""
    return Layout(
        "gfm",
        {"postkit.toml": 'flavor = "gfm"\n'},
        {
            **dict.fromkeys(("posts/2021", "posts/2022/spring", "docs/lakes", "docs/lakes/north"), ""),
            **dict.fromkeys(("docs/rivers", "guide/boats/old", "notes"), ""),
        },
        {"docs/lakes/north": "docs/lakes/far", "guide/boats": "notes/boats", "docs/rivers": "rivers"},
        lambda path: encoded(f"/{path}"),
        {
            "file": _FILE._replace(html=True, pictures=True),
            "root": _from("")._replace(html=True, pictures=True),
        },
        lambda folder, name, _: f"{folder}/{name}.md",
        lambda _: True,
    )


def mkdocs() -> Layout:
    """Return a site whose links are paths between files below `docs`."""

    def url(path: str) -> str:
        inside = path.removeprefix("docs/")
        return encoded(f"/{inside.removesuffix('.md')}/" if inside.endswith(".md") else f"/{inside}")

    addresses = _addresses(url)
    return Layout(
        "mkdocs",
        {"mkdocs.yml": f"site_name: Lakes\nsite_url: {_HOST}/\n", "docs/index.md": "# Lakes\n"},
        {
            **dict.fromkeys(("docs/lakes", "docs/lakes/north", "docs/rivers"), ""),
            **dict.fromkeys(("docs/guide/boats/old", "docs/notes"), ""),
        },
        {
            "docs/lakes/north": "docs/lakes/far",
            "docs/guide/boats": "docs/notes/boats",
            "docs/rivers": "docs/guide/rivers",
        },
        url,
        {"file": _FILE._replace(pictures=True), "full": addresses["full"]},
        lambda folder, name, _: f"{folder}/{name}.md",
        lambda _: True,
    )


def jekyll() -> Layout:
    """Return a site below a base path, with `jekyll-relative-links`."""
    base = "/blog"

    def url(path: str) -> str:
        name = path.rpartition("/")[2]
        if path.startswith("_posts/") and (day := _DATE.match(name)):
            return encoded(f"{base}/{'/'.join(day.groups())}/{name[day.end() :].removesuffix('.md')}.html")
        return encoded(f"{base}/{path.removesuffix('.md')}{'.html' if path.endswith('.md') else ''}")

    def file(folder: str, name: str, number: int) -> str:
        if not folder.startswith("_posts"):
            return f"{folder}/{name}.md"
        return f"{folder}/2021-{number % 12 + 1:02}-{number % 28 + 1:02}-{name.replace(' ', '-')}.md"

    config = f'url: {_HOST}\nbaseurl: "{base}"\npermalink: date\nplugins:\n  - jekyll-relative-links\n'
    posts, pages = "post", "page"
    return Layout(
        "jekyll",
        {"_config.yml": config},
        {
            **dict.fromkeys(("_posts/2021", "_posts/2022/spring", "_posts/2022/autumn"), posts),
            **dict.fromkeys(("docs/lakes", "docs/lakes/north", "docs/rivers"), pages),
            **dict.fromkeys(("guide/boats/old", "notes"), pages),
        },
        {
            "_posts/2022/autumn": "_posts/fall",
            "docs/lakes/north": "docs/lakes/far",
            "guide/boats": "notes/boats",
            "docs/rivers": "rivers",
        },
        url,
        {
            **_addresses(url),
            "file": _FILE,
            "link": _tag("{% link ", " %}", ""),
            # Another folder than the post's is taken, with a warning.
            "post_url": _tag("{% post_url ", " %}", "_posts/", ".md")._replace(also=_by_name),
        },
        file,
        lambda folder: not folder.startswith("_posts"),
    )


def hugo() -> Layout:
    """Return a site below a base path, with the embedded render hooks."""
    base = "/lakes"

    def url(path: str) -> str:
        if path.startswith("static/"):
            return encoded(f"{base}/{path.removeprefix('static/')}")
        inside = path.removeprefix("content/")
        if inside.endswith(".md"):
            inside = inside.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"
        return encoded(f"{base}/{inside.replace(' ', '-')}")

    def looked_up(own: str, text: str, served: Mapping[str, str]) -> str | None:
        """Take a relative address for the path of a page, as the hook does first."""
        path = _in_folder(own, text.partition("?")[0], served)
        return next((one for one in served.values() if one in (f"{path}.md", f"{path}/index.md")), None)

    addresses = _addresses(url)
    hooks = "".join(
        f'[markup.goldmark.renderHooks.{kind}]\nuseEmbedded = "fallback"\n' for kind in ("link", "image")
    )
    config = f'baseURL = "{_HOST}{base}/"\n[markup.goldmark.renderer]\nunsafe = true\n{hooks}'
    return Layout(
        "hugo",
        {"hugo.toml": config},
        {
            **dict.fromkeys(
                ("content/posts/2021", "content/posts/2022/spring", "content/docs/lakes"), "page"
            ),
            **dict.fromkeys(("content/docs/lakes/north", "content/docs/rivers", "content/notes"), "page"),
            **dict.fromkeys(("content/trips", "content/guide/boats/old"), "bundle"),
        },
        {
            "content/docs/lakes/north": "content/docs/lakes/far",
            "content/guide/boats": "content/notes/boats",
            "content/docs/rivers": "content/rivers",
        },
        url,
        {
            **addresses,
            "near url": addresses["near url"]._replace(also=looked_up),
            "file": _FILE._replace(also=_by_bare_name),
            "content": _from("content"),
            "relref": _tag('{{< relref "', '" >}}', "content"),
            "ref": _tag('{{< ref "', '" >}}', "content"),
        },
        lambda folder, name, number: (
            f"{folder}/{name}/index.md"
            if folder.endswith(("trips", "old")) and number % 4
            else f"{folder}/{name}.md"
        ),
        lambda folder: "/trips/" in folder or "/old/" in folder,
    )


LAYOUTS = {"gfm": gfm, "mkdocs": mkdocs, "jekyll": jekyll, "hugo": hugo}
"""The engines, each made when it is asked for."""
