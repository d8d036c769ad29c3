"""Makes a site of some hundred pages in nested folders, which name each other in every way that is right."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import quote, unquote

from tests.links.injector.words import CJK, HEADINGS, MOST, sentence, slug
from tests.links.moving.layouts import LAYOUTS
from tests.links.moving.model import Layout, Link, Paths, Site

_PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")
_ANCHOR = "The keepers of the light"
_FRAGMENT = "#the-keepers-of-the-light"


def build(flavor: str, seed: int, count: int = 150) -> Site:
    """Return a site.

    Args:
        flavor: The engine.
        seed: The same seed gives the same site.
        count: How many pages.
    """
    rng = random.Random(f"moving {flavor} {seed}")
    layout = LAYOUTS[flavor]()
    site = Site(layout)
    folders = list(layout.folders)
    for number, name in enumerate(rng.sample(range(MOST), count)):
        folder = folders[number % len(folders)]
        site.pages.append(number)
        site.paths[number] = path = layout.file(folder, _name(rng, slug(name), number), number)
        beside = path.rpartition("/")[0]
        if layout.pictures(f"{beside}/") and number % 4 == 1:
            site.paths[1000 + number] = f"{beside}/pic-{number}.png"
    for number in range(8):
        folder = "static/img" if flavor == "hugo" else "docs/img" if flavor == "mkdocs" else "img"
        site.paths[2000 + number] = f"{folder}/{'Big ' * (number % 2)}view-{number}.png"
    for number in site.pages:
        site.newlines[number] = "\r\n" if rng.random() < 0.1 else "\n"
        site.bodies[number] = _Author(site, rng, number).body()
    return site


def _name(rng: random.Random, name: str, number: int) -> str:
    if number % 7 == 3:
        return f"{rng.choice(CJK)}-{number}"
    return name.replace("-", " ") if number % 7 == 5 else name


class _Author:
    """Writes one page."""

    def __init__(self, site: Site, rng: random.Random, number: int) -> None:
        self._site = site
        self._rng = rng
        self._number = number
        self._count = 0

    def body(self) -> list[str | Link]:
        rng, pieces = self._rng, list[str | Link]()
        pieces.append(f"Mark {self._number}.\n\n## {_ANCHOR}\n\n")
        definitions: list[str | Link] = []
        near = [one for one in (1000 + self._number,) if one in self._site.paths]
        pictures = [one for one in self._site.paths if one >= 1000]
        for target in (*rng.sample(self._site.pages, 6), *near, rng.choice(pictures)):
            pieces += [f"{sentence(rng)} See ", *self._one(target, definitions), ".\n\n"]
        pieces += [f"## {rng.choice(HEADINGS)}\n\n", "[above](" + _FRAGMENT + ")\n\n"]
        return [*pieces, *definitions]

    def _one(self, target: int, definitions: list[str | Link]) -> list[str | Link]:
        """Return the pieces of one link, and add its definition if it has one."""
        rng, path = self._rng, self._site.paths[target]
        is_picture = target >= 1000
        forms = {
            name: form
            for name, form in self._site.layout.forms.items()
            if path.startswith(form.only)
            and (form.pictures or not is_picture)
            and not (target == self._number and name == "near url")  # it would be `./`
        }
        html = sorted(name for name, form in forms.items() if form.html)
        name = rng.choice(sorted(forms))
        label = f"L{self._number}x{self._count}"
        self._count += 1
        tail = "" if is_picture else rng.choice(("", "", _FRAGMENT))
        if html and rng.random() < 0.2:
            name, mark = rng.choice(html), rng.choice("\"'")
            start = f'<img alt="{label}" src={mark}' if is_picture else f"<a href={mark}"
            after = f"{mark}>" if is_picture else f"{mark}>{label}</a>"
            return [Link(label, target, name, self._dress("plain encoded"), start, after, tail)]
        if forms[name].tag:
            dress = "plain"
        else:
            tail = tail if "url" not in name or is_picture else rng.choice(("", "?page=2")) + tail
            dress = self._dress("plain encoded angle dot")
        before, after = ("<", ">") if dress == "angle" else ("", "")
        title = rng.choice(("", "", ' "A title"')) if not forms[name].tag else ""
        image = "!" * is_picture
        if rng.random() < 0.2 and not forms[name].tag:
            link = Link(label, target, name, dress, f"[{label.lower()}]: {before}", f"{after}{title}\n", tail)
            definitions.append(link)
            return [f"{image}[{label}]", rng.choice(("", "[]", f"[{label}]"))]
        return [Link(label, target, name, dress, f"{image}[{label}]({before}", f"{after}{title})", tail)]

    def _dress(self, dresses: str) -> str:
        return self._rng.choice(dresses.split())


def destination(layout: Layout, link: Link, own: str, target: str) -> str:
    """Return what a link of a page says.

    Args:
        layout: The engine.
        link: The link.
        own: The path of the page.
        target: The path of the file.
    """
    form = layout.forms[link.form]
    text = form.spell(own, target)
    if link.dress == "encoded":
        text = quote(unquote(text), safe="/:")
    elif link.dress == "angle":
        text = text.replace("%20", " ")
    elif link.dress == "dot" and not text.startswith(("/", ".", "http")):
        text = f"./{text}"
    return text + link.tail


def text_of(site: Site, number: int, paths: Paths) -> str:
    """Return the text of a page as it is right while the files are where some paths say."""
    pieces = [
        piece
        if isinstance(piece, str)
        else piece.before + destination(site.layout, piece, paths[number], paths[piece.target]) + piece.after
        for piece in site.bodies[number]
    ]
    return (head(site, number) + "".join(pieces)).replace("\n", site.newlines[number])


def head(site: Site, number: int) -> str:
    """Return the front matter of a page."""
    return "" if site.layout.flavor == "gfm" else f"---\ntitle: Page {number}\n---\n\n"


def write(root: Path, site: Site) -> None:
    """Write a site into a folder, as it is before its files move."""
    files = {path: text.encode() for path, text in site.layout.others.items()}
    for number, path in site.paths.items():
        files[path] = picture(number) if number >= 1000 else text_of(site, number, site.paths).encode()
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def picture(number: int) -> bytes:
    """Return the bytes of a picture, which no other has."""
    return _PNG + bytes(100) + f"picture {number}".encode()
