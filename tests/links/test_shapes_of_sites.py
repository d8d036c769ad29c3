"""Shapes that real sites have: mounts, hooks, translations that fall back, files for GitHub alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from postkit.config.detect import find_site_root
from postkit.flavors import FLAVORS
from postkit.links.check import check
from postkit.links.linking import Linking
from postkit.site.build import build_site
from postkit.site.index import Entry, Site
from postkit.site.post import Post
from tests.links.sandbox import POST, Sandbox

_MOUNTS = """baseURL: https://a.example/
module:
  mounts:
    - {source: content/en, target: content}
    - {source: content/de, target: content, lang: de}
    - {source: ../NOTES.md, target: content/about/NOTES.md}
    - {source: shared, target: content/shared}
"""


@pytest.fixture
def mounted(tmp_path: Path) -> Sandbox:
    files = {
        "hugo.yaml": _MOUNTS,
        "content/en/guide/_index.md": POST,
        "content/en/guide/one.md": "---\naliases: [/guide/, /old/]\n---\n",
        "content/en/about/_index.md": POST,
        "content/de/guide/eins.md": POST,
        "shared/terms.md": POST,
    }
    return Sandbox(tmp_path, "hugo", files)


def test_mounts_say_where_content_is_published(mounted: Sandbox) -> None:
    urls = {path: mounted.targets.site.url_of(path) for path in mounted.targets.site}
    assert urls == {
        "content/de/guide/eins.md": "/de/guide/eins/",
        "content/en/about/_index.md": "/about/",
        "content/en/guide/_index.md": "/guide/",
        "content/en/guide/one.md": "/guide/one/",
        "shared/terms.md": "/shared/terms/",
    }


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("/guide/one/", []),
        ("/old/", ["LNK010"]),
        ("/guide/", []),  # a section, though a page has it as an alias
        ("NOTES.md", []),
        ("/shared/terms/#one", []),
    ],
)
def test_links_below_mounts(mounted: Sandbox, link: str, codes: list[str]) -> None:
    found = mounted.findings("content/en/about/_index.md", f"{POST}\n[a]({link})\n")
    assert [code for code, _ in found] == codes


def test_a_list_is_no_old_address() -> None:
    site = Site([Entry("a.md", "/s/a/", ("/s/", "/old/"), lists=("/s/",))])
    assert (site.moved_to("/s/"), site.moved_to("/old/")) == (None, "/s/a/")


def test_a_reference_means_the_page_beside_wherever_the_content_is(tmp_path: Path) -> None:
    files = {f"content/en/docs/{version}/start.md": POST for version in ("v1", "v2", "v3")}
    site = Sandbox(tmp_path, "hugo", {"hugo.toml": "contentDir = 'content/en'\n", **files})
    assert site.findings("content/en/docs/v3/start.md", '[a]({{< relref "start" >}})') == []
    assert site.findings("content/en/other.md", '[a]({{< relref "start" >}})') == [("LNK006", "start")]


@pytest.mark.parametrize(
    ("config", "body", "codes"),
    [
        ("", "", ["LNK003"]),
        ("", '--8<-- "shared.md"', []),
        ("", "::: package.module", []),
        ("", "::: package.module\n    options:\n      x: 1", []),
        ("", "{! shared.md !}", []),
        ("", "{{ macro() }}", []),
        ("hooks: [hook.py]", "", []),
        ("plugins: [somebodys-own]", "", []),
    ],
)
def test_what_extensions_of_mkdocs_bring_may_have_anchors(
    tmp_path: Path, config: str, body: str, codes: list[str]
) -> None:
    files = {"mkdocs.yml": f"site_name: x\n{config}\n", "docs/a.md": POST, "docs/b.md": f"# B\n\n{body}\n"}
    site = Sandbox(tmp_path, "mkdocs", files)
    for path, link in (("docs/a.md", "b.md#nowhere"), ("docs/b.md", "#nowhere")):
        text = f"[x]({link})\n\n{body if path == 'docs/b.md' else ''}\n"
        assert [code for code, _ in site.findings(path, text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[](){#place}", []),
        ("[](){ #place .wide }", []),
        ("[](){: #place }", []),
        ("[]()", ["LNK007"]),
        ("[](){.wide}", ["LNK007"]),
        ("[text](){#place}", ["LNK007"]),
    ],
)
def test_a_link_that_is_there_for_its_id(tmp_path: Path, text: str, codes: list[str]) -> None:
    site = Sandbox(tmp_path, "mkdocs", {"mkdocs.yml": "site_name: x\n", "docs/a.md": POST})
    assert [code for code, _ in site.findings("docs/a.md", f"a {text} b")] == codes


def test_starlight_shows_the_first_language_where_another_has_no_page(tmp_path: Path) -> None:
    files = {
        "astro.config.mjs": "import starlight from '@astrojs/starlight';\n"
        "export default defineConfig({ integrations: [starlight({ title: 'x' })] });\n",
        "src/content.config.ts": "export const collections = "
        "{ docs: defineCollection({ loader: docsLoader() }) };\n",
        "src/content/docs/guides/css.md": POST,
        "src/content/docs/setup.md": POST,
        "src/content/docs/es/guides/one.md": POST,
        "src/content/docs/es/guides/two.md": POST,
        "src/content/docs/es/guides/three.md": POST,
    }
    site = Sandbox(tmp_path, "astro", files)
    text = "[a](/es/guides/css/) [b](/es/setup/#x) [c](/es/guides/four/)"
    assert site.findings("src/content/docs/es/guides/one.md", text) == [("LNK001", "/es/guides/four/")]


def test_what_is_not_published_is_read_on_github(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: x\nexclude: [README.md, CONTRIBUTING.md]\n",
        "README.md": "# x\n",
        "CONTRIBUTING.md": "# x\n",
        "about.md": POST,
    }
    site = Sandbox(tmp_path, "jekyll", files)
    text = "[a](/CONTRIBUTING.md) [b](CONTRIBUTING.md) [c](/NOTHING.md)"
    assert site.findings("README.md", text) == [("LNK001", "/NOTHING.md")]
    assert [at for _, at in site.findings("about.md", text)] == [
        "/CONTRIBUTING.md",
        "CONTRIBUTING.md",
        "/NOTHING.md",
    ]


def test_another_case_is_told_by_the_address_and_mended_in_absolute_urls(tmp_path: Path) -> None:
    files = {"hugo.toml": "baseURL = 'https://A.example/'\n", "content/docs/My-Page.md": POST}
    site = Sandbox(tmp_path, "hugo", files)
    text = "[a](https://a.example/docs/My-Page/?q#one)"
    (finding,) = (one for one in check(_post(site, text), Linking(site.targets)) if one.rule.on)
    assert finding.message == "`https://a.example/docs/My-Page/?q#one` differs in case from `/docs/my-page/`"
    assert site.fixed("content/a.md", text) == "[a](https://a.example/docs/my-page/?q#one)"


def _post(site: Sandbox, text: str) -> Post:
    (site.root / "content/a.md").write_text(text)
    return site.post("content/a.md")


def test_only_a_slip_is_offered_for_a_label(tmp_path: Path) -> None:
    site = Sandbox(tmp_path, "hugo", {"hugo.toml": "", "content/a.md": POST})
    text = "[![x][connect-store-image] y][connect-stroe-url]\n\n[connect-store-url]: https://a.example/\n"
    found = (one for one in check(_post(site, text), Linking(site.targets)) if one.rule.on)
    image, link = sorted(found, key=lambda one: one.message)
    assert image.hint == "add a line `[connect-store-image]: …`"
    assert image.fix is None
    assert link.hint == "did you mean `connect-store-url`?"


def test_a_loop_may_define_labels(tmp_path: Path) -> None:
    site = Sandbox(tmp_path, "jekyll", {"_config.yml": "title: x\n", "a.md": POST})
    loop = "{% for one in page.all %}\n[{{ one }}-filter]: /filters/#{{ one }}\n{% endfor %}\n"
    assert site.findings("a.md", f"---\n---\nThe [filter][where-filter].\n\n{loop}") == []
    assert site.findings("a.md", "---\n---\nThe [filter][where-filter].\n") == [("LNK004", "where-filter")]


def test_addresses_that_are_not_known_do_not_collide() -> None:
    sure, unsure = Entry("a.md", "/x/"), Entry("b.md", "/x/", known=False)
    assert Site([sure, unsure]).collisions() == []
    assert Site([sure, sure._replace(path="c.md"), unsure]).collisions() == [("/x/", ["a.md", "c.md"])]


@pytest.mark.parametrize("flavor", FLAVORS)
def test_names_that_are_no_utf_8_end_no_run(tmp_path: Path, flavor: str) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    for folder in ("", "_posts", "content", "docs", "source/_posts", "src/content/docs"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        try:
            (tmp_path / folder / name).write_bytes(b"---\ntitle: x\n---\n[a](b.md)\n")
        except OSError:
            pytest.skip("the file system has only names in UTF-8")
    paths = [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*.md"))]
    site = build_site(tmp_path, FLAVORS[flavor], paths, use_cache=False)
    assert not any(map(site.url_of, paths))


def test_the_root_of_a_site_is_found_through_two_dots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    assert find_site_root(Path("..")) == tmp_path


@pytest.mark.parametrize("text", ["# H {0}\n\n[a](#x{0})\n\n", "[a](nowhere/p{0}.md) ![b](i{0}.png)\n\n"])
def test_a_post_full_of_broken_links_takes_little_time(tmp_path: Path, text: str) -> None:
    site = Sandbox(tmp_path, "gfm", {"README.md": POST})
    body = "".join(text.format(number) for number in range(3000))
    start = time.process_time()
    assert len(site.findings("README.md", body)) >= 3000
    assert time.process_time() - start < 6
