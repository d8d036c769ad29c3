"""Measure where MkDocs publishes pages and files, with Material's blog and the redirects plugin.

A tool for developers, no test. It needs a Python with `mkdocs`, `mkdocs-material` and
`mkdocs-redirects` (a virtual environment of its own):

    python tests/oracles/measure_permalinks_mkdocs.py > tests/facts/permalinks-mkdocs.vectors.json

Each file holds a mark below its excerpt; the row has the address of the file of the built site where
the mark is found. `aliases` are files that lead to it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from mkdocs.commands.build import build
from mkdocs.config import load_config

_PLAIN = "theme: {name: null, custom_dir: theme}\n"
_MATERIAL = "theme: {name: material}\n"
_MARK = re.compile(r"mark-(\d+)-end")
_MOVED = re.compile(r'<link rel="canonical" href="([^"]*)">\s*<script>var anchor')


class MkDocsSite(NamedTuple):
    """One site.

    Args:
        name: What its rows call the setting.
        config: Its `mkdocs.yml` without its theme.
        files: Front matter by path; None for a file without any.
        theme: The lines about its theme.
    """

    name: str
    config: str
    files: dict[str, str | None]
    theme: str = _PLAIN


def docs(*names: str) -> dict[str, str | None]:
    """Return files below `docs` without front matter."""
    return {f"docs/{name}": None for name in names}


PAGES: dict[str, str | None] = {
    **docs(
        *("index.md", "about.md", "About Us.md", "UPPER.md", "guide/index.md", "guide/start.md"),
        *("guide/Deep Er/x_y.z.md", "readme/README.md", "both/index.md", "both/README.md", "a.markdown"),
        *("b.mdown", "c.mkd", "d.mdwn", "e.html", "f.mdx", "数字/技术.md", "été.md", "100%.md", "a#b.md"),
        *("what?.md", "a+b&c.md", "images/pic.png", "images/A b.png", ".hidden.md", ".dot/x.md", "_under.md"),
        *("templates/t.md", "sub/templates/t.md", "Index.md", "lower/readme.md", "x.index.md", "404.md"),
        *(
            "2024-01-05-dated.md",
            "guide/start/more.md",
            "skip/a.md",
            "skip/deep/b.md",
            "skip.md",
            "drafts/d.md",
        ),
        *("noext", "data.json", "x.MD"),
    ),
    "docs/meta.md": "title: T\nslug: other\nurl: /u/\npermalink: /p/\n",
    "docs/draft.md": "draft: true\n",
    "README.md": None,
}
POSTS: dict[str, str | None] = {
    f"docs/blog/posts/{name}": text
    for name, text in {
        "plain.md": "title: Plain Post\ndate: 2024-01-05\n",
        "slug.md": "title: T\nslug: My Slug\ndate: 2024-01-05\n",
        "time.md": "title: With time\ndate: 2024-01-05 23:30:00\n",
        "zone.md": "title: With zone\ndate: 2024-01-05 23:30:00 +08:00\n",
        "early_zone.md": "title: Early zone\ndate: 2024-01-05 00:30:00 +08:00\n",
        "short_zone.md": "title: Short zone\ndate: 2024-01-05 23:30:00 -5\n",
        "iso.md": "title: Iso\ndate: 2024-01-05T23:30:00Z\n",
        "blank.md": "title: T\nslug: ''\ndate: 2024-01-05\n",
        "path.md": "title: T\nslug: a/b\ndate: 2024-01-05\n",
        "created.md": "title: Created\ndate:\n  created: 2024-02-03\n  updated: 2025-01-01\n",
        "chinese.md": "title: 数字 技术\ndate: 2024-01-05\n",
        "signs.md": 'title: "C++ & <b>You</b>: A_b (v2.0) -- x"\ndate: 2024-01-05\n',
        "heading.md": "date: 2024-01-05\n",
        "accents.md": "title: Été À Paris\ndate: 2024-01-05\n",
        "categories.md": "title: Filed\ncategories: [Foo Bar, Baz]\ndate: 2024-01-05\n",
        "draft.md": "title: Draft\ndraft: true\ndate: 2024-01-05\n",
        "not_draft.md": "title: No draft\ndraft: false\ndate: 2024-01-05\n",
        "future.md": "title: Future\ndate: 2099-01-01\n",
        "2023/nested.md": "title: Nested\ndate: 2023-12-31\n",
        "Upper Name.md": "title: Upper\ndate: 2024-01-05\n",
        "index.md": "title: The Index\ndate: 2024-01-05\n",
        "same/index.md": "title: A Bundle\ndate: 2024-01-05\n",
        "early.md": "title: Early\ndate: 0987-01-05\n",
        "pic.png": None,
    }.items()
}
BLOG = {"docs/index.md": None, "docs/blog/about.md": None, **POSTS}


def _moved(files: dict[str, str | None], old: str, new: str) -> dict[str, str | None]:
    return {path.replace(old, new): text for path, text in files.items()}


def _blog(name: str, options: str, files: dict[str, str | None] = BLOG, more: str = "") -> MkDocsSite:
    plugin = f"plugins:\n- blog:\n    {options}\n" if options else "plugins: [blog]\n"
    return MkDocsSite(f"blog {name}", plugin + more, files, _MATERIAL)


_MAP = (
    "plugins:\n- redirects:\n    redirect_maps:\n      old.md: about.md\n"
    "      dir/old.md: guide/start.md#part\n"
    "      was/index.md: about.md\n      Old Page.md: 数字/技术.md\n      away.md: https://x.example/\n"
    "      gone.md: nothing.md\n      bare: about.md\n"
)
SITES = [
    MkDocsSite("default", "", PAGES),
    MkDocsSite("files", "use_directory_urls: false", PAGES),
    MkDocsSite("below", "site_url: https://x.example/some/base/", PAGES),
    MkDocsSite("below without slash", "site_url: https://x.example/base", PAGES),
    MkDocsSite("below files", "site_url: https://x.example/b c/\nuse_directory_urls: false", PAGES),
    MkDocsSite("docs_dir", "docs_dir: src/pages", _moved(PAGES, "docs/", "src/pages/")),
    MkDocsSite("docs_dir dotted", "docs_dir: ./manual/", _moved(PAGES, "docs/", "manual/")),
    MkDocsSite(
        "exclude_docs",
        "exclude_docs: |\n  skip/\n  *.mkd\n  /about.md\n  !.hidden.md\n  !/templates/\n",
        PAGES,
    ),
    MkDocsSite("exclude_docs one", "exclude_docs: skip.md", PAGES),
    MkDocsSite("exclude index", "exclude_docs: both/index.md", PAGES),
    MkDocsSite("not_in_nav", "not_in_nav: |\n  skip/\n  /about.md\n", PAGES),
    MkDocsSite("draft_docs", "draft_docs: |\n  drafts/\n  _*.md\n", PAGES),
    MkDocsSite("nav", "nav:\n- Home: index.md\n- guide/start.md\n", PAGES),
    MkDocsSite("redirects", _MAP, PAGES),
    MkDocsSite("redirects files", f"use_directory_urls: false\n{_MAP}", PAGES),
    MkDocsSite("redirects below", f"site_url: https://x.example/b/\n{_MAP}", PAGES),
    _blog("default", ""),
    _blog("files", "", more="use_directory_urls: false\n"),
    _blog("slug alone", 'post_url_format: "{slug}"'),
    _blog("file", 'post_url_format: "{date}/{file}"'),
    _blog("categories", 'post_url_format: "{categories}/{slug}"'),
    _blog("two categories", 'post_url_format: "/{categories}/{slug}/"\n    post_url_max_categories: 2'),
    _blog("date", "post_url_date_format: yyyy-MM-dd"),
    _blog("short date", "post_url_date_format: y/M/d"),
    _blog("month", "post_url_date_format: yyyy/MMM"),
    _blog("drafts", "draft: true"),
    _blog("future drafts", "draft_if_future_date: true"),
    _blog("separator", "post_slugify_separator: _"),
    _blog("slugify", "post_slugify: !!python/name:markdown.extensions.toc.slugify"),
    _blog("slugify fold", "post_slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: fold}}"),
    _blog("dir", "blog_dir: news", _moved(BLOG, "/blog/", "/news/")),
    MkDocsSite("offline", "plugins: [offline]", PAGES, _MATERIAL),
    MkDocsSite(
        "plugins as a mapping", "plugins: {blog: {post_url_format: '{slug}'}, search: {}}", BLOG, _MATERIAL
    ),
    _blog("at root", "blog_dir: .", _moved(_moved(BLOG, "/blog/posts/", "/posts/"), "/blog/", "/other/")),
    _blog("post_dir", "post_dir: articles", _moved(BLOG, "/blog/posts/", "/articles/")),
    _blog("below", "", more="site_url: https://x.example/b/\n"),
    _blog("off", "enabled: false"),
    _blog("number for a title", "", {"docs/blog/posts/a.md": "title: 42\ndate: 2024-01-05\n"}),
    _blog("text for a date", "", {"docs/blog/posts/a.md": 'title: T\ndate: "2024-01-05"\n'}),
    _blog("no date", "", {"docs/blog/posts/a.md": "title: T\n"}),
    _blog("no front matter", "", {"docs/blog/posts/a.md": None}),
    MkDocsSite("no blog", "", BLOG, _MATERIAL),
]


def measure(site: MkDocsSite) -> tuple[list[dict[str, Any]], str]:
    """Return a row for each file of a site, and why it could not be built, if so."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        _write(site, root)
        was, why = Path.cwd(), ""
        os.chdir(root)
        try:
            config = load_config("mkdocs.yml")
            build(config)
            found, aliases = _published(root / "site", config)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever stops the build is an answer)
            why, found, aliases = f"{type(error).__name__}: {error}"[:200], {}, {}
        os.chdir(was)
    rows = []
    for number, (path, front_matter) in enumerate(site.files.items()):
        row: dict[str, Any] = {
            "engine": f"mkdocs {version('mkdocs')}",
            "setting": site.name,
            "source": path,
            "front_matter": front_matter,
            "url": found.get(number),
        }
        if "redirects" in site.name:
            row["aliases"] = sorted(aliases.get(str(row["url"]), ()))
        rows.append(row)
    return rows, why


