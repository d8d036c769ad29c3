"""Sites built before and after their links are written in another form: each leads where it led."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.flavors import FLAVORS
from postkit.links.forms.rewriting import rewriting
from postkit.links.linking import Linking
from postkit.links.lookup.targets import Targets
from postkit.site.build import build_site
from tests.oracles.built_links import links_of
from tests.oracles.random_links import Site, run
from tests.oracles.test_random_links import SITES

_NUMBER = re.compile(r"[?&]n=(\d+)")


def _led(public: Path, base: str) -> dict[int, str]:
    """Return the file that each numbered link of a built site leads to, where a server finds one."""
    found = {}
    for page, links in links_of(public).items():
        for link in links:
            target = urlsplit(urljoin(f"https://site.example{base}{page}", link))
            number, path = _NUMBER.search(link), unquote(target.path)
            if not number or target.netloc != "site.example" or not path.startswith(f"{base}/"):
                continue
            inside = path[len(base) + 1 :]
            names = (
                inside,
                f"{inside}/index.html".removeprefix("/"),
                f"{inside}.html",
                inside.removesuffix(".html"),
            )
            file = next((public / name for name in names if (public / name).is_file()), None)
            if file:
                found[int(number[1])] = f"{file.relative_to(public)}#{target.fragment}"
    return found


def _rewrite(root: Path, site: Site, to: str) -> int:
    """Write a site's links in a form; return how many were changed."""
    flavor = FLAVORS[site.flavor]
    paths = sorted([*site.pages, *site.files])
    targets = Targets(root, flavor, build_site(root, flavor, paths, use_cache=False))
    wanted = rewriting(targets, to, (), ())
    checks = Checks(
        (Family.LINKS,), lambda code: code == "LNK014", linking=Linking(targets, rewriting=wanted)
    )
    changed = 0
    for path in site.pages:
        post = Source(path, (root / path).read_bytes())
        mended = mend(post, flavor, checks, path=path, unsafe=False)
        assert mended.diagnostics == []
        again = mend(mended.source, flavor, checks, path=path, unsafe=False)
        assert again.source is mended.source
        (root / path).write_bytes(mended.source.data)
        changed += mended.applied
    return changed


@pytest.mark.parametrize("to", ["relative", "root", "absolute"])
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_link_leads_where_it_led(site: Site, to: str, tmp_path: Path) -> None:
    if site.flavor == "jekyll" and shutil.which("jekyll") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Debian's jekyll")
        pytest.skip("jekyll is not installed")
    public = tmp_path / site.public
    run(tmp_path, site, 7)
    before = _led(public, site.base)
    changed = _rewrite(tmp_path, site, to)
    shutil.rmtree(public)
    subprocess.run(site.command, cwd=tmp_path, check=True, capture_output=True)
    after = _led(public, site.base)
    assert {number: after.get(number) for number in before} == before
    assert changed > (10 if before else 0)
