"""Posts that got another address: the old one is named in their front matter, as their engine wants it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import run
from typing import Any, NamedTuple

import pytest

from tests.links.injector.history import git

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

_CALL = (sys.executable, "-c", "from postkit.cli import main; main()")
_BODY = "".join(f"A line of text, number {number}.\n" for number in range(40))


class Change(NamedTuple):
    """One post that gets another address.

    Attributes:
        files: The files of its site.
        was: Where the post lies, and its front matter.
        now: The same afterwards.
        old: Its address before.
        new: Its address now.
        key: What is marked.
        mended: Its front matter with the alias; None where no fix is to be had.
    """

    files: Mapping[str, str]
    was: tuple[str, str]
    now: tuple[str, str]
    old: str
    new: str
    key: str
    mended: str | None


JEKYLL = {"_config.yml": "baseurl: /b\npermalink: pretty\nplugins: [jekyll-redirect-from]\n"}
BARE_JEKYLL = {"_config.yml": "permalink: pretty\n"}
HUGO = {"hugo.toml": 'baseURL = "https://a.example/b/"\n'}
LANGUAGES = {"hugo.toml": "[languages.en]\n[languages.fr]\n[languages.de]\n"}
UGLY_HUGO = {"hugo.toml": "uglyURLs = true\n"}
TITLED = {"hugo.toml": '[permalinks.page]\nposts = "/:year/:title/"\n'}
NO_ALIASES = {"hugo.toml": "disableAliases = true\n"}
HEXO = {
    "postkit.toml": 'flavor = "hexo"\n',
    "_config.yml": "url: https://a.example/b\nroot: /b/\npermalink: :year/:title/\ntheme: none\n",
    "package.json": '{"dependencies": {"hexo": "8.1.2", "hexo-generator-alias": "1.0.0"}}\n',
}
BARE_HEXO = HEXO | {"package.json": '{"dependencies": {"hexo": "8.1.2"}}\n'}
TITLED_HEXO = HEXO | {"_config.yml": "permalink: :post_title/\n"}
MKDOCS = {"mkdocs.yml": "site_name: x\n"}
ASTRO = {"astro.config.mjs": "export default {}\n"}
ELEVENTY = {".eleventy.js": "module.exports = {}\n"}

_WINTER = "_posts/2024-01-02-winter.md"
_POST = "content/posts/a.md"

CHANGES = {
    "jekyll permalink": Change(
        JEKYLL, (_WINTER, "permalink: /x/\n"), (_WINTER, "permalink: /y/\n"),
        "/b/x/", "/b/y/", "/y/", "permalink: /y/\nredirect_from: [/x/]\n",
    ),
    "jekyll slug": Change(
        JEKYLL, (_WINTER, "slug: x\n"), (_WINTER, "title: t\nslug: y # z\n"),
        "/b/2024/01/02/x/", "/b/2024/01/02/y/", "y",
        "title: t\nslug: y # z\nredirect_from: [/2024/01/02/x/]\n",
    ),
    "jekyll slug gone": Change(
        JEKYLL, (_WINTER, "title: t\nslug: x\n"), (_WINTER, "title: t\n"),
        "/b/2024/01/02/x/", "/b/2024/01/02/winter/", "", "title: t\nredirect_from: [/2024/01/02/x/]\n",
    ),
    "jekyll date": Change(
        JEKYLL, (_WINTER, "title: t\n"), (_WINTER, "title: u\ndate: 2024-03-04\n"),
        "/b/2024/01/02/winter/", "/b/2024/03/04/winter/", "2024-03-04",
        "title: u\ndate: 2024-03-04\nredirect_from: [/2024/01/02/winter/]\n",
    ),
    "jekyll categories": Change(
        JEKYLL, (_WINTER, "categories: [a]\n"), (_WINTER, "categories: [b]\n"),
        "/b/a/2024/01/02/winter/", "/b/b/2024/01/02/winter/", "[b]",
        "categories: [b]\nredirect_from: [/a/2024/01/02/winter/]\n",
    ),
    "jekyll file": Change(
        JEKYLL, (_WINTER, "title: t\n"), ("_posts/2024-01-02-snow.md", "title: t\n"),
        "/b/2024/01/02/winter/", "/b/2024/01/02/snow/", "",
        "title: t\nredirect_from: [/2024/01/02/winter/]\n",
    ),
    "jekyll page": Change(
        JEKYLL, ("about.md", ""), ("team/über uns.md", ""),
        "/b/about/", "/b/team/%C3%BCber%20uns/", "", "redirect_from: [/about/]\n",
    ),
    "jekyll page back": Change(
        JEKYLL, ("team/über uns.md", ""), ("about.md", ""),
        "/b/team/%C3%BCber%20uns/", "/b/about/", "", "redirect_from: ['/team/über uns/']\n",
    ),
    "jekyll sign that ends a path": Change(
        JEKYLL, (_WINTER, "permalink: /x?#/\n"), (_WINTER, "permalink: /y/\n"),
        "/b/x%3F%23/", "/b/y/", "/y/", None,
    ),
    "jekyll without the plugin": Change(
        BARE_JEKYLL, (_WINTER, "slug: x\n"), (_WINTER, "slug: y\n"),
        "/2024/01/02/x/", "/2024/01/02/y/", "y", None,
    ),
    "hugo slug": Change(
        HUGO, (_POST, "slug: x\n"), (_POST, "Slug: y\nAliases:\n  - /z/\n"),
        "/b/posts/x/", "/b/posts/y/", "y", "Slug: y\nAliases:\n  - /z/\n  - /posts/x/\n",
    ),
    "hugo url": Change(
        HUGO, (_POST, "title: t\n"), (_POST, "title: t\nurl: /y.html\n"),
        "/b/posts/a/", "/b/y.html", "/y.html", "title: t\nurl: /y.html\naliases: [/posts/a/]\n",
    ),
    "hugo folder": Change(
        HUGO, (_POST, "title: t\n"), ("content/日本/a.md", "title: t\n"),
        "/b/posts/a/", "/b/%E6%97%A5%E6%9C%AC/a/", "", "title: t\naliases: [/posts/a/]\n",
    ),
    "hugo folder back": Change(
        HUGO, ("content/日本/a.md", "title: t\n"), (_POST, "title: t\n"),
        "/b/%E6%97%A5%E6%9C%AC/a/", "/b/posts/a/", "", "title: t\naliases: [/日本/a/]\n",
    ),
    "hugo folder with a dot": Change(
        HUGO, ("content/v1.2/_index.md", "title: t\n"), ("content/v2/_index.md", "title: t\n"),
        "/b/v1.2/", "/b/v2/", "", "title: t\naliases: [/v1.2/index.html]\n",
    ),
    "hugo bundle": Change(
        HUGO, ("content/posts/a/index.md", "title: t\n"), ("content/posts/c/index.md", "title: t\n"),
        "/b/posts/a/", "/b/posts/c/", "", "title: t\naliases: [/posts/a/]\n",
    ),
    "hugo title": Change(
        TITLED, (_POST, "title: One\ndate: 2024-01-02\n"), (_POST, "title: Two\ndate: 2024-01-03\n"),
        "/2024/one/", "/2024/two/", "Two", "title: Two\ndate: 2024-01-03\naliases: [/2024/one/]\n",
    ),
    "hugo date": Change(
        TITLED, (_POST, "title: One\ndate: 2024-01-02\n"), (_POST, "title: One\ndate: 2025-01-02\n"),
        "/2024/one/", "/2025/one/", "2025-01-02", "title: One\ndate: 2025-01-02\naliases: [/2024/one/]\n",
    ),
    "hugo ugly": Change(
        UGLY_HUGO, (_POST, "slug: x\n"), (_POST, "slug: y\n"),
        "/posts/x.html", "/posts/y.html", "y", "slug: y\naliases: [/posts/x.html]\n",
    ),
    "hugo inside a language": Change(
        LANGUAGES, ("content/a.fr.md", "slug: x\n"), ("content/a.fr.md", "slug: y\n"),
        "/fr/x/", "/fr/y/", "y", "slug: y\naliases: [/x/]\n",
    ),
    "hugo from a language": Change(
        LANGUAGES, ("content/a.fr.md", "title: t\n"), ("content/a.md", "title: t\n"),
        "/fr/a/", "/a/", "", "title: t\naliases: [/fr/a/]\n",
    ),
    "hugo into a language": Change(
        LANGUAGES, ("content/a.md", "title: t\n"), ("content/a.fr.md", "title: t\n"),
        "/a/", "/fr/a/", "", "title: t\naliases: [/../a/]\n",
    ),
    "hugo to another language": Change(
        LANGUAGES, ("content/a.de.md", "title: t\n"), ("content/a.fr.md", "title: t\n"),
        "/de/a/", "/fr/a/", "", "title: t\naliases: [/../de/a/]\n",
    ),
    "hugo without aliases": Change(
        NO_ALIASES, (_POST, "slug: x\n"), (_POST, "slug: y\n"), "/posts/x/", "/posts/y/", "y", None,
    ),
    "hugo words in one text": Change(
        HUGO, (_POST, "slug: x\n"), (_POST, "slug: y\naliases: /v/ /w/\n"),
        "/b/posts/x/", "/b/posts/y/", "y", None,
    ),
    "hexo title": Change(
        TITLED_HEXO, ("source/_posts/a.md", "title: One\ndate: 2024-01-02\n"),
        ("source/_posts/a.md", "title: Two\ndate: 2024-01-02\n"),
        "/one/", "/two/", "Two", "title: Two\ndate: 2024-01-02\nalias: [/one/]\n",
    ),
    "hexo file": Change(
        HEXO, ("source/_posts/ü.md", "title: t\ndate: 2024-01-02\naliases: z/\n"),
        ("source/_posts/b.md", "title: t\ndate: 2024-01-02\naliases: z/\n"),
        "/b/2024/%C3%BC/", "/b/2024/b/", "", "title: t\ndate: 2024-01-02\naliases: [z/, /2024/ü/]\n",
    ),
    "hexo hidden key": Change(
        HEXO, ("source/_posts/a.md", "date: 2024-01-02\n"),
        ("source/_posts/a.md", "date: 2025-01-02\nalias:\naliases: z/\n"),
        "/b/2024/a/", "/b/2025/a/", "2025-01-02", "date: 2025-01-02\nalias:\naliases: [z/, /2024/a/]\n",
    ),
    "hexo without the package": Change(
        BARE_HEXO, ("source/_posts/a.md", "date: 2024-01-02\n"), ("source/_posts/a.md", "date: 2025-01-02\n"),
        "/b/2024/a/", "/b/2025/a/", "2025-01-02", None,
    ),
    "mkdocs": Change(
        MKDOCS, ("docs/a.md", "title: t\n"), ("docs/b.md", "title: t\n"),
        "/a/", "/b/", "", None,
    ),
    "astro": Change(
        ASTRO, ("src/pages/a.md", "title: t\n"), ("src/pages/b.md", "title: t\n"),
        "/a/", "/b/", "", None,
    ),
    "eleventy": Change(
        ELEVENTY, ("a.md", "permalink: /x/\n"), ("a.md", "permalink: /y/\n"), "/x/", "/y/", "/y/", None
    ),
}  # fmt: skip


def page(head: str) -> str:
    return f"---\n{head}---\n{_BODY}"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def commit(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a")


def links(root: Path, *options: str) -> list[dict[str, Any]]:
    """Return what `postkit links` says of changed addresses."""
    command = (*_CALL, "links", "--output-format", "json", "-q", "--select", "URL003", *options)
    environment = {**os.environ, "POSTKIT_CACHE_DIR": str(root.parent / "cache")}
    done = run(command, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def change(root: Path, one: Change) -> None:
    """Write a site, commit it, and give one of its posts another address."""
    for path, text in one.files.items():
        write(root, path, text)
    write(root, one.was[0], page(one.was[1]))
    commit(root)
    (root / one.was[0]).unlink()
    write(root, one.now[0], page(one.now[1]))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.mark.parametrize("one", CHANGES.values(), ids=CHANGES)
def test_each_engine_is_told_the_old_address(root: Path, one: Change) -> None:
    change(root, one)
    path, written = one.now[0], page(one.now[1])
    (found,) = links(root, "--fix")
    assert (root / path).read_text() == written
    assert (found["path"], found["severity"]) == (path, "info")
    assert f"was `{one.old}`, now `{one.new}`" in found["message"]
    line = written.split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == one.key
    assert (found["line"], found["column"]) == (1, 1) or one.key
    if one.mended is None:
        assert found["fix"] is None
        assert found["hint"]
        assert links(root, "--fix", "--unsafe-fixes") == [found]
        return
    assert found["fix"]["safety"] == "unsafe"
    assert links(root, "--fix", "--unsafe-fixes") == []
    assert (root / path).read_text() == page(one.mended)
    assert links(root) == []


SLUG = Change(HUGO, (_POST, "slug: x\n"), (_POST, "slug: y\n"), "", "", "", None)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/posts/other.md", page("slug: x\n")),
        ("content/posts/other.md", page("aliases: [x]\n")),
        ("static/posts/x/index.html", ""),
        ("static/_redirects", "/b/posts/x/ /b/posts/y/\n"),
    ],
)
def test_an_address_that_still_leads_somewhere_is_left_alone(root: Path, path: str, text: str) -> None:
    change(root, SLUG)
    assert len(links(root)) == 1
    write(root, path, text)
    assert links(root) == []


@pytest.mark.parametrize(
    ("engine", "path", "text"),
    [
        (
            "mkdocs",
            "mkdocs.yml",
            "plugins: [{redirects: {redirect_maps: {a.md: b.md}}}]\n",
        ),
        ("eleventy", "old.md", page("permalink: /x/\n")),
    ],
)
def test_the_hint_can_be_followed(root: Path, engine: str, path: str, text: str) -> None:
    change(root, CHANGES[engine])
    assert len(links(root)) == 1
    write(root, path, text)
    assert links(root) == []


def test_a_list_at_the_old_address_is_enough(root: Path) -> None:
    change(root, SLUG._replace(was=(_POST, "url: /tags/t/\n"), now=(_POST, "url: /u/\n")))
    assert len(links(root)) == 1
    write(root, "content/other.md", page("tags: [t]\n"))
    assert links(root) == []


@pytest.mark.parametrize("head", ["slug: x\ntitle: t\n", "slug: y\ndraft: true\n"])
def test_pages_that_stay_or_are_no_more_are_left_alone(root: Path, head: str) -> None:
    change(root, SLUG._replace(now=(_POST, head)))
    assert links(root) == []


def test_an_address_that_is_not_known_is_none(root: Path) -> None:
    package = HEXO["package.json"].replace('"hexo":', '"hexo-permalink": "1.0.0", "hexo":')
    change(root, CHANGES["hexo title"]._replace(files=HEXO | {"package.json": package}))
    assert links(root) == []


def test_what_may_be_another_file_is_left_alone(root: Path) -> None:
    change(root, SLUG._replace(now=("content/posts/b.md", "slug: y\n")))
    assert len(links(root)) == 1
    other = "".join(f"Something else on line {number}.\n" for number in range(25))
    write(root, "content/posts/b.md", page("slug: y\n") + other)
    assert links(root) == []


def test_several_changes_in_a_row_keep_the_earlier_addresses(root: Path) -> None:
    one = CHANGES["hugo inside a language"]
    change(root, one)
    path = one.now[0]
    for slug in ("y", "z", "w"):
        text = (root / path).read_text()
        write(root, path, text.replace(f"slug: {text[10]}", f"slug: {slug}"))
        assert links(root, "--fix", "--unsafe-fixes") == []
        git(root, "commit", "--quiet", "--all", "--message", slug)
    assert (root / path).read_text() == page("slug: w\naliases: [/x/, /y/, /z/]\n")
    assert links(root, "--since", "HEAD~3") == []


def test_a_change_of_the_configuration_moves_every_post(root: Path) -> None:
    change(root, Change(JEKYLL, (_WINTER, "title: t\n"), (_WINTER, "title: t\n"), "", "", "", None))
    write(root, "_config.yml", JEKYLL["_config.yml"].replace("pretty", "/:title/"))
    assert links(root, "--fix", "--unsafe-fixes") == []
    assert (root / _WINTER).read_text() == page("title: t\nredirect_from: [/2024/01/02/winter/]\n")


def test_a_site_that_moves_as_a_whole_is_its_hosts_affair(root: Path) -> None:
    change(root, Change(JEKYLL, (_WINTER, "slug: x\n"), (_WINTER, "slug: x\n"), "", "", "", None))
    write(root, "_config.yml", JEKYLL["_config.yml"].replace("/b", "/c"))
    assert links(root) == []
    write(root, _WINTER, page("slug: y\n"))
    assert links(root, "--fix", "--unsafe-fixes") == []
    assert (root / _WINTER).read_text() == page("slug: y\nredirect_from: [/2024/01/02/x/]\n")