def _write(site: MkDocsSite, root: Path) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: x\n{site.theme}{site.config}\n", encoding="utf-8")
    (root / "theme").mkdir()
    (root / "theme/main.html").write_text("{{ page.content }}", encoding="utf-8")
    for number, (path, front_matter) in enumerate(site.files.items()):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        body = f"# Heading of {Path(path).stem}\n\nText.\n\n<!-- more -->\n\nmark-{number}-end\n"
        file.write_text(body if front_matter is None else f"---\n{front_matter}---\n{body}", encoding="utf-8")


def _published(site: Path, config: Any) -> tuple[dict[int, str], dict[str, list[str]]]:
    """Return the address of each mark, and the addresses that lead to another."""
    base = "/".join(str(config["site_url"] or "").split("/")[3:]).strip("/")
    base = f"/{quote(unquote(base))}" if base else ""
    found: dict[int, str] = {}
    aliases: dict[str, list[str]] = {}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix()
        if name.startswith(("search/", "assets/")):
            continue
        if config["use_directory_urls"]:
            name = re.sub(r"(^|/)index\.html$", r"\1", name)
        address = f"{base}/{quote(name)}"
        text = file.read_bytes().decode(errors="replace")
        moved = _MOVED.search(text)
        if moved and "://" not in moved[1]:
            target = os.path.normpath(
                f"{file.parent.relative_to(site).as_posix()}/{moved[1].partition('#')[0]}"
            )
            end = "/" if moved[1].partition("#")[0].endswith("/") and target != "." else ""
            aliases.setdefault(f"{base}/{quote(unquote(target))}{end}", []).append(address)
        for match in _MARK.finditer(text):
            found.setdefault(int(match[1]), address)
    return found, aliases


def _setting(site: MkDocsSite, why: str) -> dict[str, str]:
    theme = _MATERIAL if site.theme == _MATERIAL else ""
    return {"config": theme + site.config, **({"stops": why} if why else {})}


def main() -> None:
    """Print the settings and the rows as JSON, a row a line."""
    logging.disable(logging.CRITICAL)
    measured = [(site, *measure(site)) for site in SITES]
    names = ("mkdocs", "mkdocs-material", "mkdocs-redirects", "pymdown-extensions")
    meta = {
        "engine": ", ".join(f"{name} {version(name)}" for name in names),
        "made by": "tests/oracles/measure_permalinks_mkdocs.py",
        "settings": {
            site.name: {
                "config": site.theme * (site.theme == _MATERIAL) + site.config,
                **({"stops": why} if why else {}),
            }
            for site, _, why in measured
        },
    }
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for _, rows, _ in measured for row in rows)
    sys.stdout.write(f'{{"meta": {json.dumps(meta, ensure_ascii=False, indent=1)},\n"rows": [\n{body}\n]}}\n')


if __name__ == "__main__":
    main()
