"""The index: from a file to its URL and back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors import FLAVORS
from postkit.flavors.base import PageFacts
from postkit.flavors.permalinks.hugo import urls as hugo_urls
from postkit.flavors.permalinks.jekyll import urls as jekyll_urls
from postkit.flavors.publishing.record import Publishing
from postkit.site.address import Addresses
from postkit.site.build import build_site
from postkit.site.index import Entry, Site

HOW = Publishing(base="/blog", hosts=frozenset({"example.org"}))
SITE = Site(
    [
        Entry("_posts/a.md", "/blog/2024/a.html", ("/blog/old-a/",)),
        Entry("b/index.md", "/blog/b/"),
        Entry("c.md", "/blog/%E6%95%B0%20x/"),
        Entry("d.md", "/blog/Données/"),
        Entry("draft.md", None),
        Entry("index.md", "/blog/"),
    ],
    HOW,
)

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="/\0") | st.sampled_from("%#?&. -_é")
PARTS = st.text(CHARACTERS, min_size=1, max_size=12)
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


def test_every_way_to_write_a_url() -> None:
    for url in (
        "/blog/2024/a.html",
        "/blog/2024/a",
        "/blog/2024/a.html?x=1#y",
        "https://example.org/blog/2024/a.html",
        "HTTP://EXAMPLE.ORG/blog/2024/a.html",
        "//example.org/blog/2024/a.html",
        "/blog/b/../2024/./a.html",
        "/blog/2024/%61.html",
        "/blog/old-a",
        "/blog/old-a/index.html",
    ):
        assert SITE.page_at(url) == ["_posts/a.md"], url
    for url in ("/blog/b", "/blog/b/", "/blog/b/index.html"):
        assert SITE.page_at(url) == ["b/index.md"], url
    for url in ("/blog", "/blog/", "/blog/index.html", "https://example.org/blog/#top"):
        assert SITE.page_at(url) == ["index.md"], url
    assert SITE.page_at("/blog/数 x") == SITE.page_at("/blog/%E6%95%B0%20x/#a") == ["c.md"]
    assert SITE.page_at("/blog/Donne\u0301es/") == ["d.md"]


def test_what_is_not_on_the_site() -> None:
    for url in (
        "/2024/a.html",
        "/blogger/b/",
        "https://other.org/blog/b/",
        "mailto:b@example.org",
        "b/",
        "",
        "#x",
        "http://[broken/blog/b/",
        "/blog/b/c/",
        "/blog/%ff/",
        "/blog/%/",
        "/blog/\0",
        "/blog/" + "a" * 100_000,
        "/blog/B/",
    ):
        assert SITE.page_at(url) == [], url[:80]


def test_dots_never_leave_the_root() -> None:
    assert Addresses().key("/../../etc/passwd") == "/etc/passwd"
    assert Addresses().key("/a/%2e%2e/%2E%2E/b/..") == "/"
    assert SITE.page_at("/blog/../../blog/b/") == ["b/index.md"]


def test_urls_of_files() -> None:
    assert SITE.url_of("c.md") == "/blog/%E6%95%B0%20x/"
    assert SITE.url_of("d.md") == "/blog/Données/"  # as the engine writes it
    assert SITE.url_of("draft.md") is None
    assert SITE.url_of("never.md") is None
    assert "draft.md" in SITE
    assert "never.md" not in SITE
    assert len(SITE) == 6


def test_aliases_lead_to_the_page() -> None:
    assert SITE.moved_to("/blog/old-a/") == "/blog/2024/a.html"
    assert SITE.moved_to("/blog/2024/a.html") is None
    assert SITE.moved_to("/blog/none/") is None


def test_another_address_of_the_root_may_have_another_path() -> None:
    addresses = Addresses("/blog", ["example.org"], "https://Preview.example/pr/7/")
    assert addresses.on_site("https://preview.example/pr/7/a/?q#f") == "/blog/a/"
    assert addresses.on_site("https://preview.example/pr/7") == "/blog"
    assert addresses.on_site("https://preview.example/pr/71/a/") is None
    assert addresses.on_site("https://example.org/blog/a/") == "/blog/a/"
    assert addresses.on_site("https://example.com/blog/a/") is None
    assert addresses.on_site("mailto:a@example.org") is None


def test_a_slash_behind_a_files_name_leads_nowhere() -> None:
    assert SITE.page_at("/blog/2024/a.html/") == []


def test_lists_are_known_and_unknown_addresses_counted() -> None:
    entries = [Entry("a.md", "/a/", lists=("/tags/", "/tags/c++/")), Entry("b.md", None, known=False)]
    site = Site(entries)
    assert site.is_list("/tags/c++")
    assert not site.is_list("/tags/c/")
    assert site.unknown == 1


def test_case_is_for_suggestions_only() -> None:
    assert SITE.like("/blog/2024/A.HTML") == ["_posts/a.md"]
    assert SITE.like("/blog/DONNÉES") == ["d.md"]
    assert SITE.like("/blog/x/") == []


def test_collisions() -> None:
    entries = [
        Entry("a.md", "/x/"),
        Entry("b.md", "/y"),
        Entry("c.md", "/x/index.html"),
        Entry("d.md", "/y.html"),
    ]
    assert Site(entries).collisions() == [("/x/", ["a.md", "c.md"]), ("/y", ["b.md", "d.md"])]
    assert Site(entries).page_at("/x") == ["a.md", "c.md"]
    assert SITE.collisions() == []


def test_many_files_under_one_url_take_linear_time() -> None:
    site = Site(Entry(f"{number}.md", "/same/") for number in range(200_000))
    assert len(site.page_at("/same/")) == 200_000


@given(st.text(max_size=40) | PATHS.map("/blog/{}".format))
def test_a_key_is_the_key_of_its_own_url(url: str) -> None:
    addresses = Addresses(HOW.base, HOW.hosts)
    key = addresses.key(url)
    if key is not None:
        assert addresses.key(addresses.url(key)) == key


@given(PATHS, st.sampled_from(["date", "pretty", "none", "/:categories/:title"]))
def test_jekyll_pages_are_found_at_their_url(path: str, permalink: str) -> None:
    config = {"permalink": permalink, "baseurl": "/b"}
    files = [f"{path}.md", f"_posts/2024-01-05-{path.replace('/', '-')}.md", f"{path}/_posts/2024-01-05-x.md"]
    entries = (Entry(file, *jekyll_urls(PageFacts(file, {}, config))) for file in files)
    site = Site(entries, Publishing(base="/b"))
    for file in site:
        url = site.url_of(file)
        # Jekyll writes a `?` of a file's name as it is; who links to the page must not.
        assert url is None or file in site.page_at(url.replace("?", "%3F"))


@given(PATHS, st.booleans(), st.booleans())
def test_hugo_pages_are_found_at_their_url(path: str, ugly: bool, keep: bool) -> None:
    config = {"baseURL": "https://x.org/b/", "uglyURLs": ugly, "disablePathToLower": keep}
    files = [f"content/{path}.md", f"content/{path}/index.md", f"content/{path}/_index.md"]
    data = {"aliases": [f"/{path}"]}
    entries = (Entry(file, *hugo_urls(PageFacts(file, data, config))) for file in files)
    site = Site(entries, Publishing(base="/b"))
    for file in site:
        url = site.url_of(file)
        assert url is None or file in site.page_at(url)


def test_built_from_files(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("baseurl: /b\n")
    (tmp_path / "_posts/2024-01-05-x.md").write_bytes(
        b"\xef\xbb\xbf---\r\nslug: y\r\nredirect_from: /o/\r\n---\r\n"
    )
    (tmp_path / "_posts/2024-01-06-bad.md").write_bytes(b"---\nslug: \xff\n---\n")
    paths = ["_posts/2024-01-05-x.md", "_posts/2024-01-06-bad.md", "_posts/2024-01-07-gone.md", "a\0b.md"]
    site = build_site(tmp_path, FLAVORS["jekyll"], paths, use_cache=False)
    assert site.url_of(paths[0]) == "/b/2024/01/05/y.html"
    assert site.moved_to("/b/o/") == "/b/2024/01/05/y.html"
    assert [site.url_of(path) for path in paths[1:]] == [None, None, None]


def test_without_a_rule_links_are_files(tmp_path: Path) -> None:
    site = build_site(tmp_path, FLAVORS["gfm"], ["a.md"])
    assert list(site) == ["a.md"]
    assert site.url_of("a.md") is None


def test_a_bundle_keeps_its_files_to_itself(tmp_path: Path) -> None:
    paths = ["content/p/index.md", "content/p/part.md", "content/q.md"]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("---\ntitle: x\n---\n")
    site = build_site(tmp_path, FLAVORS["hugo"], paths, use_cache=False)
    assert [site.url_of(path) for path in paths] == ["/p/", None, "/q/"]
