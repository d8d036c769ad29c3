"""Posts that got another address and an alias for the old one: Hugo serves it, Jekyll reads it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.links.injector.ask import mend
from tests.links.injector.history import git
from tests.oracles.engines import HUGO

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

_BODY = "".join(f"A line of text, number {number}.\n" for number in range(40))


def _page(head: str) -> str:
    return f"{head}\n{_BODY}"


def _mended(
    root: Path, flavor: str, files: Mapping[str, str], changes: Mapping[str, tuple[str, str]]
) -> None:
    """Write and commit files; then write each under another path or with another text, and mend it."""
    for path, text in {".gitignore": "public\n_site\nlayouts\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a")
    for old, (new, text) in changes.items():
        (root / old).unlink()
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / new).write_text(text, encoding="utf-8")
    _, said = mend(root, flavor, [], "--unsafe-fixes")
    assert said == []


POSTS = {
    "content/posts/a.md": (
        _page("---\nslug: x\n---"),
        ("content/posts/a.md", _page("---\nslug: y\n---")),
    ),
    "content/posts/Two Words.md": (
        _page("+++\ntitle = 't'\n+++"),
        ("content/posts/b.md", _page("+++\ntitle = 't' # u\n[params]\na = 1\n+++")),
    ),
    "content/日本/über.md": (
        _page('{\n  "title": "t"\n}'),
        ("content/posts/c.md", _page('{\n  "title": "t"\n}')),
    ),
    "content/v1.2/_index.md": (
        _page("---\ntitle: t\n---"),
        ("content/v2/_index.md", _page("---\ntitle: t\naliases:\n  - v1\n---")),
    ),
    "content/d.md": (_page("---\ntitle: d\n---"), ("content/d.fr.md", _page("---\ntitle: d\n---"))),
    "content/e.fr.md": (_page("---\ntitle: e\n---"), ("content/e.md", _page("---\ntitle: e\n---"))),
    "content/f.fr.md": (
        _page("---\nslug: f\naliases: /e2/\n---"),
        ("content/f.fr.md", _page("---\nslug: g\naliases: /e2/\n---")),
    ),
    "content/h.md": (
        _page("---\nurl: /a, b/c.html\n---"),
        ("content/h.md", _page("---\nurl: /h.html\n---")),
    ),
    "content/i/index.md": (_page("---\ntitle: i\n---"), ("content/j/index.md", _page("---\ntitle: i\n---"))),
}


def _hugo(root: Path) -> set[str]:
    """Return the files of the built site."""
    (root / "layouts").mkdir(exist_ok=True)
    (root / "layouts/all.html").write_text("{{ .Content }}\n", encoding="utf-8")
    shutil.rmtree(root / "public", ignore_errors=True)
    subprocess.run([HUGO, "--quiet", "--noTimes"], cwd=root, check=True, capture_output=True)
    return {file.relative_to(root / "public").as_posix() for file in (root / "public").rglob("*.html")}


@pytest.mark.parametrize("base", ["", "b/"])
def test_hugo_serves_every_page_at_its_old_address(tmp_path: Path, base: str) -> None:
    config = f'baseURL = "https://a.example/{base}"\ndisableKinds = ["taxonomy", "term"]\n'
    config += "[languages.en]\n[languages.fr]\n"
    before, after = tmp_path / "before", tmp_path / "after"
    files = {"hugo.toml": config, **{path: text for path, (text, _) in POSTS.items()}}
    for path, text in files.items():
        (before / path).parent.mkdir(parents=True, exist_ok=True)
        (before / path).write_text(text, encoding="utf-8")
    after.mkdir()
    _mended(after, "hugo", files, {path: change for path, (_, change) in POSTS.items()})
    was, now = _hugo(before), _hugo(after)
    own = {"posts/x/index.html", "posts/two-words/index.html", "日本/über/index.html", "v1.2/index.html"}
    own |= {"d/index.html", "fr/e/index.html", "fr/f/index.html", "a, b/c.html", "i/index.html"}
    assert own <= was
    assert own <= now
    for name in own:
        assert 'http-equiv="refresh"' in (after / "public" / name).read_text(encoding="utf-8"), name


def test_jekyll_reads_the_addresses(tmp_path: Path) -> None:
    if shutil.which("jekyll") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Debian's jekyll")
        pytest.skip("jekyll is not installed")
    show = "{{ page.redirect_from | jsonify }}"
    heads = {
        "": ["/2024/01/02/x.html"],
        "redirect_from: /z\n": ["/z", "/2024/01/02/x.html"],
        "redirect_from: # none\n": ["/2024/01/02/x.html"],
        "redirect_from:\n  - '/z/' # a\n": ["/z/", "/2024/01/02/x.html"],
        "redirect_from: [\n  /z/ # a\n]\n": ["/z/", "/2024/01/02/x.html"],
    }
    posts = {f"_posts/2024-01-02-{number}.html": head for number, head in enumerate(heads)}
    config = "plugins: [jekyll-redirect-from]\n"
    files = {
        path: f"---\n{head}slug: x\ncategories: c{path[18]}\n---\n{show}" for path, head in posts.items()
    }
    changes = {path: (path, text.replace("slug: x", "slug: ü y")) for path, text in files.items()}
    _mended(tmp_path, "jekyll", {"_config.yml": config, **files}, changes)
    (tmp_path / "_config.yml").write_text("title: x\n")  # the plugin is not here
    subprocess.run(["jekyll", "build", "--quiet"], cwd=tmp_path, check=True, capture_output=True)
    read = {
        file.relative_to(tmp_path / "_site").parts[0]: json.loads(file.read_text())
        for file in (tmp_path / "_site").rglob("*.html")
    }
    wanted = {
        f"c{number}": [address.replace("/2024", f"/c{number}/2024") for address in addresses]
        for number, addresses in enumerate(heads.values())
    }
    assert read == wanted
