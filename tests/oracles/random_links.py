"""Sites full of random links: what postkit calls missing must be dead in the built HTML, the rest alive.

Each link has a number in its query, which says nothing of where it leads.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from postkit.core.diagnostic import Severity
from postkit.core.source import Source
from postkit.discover import discover
from postkit.flavors import FLAVORS
from postkit.links.check import check
from postkit.links.linking import Linking
from postkit.links.lookup.targets import Targets
from postkit.site.build import build_site
from postkit.site.post import Post
from tests.oracles.built_links import dead_links

_HEADINGS = "# One\n\n## Two words\n\n## 中文 标题\n\n## One\n\n"
_ANCHORS = (
    *("one", "one-1", "one_1", "two-words", "中文-标题", "%E4%B8%AD%E6%96%87-%E6%A0%87%E9%A2%98"),
    *("Two-words", "two", "one-2"),
)
_A_PAGE = 60
_NUMBER = re.compile(r"[?&]n=(\d+)")
_MADE = (
    *("/tags/", "/tags/big-one/", "/tags/none/", "/categories/x/"),
    *("/posts/", "/page/", "/feed.xml", "/none/"),
)


class Site(NamedTuple):
    """A site to be built.

    Args:
        flavor: Its engine.
        base: Its base path.
        pages: Front matter of each page by its path.
        files: Other files, whose content does not matter.
        settings: Texts of its configuration and layouts by path.
        command: What builds it.
        public: The folder that is written.
        lists: Folders at the top of the site whose pages may have anchors that only a theme knows.
    """

    flavor: str
    base: str
    pages: dict[str, str]
    files: list[str]
    settings: dict[str, str]
    command: list[str]
    public: str
    lists: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """What postkit says of a site's links, and what became of them.

    Attributes:
        written: Each link by its number, after the page that it stands in.
        reported: What postkit says of each link that it reports as an error, by its number.
        dead: The numbers of the links that lead nowhere on a plain server.
        surely_dead: The numbers of those that are dead on every server, and whose death a source can show.
    """

    written: dict[int, str]
    reported: dict[int, str]
    dead: set[int]
    surely_dead: set[int]

    @property
    def false(self) -> list[str]:
        """What is said of links that are alive."""
        return [message for number, message in self.reported.items() if number not in self.dead]

    @property
    def unseen(self) -> set[str]:
        """The dead links of which nothing is said."""
        return {self.written[number] for number in self.surely_dead - self.reported.keys()}


def run(root: Path, site: Site, seed: int) -> Outcome:
    """Write a site with random links, build it and check it.

    Args:
        root: An empty folder.
        site: The site.
        seed: Where chance begins.
    """
    written = _write(root, site, random.Random(seed))
    subprocess.run(site.command, cwd=root, check=True, capture_output=True)
    public = root / site.public
    dead = _numbers(dead_links(public, site.base))
    return Outcome(written, _reported(root, site), dead, _judged(public, site))


def _names(site: Site, addresses: list[str]) -> list[str]:
    """Everything that a writer may take for the name of something on the site, most of it right."""
    sources = [*site.pages, *site.files]
    return [*addresses, *addresses, *addresses, *sources, *(f"{site.base}{one}" for one in _MADE), *_MADE]


def _destination(chance: random.Random, names: list[str], page: str) -> str:
    path = chance.choice(names)
    if not path.startswith("/"):
        path = chance.choice(("", "/", "./", "../")) + path.partition("/")[chance.choice((0, 2))]
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        path = _slip(chance, path)
    if chance.random() < 0.35 and path.startswith("/") and page.startswith("/"):
        ups = page.count("/") - 1
        path = "../" * ups + path.removeprefix("/") if chance.random() < 0.8 else path.rpartition("/")[2]
    if chance.random() < 0.1 and path.startswith("/"):
        path = f"https://site.example{path}"
    return path if chance.random() < 0.5 else quote(path, safe="/:%")


def _slip(chance: random.Random, path: str) -> str:
    spot = chance.randrange(len(path) + 1)
    return chance.choice(
        [
            path.removesuffix("/"),
            f"{path}/",
            path.removesuffix(".html"),
            path.removesuffix(".md"),
            f"{path}.html",
            f"{path}index.html",
            path.swapcase(),
            path[:spot] + "x" + path[spot:],
            path.replace("/b/", "/", 1),
            path.rpartition("/")[0] + "/",
            path.replace("%", "%25"),
        ]
    )


def _links(chance: random.Random, names: list[str], page: str, numbers: range) -> Iterator[str]:
    for number in numbers:
        destination = _destination(chance, names, page)
        hash_sign, anchor = ("#", chance.choice(_ANCHORS)) if chance.random() < 0.3 else ("", "")
        written = f"{destination}?n={number}{hash_sign}{anchor}"
        style = chance.randrange(4)
        if style == 0:
            yield f'<a href="{written}">x</a>'
        elif style == 1:
            yield f"![x](<{written}>)" if not anchor else f"[x](<{written}>)"
        elif style == 2:
            # In MkDocs no definition has a blank.
            yield f"[x][r{number}]\n\n[r{number}]: <{written.replace(' ', '%20')}>"
        else:
            yield f"[x](<{written}> 'title')"


def _write(root: Path, site: Site, chance: random.Random) -> dict[int, str]:
    """Write the sources; return each link by its number, after the page that it stands in."""
    files = {name: "<p id=raw>" if name.endswith(".html") else "x" for name in site.files}
    pages = {name: f"---\n{data}\n---\n{_HEADINGS}" for name, data in site.pages.items()}
    for name, text in {**site.settings, **files, **pages}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    index = _targets(root, site).site
    names = _names(site, [url for page in index if (url := index.url_of(page))])
    written: dict[int, str] = {}
    for name in site.pages:
        page = index.url_of(name)
        if page and not name.endswith(".html"):
            numbers = range(len(written), len(written) + _A_PAGE)
            links = list(_links(chance, names, page, numbers))
            written.update(zip(numbers, (f"{name}: {one}" for one in links), strict=True))
            with (root / name).open("a", encoding="utf-8") as file:
                file.write("\n\n".join(links) + "\n")
    return written


def _targets(root: Path, site: Site) -> Targets:
    flavor = FLAVORS[site.flavor]
    paths = [path.relative_to(root).as_posix() for path in discover([root], root=root, post_folders=None)]
    return Targets(root, flavor, build_site(root, flavor, paths, use_cache=False))


def _reported(root: Path, site: Site) -> dict[int, str]:
    targets, found = _targets(root, site), {}
    for path in site.pages:
        post = Post(Source(path, (root / path).read_bytes()), targets.flavor, path)
        for one in check(post, Linking(targets)):
            numbers = _NUMBER.findall(post.source.data[: one.span.end].decode(errors="replace"))
            if numbers and one.rule.severity is Severity.ERROR:
                found[int(numbers[-1])] = f"{path}: {one.code} {one.message}"
    return found


def _numbers(links: dict[str, list[str]]) -> set[int]:
    return {int(number) for page in links.values() for link in page for number in _NUMBER.findall(link)}


def _judged(public: Path, site: Site) -> set[int]:
    """Return the numbers of the links that are dead on every server, and whose death a source can show.

    Outside the base path there may be another site of the same host. Servers add a `/` or `.html`
    and squeeze `//`. A list's anchors are its theme's.
    """
    found = set()
    for page, links in dead_links(public, site.base).items():
        for link in links:
            target = urlsplit(urljoin(f"https://site.example{site.base}{page}", link))
            path = unquote(target.path)
            inside = path.removeprefix(f"{site.base}/")
            names = (f"{inside}/index.html", f"{inside}.html", inside.removesuffix(".html"))
            is_list = target.fragment and inside.partition("/")[0] in site.lists
            in_full = link.startswith("https:")  # with a query, it may be meant for a program
            unknown = path == inside or "//" in path or link.startswith("//") or is_list or in_full
            if not unknown and not any((public / name).is_file() for name in names):
                found |= {int(number) for number in _NUMBER.findall(link)}
    return found
