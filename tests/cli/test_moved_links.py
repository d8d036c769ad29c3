"""`postkit links` after files were moved: what it says of links to them and inside of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Postkit

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

Repository = Callable[[Mapping[str, str]], None]
_LONG = "\n".join(f"A line of text, number {number}." for number in range(40))


@pytest.fixture
def repository(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> Repository:  # noqa: ARG001 (goes first)
    """Write files and commit them, under a configuration of git's own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)

    def commit(files: Mapping[str, str]) -> None:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "one")

    return commit


def git(*arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def post(name: str, body: str = "") -> str:
    return f"---\ntitle: {name}\n---\n# {name}\n\n{body}\n\n{_LONG}\n"


def said(postkit: Postkit, *arguments: str) -> list[str]:
    """Return what is said of links; that an address has changed is another matter."""
    return postkit("links", ".", "--ignore", "URL003", *arguments).lines


def body(path: str) -> str:
    return Path(path).read_text(encoding="utf-8").split("\n\n")[1]


JEKYLL = {"_config.yml": "title: x\nbaseurl: /b\npermalink: pretty\nurl: https://site.example\n"}
HUGO = {"hugo.toml": 'baseURL = "https://site.example/"\n'}
MKDOCS = {"mkdocs.yml": "site_name: x\n", "docs/index.md": "# x\n"}
ASTRO = {"astro.config.mjs": "export default {}\n"}

STYLES = [
    (JEKYLL, "_posts/2024-01-02-a.md", "_posts/2024-03-04-z.md", "index.md", [
        ("[a](/b/2024/01/02/a/)", "[a](/b/2024/03/04/z/)"),
        ("[a](/b/2024/01/02/a)", "[a](/b/2024/03/04/z)"),
        ("[a](/b/2024/01/02/a/index.html)", "[a](/b/2024/03/04/z/index.html)"),
        ("[a](./2024/01/02/a/?q#a)", "[a](./2024/03/04/z/?q#a)"),
        ("[a](<2024/01/02/a/> 'a')", "[a](<2024/03/04/z/> 'a')"),
        ("[a](/b/2024/01/02/%61/)", "[a](/b/2024/03/04/z/)"),
        ("[a](https://site.example/b/2024/01/02/a/)", "[a](https://site.example/b/2024/03/04/z/)"),
        ("[a]({{ site.baseurl }}/2024/01/02/a/)", "[a]({{ site.baseurl }}/2024/03/04/z/)"),
        ("[a]({{ '/2024/01/02/a' | relative_url }})", "[a]({{ '/2024/03/04/z' | relative_url }})"),
        ("[a]({% post_url 2024-01-02-a %}#a)", "[a]({% post_url 2024-03-04-z %}#a)"),
        ("[a]({% link _posts/2024-01-02-a.md %})", "[a]({% link _posts/2024-03-04-z.md %})"),
        ("<a href='/b/2024/01/02/a/'>a</a>", "<a href='/b/2024/03/04/z/'>a</a>"),
    ]),
    (HUGO, "content/posts/a.md", "content/notes/z.md", "content/posts/b.md", [
        ("[a](/posts/a/)", "[a](/notes/z/)"),
        ("[a](../a)", "[a](../../notes/z)"),
        ('[a]({{< ref "a.md" >}})', '[a]({{< ref "z.md" >}})'),
        ('[a]({{< ref "a#a" >}})', '[a]({{< ref "z#a" >}})'),
        ('[a]({{< relref "/posts/a" >}})', '[a]({{< relref "/notes/z" >}})'),
        ('[a]({{% ref "posts/a.md" %}})', '[a]({{% ref "notes/z.md" %}})'),
    ]),
    (HUGO, "content/posts/a/index.md", "content/notes/z/index.md", "content/posts/b.md", [
        ("[a](/posts/a/)", "[a](/notes/z/)"),
        ('[a]({{< ref "posts/a" >}})', '[a]({{< ref "notes/z" >}})'),
        ('[a]({{< ref "/posts/a/index.md" >}})', '[a]({{< ref "/notes/z/index.md" >}})'),
    ]),
    (MKDOCS, "docs/a.md", "docs/more/z.md", "docs/b.md", [
        ("[a](a.md#a)", "[a](more/z.md#a)"),
        ("[a](./a.md)", "[a](./more/z.md)"),
        ("<a href='../a/'>a</a>", "<a href='../more/z/'>a</a>"),
    ]),
    ({}, "a b/a.md", "c d/é.md", "x.md", [
        ("[a](<a b/a.md>)", "[a](<c d/é.md>)"),
        ("[a](a%20b/a.md)", "[a](c%20d/%C3%A9.md)"),
        ("[a](/a%20b/a.md)", "[a](/c%20d/%C3%A9.md)"),
        ("![a](<./a b/a.md>)", "![a](<./c d/é.md>)"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("site", "move", "here", "before", "after"),
    [(site, (old, new), here, *pair) for site, old, new, here, pairs in STYLES for pair in pairs],
)
def test_links_to_a_moved_post_are_written_as_they_were(
    repository: Repository,
    postkit: Postkit,
    site: Mapping[str, str],
    move: tuple[str, str],
    here: str,
    before: str,
    after: str,
) -> None:
    old, new = move
    repository({**site, old: post("a"), here: post("here", before)})
    assert said(postkit) == []
    Path(new).parent.mkdir(parents=True, exist_ok=True)
    git("mv", old, new)
    assert postkit("links", ".", "--fix").status == 0
    assert body(here) == after
    assert said(postkit) == []


def test_links_inside_of_a_moved_post_lead_where_they_led(repository: Repository, postkit: Postkit) -> None:
    links = "[r]: ./p.png\n[a](index.md) ![p](p.png) [b](../c.md#c) [c](#a) [d](/a/p.png)"
    repository(
        {
            "a/x.md": post("a", links),
            "a/index.md": post("i"),
            "b/index.md": post("j"),
            "c.md": post("c"),
            "a/p.png": "",
        }
    )
    git("mv", "a/x.md", "b/y.md")
    assert said(postkit)[1].endswith("`index.md` led to `a/index.md` before this post was moved")
    assert postkit("links", ".", "--fix").status == 0
    assert (
        body("b/y.md")
        == "[r]: ../a/p.png\n[a](../a/index.md) ![p](../a/p.png) [b](../c.md#c) [c](#a) [d](/a/p.png)"
    )
    assert said(postkit, "--fix") == []


def test_what_was_written_after_the_move_means_what_it_says(repository: Repository, postkit: Postkit) -> None:
    repository({"a/x.md": post("a", "[a](index.md)"), "a/index.md": post("i"), "b/index.md": post("j")})
    git("mv", "a/x.md", "b/x.md")
    Path("b/x.md").write_text(post("a", "[a](./index.md)"))
    assert said(postkit) == []


def test_what_is_gone_is_said_to_be(repository: Repository, postkit: Postkit) -> None:
    repository({**JEKYLL, "_plugins/x.rb": "", "a.md": post("a"), "b.md": post("b", "[a](/b/a/)")})
    Path("a.md").unlink()
    (line,) = said(postkit)
    assert line == "b.md:6:5: LNK001 `/b/a/` led to `a.md`, which was deleted since the last commit"
    git("commit", "-qam", "two")
    assert said(postkit) == []  # a plugin may make it
    (line,) = said(postkit, "--since", "HEAD~1")
    assert line.endswith("which was deleted since `HEAD~1`")


def test_what_may_be_another_file_is_written_by_unsafe_fixes_alone(
    repository: Repository, postkit: Postkit
) -> None:
    repository({"a.md": post("a"), "b.md": post("b", "[a](a.md)")})
    Path("a.md").unlink()
    Path("z.md").write_text(post("a")[:700] + "Something else. " * 40)
    assert "which is `z.md` now" in postkit("links", ".", "--fix").out.decode()
    assert body("b.md") == "[a](a.md)"
    assert said(postkit, "--fix", "--unsafe-fixes") == []
    assert body("b.md") == "[a](z.md)"


def test_links_to_an_address_that_has_changed(repository: Repository, postkit: Postkit) -> None:
    repository({**HUGO, "content/a.md": post("a"), "content/b.md": post("b", "[a](/a/) [b](../a/)")})
    Path("content/a.md").write_text(post("a").replace("title: a", "title: a\nslug: new"))
    lines = said(postkit)
    assert lines == [
        "content/b.md:6:5: LNK010 `/a/` is an old address of `/new/`",
        "content/b.md:6:14: LNK010 `../a/` is an old address of `/new/`",
    ]
    assert postkit("links", ".", "--fix").status == 0
    assert body("content/b.md") == "[a](/new/) [b](../new/)"


def test_a_folder_that_has_moved(repository: Repository, postkit: Postkit) -> None:
    repository({"a/b/x.md": post("x"), "a/b/y.md": post("y"), "c.md": post("c", "[b](a/b) [c](a/b/)")})
    git("mv", "a/b", "d")
    assert postkit("links", ".", "--fix").status == 0
    assert body("c.md") == "[b](d) [c](d/)"


def test_an_alias_of_the_sites_own_stays(repository: Repository, postkit: Postkit) -> None:
    config = {"postkit.toml": '[links.aliases]\n"@/" = "src/"\n'}
    repository(
        {
            **config,
            **ASTRO,
            "src/content/a.md": post("a"),
            "src/content/b.md": post("b", "[a](@/content/a.md#a)"),
        }
    )
    git("mv", "src/content/a.md", "src/content/z.md")
    assert said(postkit, "--fix") == []
    assert body("src/content/b.md") == "[a](@/content/z.md#a)"


def test_the_site_may_lie_in_a_folder_of_the_repository(
    repository: Repository, postkit: Postkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(
        {
            f"site/{name}": text
            for name, text in {
                **HUGO,
                "content/a.md": post("a"),
                "content/b.md": post("b", "[a](/a/)"),
            }.items()
        }
    )
    git("mv", "site/content/a.md", "site/content/z.md")
    monkeypatch.chdir("site")
    monkeypatch.setenv("GIT_DIR", "/nowhere")  # as a hook of another repository has it
    assert postkit("links", "--fix").status == 0
    assert body("content/b.md") == "[a](/z/)"


def test_a_text_on_standard_input_is_mended_too(repository: Repository, postkit: Postkit) -> None:
    repository({**HUGO, "content/a.md": post("a"), "content/b.md": post("b")})
    git("mv", "content/a.md", "content/z.md")
    text = post("b", "[a](/a/)").encode()
    done = postkit("links", "--fix", "--stdin-filename", "content/b.md", "-", stdin=text)
    assert done.out == text.replace(b"/a/", b"/z/")


def test_another_permalink_or_base_path_for_all(repository: Repository, postkit: Postkit) -> None:
    links = "[a](/b/2024/01/02/a/) [a](../../../2024/01/02/a/#a) [i](/b/i.png) [c]({{ site.baseurl }}/c/)"
    posts = {
        "_posts/2024-01-02-a.md": post("a"),
        "c.md": post("c"),
        "d/e/f.md": post("f", links),
        "i.png": "",
    }
    repository({**JEKYLL, **posts})
    assert said(postkit) == []
    Path("_config.yml").write_text("title: x\npermalink: /blog/:slug.html\nurl: https://site.example\n")
    assert postkit("links", ".", "--fix").status == 0
    assert body("d/e/f.md") == (
        "[a](/blog/a.html) [a](../../blog/a.html#a) [i](/i.png) [c]({{ site.baseurl }}/c)"
    )
    assert said(postkit) == []


def test_what_was_added_to_a_moved_post_leaves_its_other_links_known(
    repository: Repository, postkit: Postkit
) -> None:
    text = post("a", "[one](index.md) [two](index.md)\n\n[three](index.md)")
    repository({"a/x.md": text, "a/index.md": post("i"), "b/index.md": post("j")})
    git("mv", "a/x.md", "b/x.md")
    added = text.replace("---\n# a", "tags: []\n---\n# a").replace("[three]", "[new](index.md)\n\n[three]")
    Path("b/x.md").write_text(added)
    assert postkit("links", ".", "--fix").status == 0
    right = added.replace("(index.md)", "(../a/index.md)").replace("[new](../a/", "[new](")
    assert Path("b/x.md").read_text() == right
    assert postkit("links", ".", "--fix").lines == []
    assert Path("b/x.md").read_text() == right


def test_a_link_written_between_two_moves_means_what_it_meant_there(
    repository: Repository, postkit: Postkit
) -> None:
    files = {"deep/er/x.md": post("x"), "deep/i.md": post("other"), "i.md": post("i"), "b/o.md": post("o")}
    repository({**MKDOCS, **{f"docs/{name}": text for name, text in files.items()}})
    git("mv", "docs/deep/er/x.md", "docs/b/x.md")
    Path("docs/b/x.md").write_text(post("x", "[i](../i.md)"))
    git("commit", "-qam", "two")
    Path("docs/c/d").mkdir(parents=True)
    git("mv", "docs/b/x.md", "docs/c/d/x.md")
    assert postkit("links", ".", "--fix", "--since", "HEAD~1").status == 0
    assert body("docs/c/d/x.md") == "[i](../../i.md)"


def test_bundles_with_the_same_picture(repository: Repository, postkit: Postkit) -> None:
    bundles = {
        f"content/{name}/{file}": text
        for name in "ab"
        for file, text in {"index.md": post(name, "![p](p.png)"), "p.png": "one picture"}.items()
    }
    repository({**HUGO, **bundles, "content/c.md": post("c", "![a](/a/p.png) ![b](/b/p.png)")})
    git("mv", "content/a", "content/z")
    git("mv", "content/b", "content/y")
    assert postkit("links", ".", "--fix").status == 0
    assert body("content/z/index.md") == body("content/y/index.md") == "![p](p.png)"
    assert body("content/c.md") == "![a](/z/p.png) ![b](/y/p.png)"


def test_a_post_that_left_its_name_to_another(repository: Repository, postkit: Postkit) -> None:
    files = {"a.md": post("a", "[b](b.md)"), "b.md": post("b", "[a](a.md)"), "d/b.md": post("other")}
    repository(files)
    git("mv", "a.md", "d/a.md")
    Path("a.md").write_text("# New\n\nA page on what is new.\n" * 20)
    assert postkit("links", ".", "--fix").status == 0
    assert body("d/a.md") == "[b](../b.md)"
    assert body("b.md") == "[a](a.md)"


def test_an_empty_revision_is_none(repository: Repository, postkit: Postkit) -> None:
    repository({"a.md": post("a")})
    done = postkit("links", ".", "--since", "")
    assert (done.status, done.err.startswith("postkit: there is no revision ``")) == (2, True)


def test_git_knows_a_page_where_the_engine_might_have_another(
    repository: Repository, postkit: Postkit
) -> None:
    config = 'baseURL = "https://site.example/"\n[module]\n[[module.imports]]\npath = "x.example/y"\n'
    link = '[a]({{< ref "/posts/a.md#a" >}})'
    repository({"hugo.toml": config, "content/posts/a.md": post("a"), "content/b.md": post("b", link)})
    git("mv", "content/posts", "content/notes")
    assert postkit("links", ".", "--fix").status == 0
    assert body("content/b.md") == link.replace("posts", "notes")


def test_a_post_that_was_moved_by_git_and_then_written_anew(repository: Repository, postkit: Postkit) -> None:
    repository({**HUGO, "content/a.md": post("a"), "content/b.md": post("b", "[a](/a/)")})
    git("mv", "content/a.md", "content/z.md")
    Path("content/z.md").write_text("---\ntitle: a\n---\nAll is new.\n")
    assert postkit("links", ".", "--fix").status == 0
    assert body("content/b.md") == "[a](/z/)"


def test_an_html_post_that_became_markdown(repository: Repository, postkit: Postkit) -> None:
    html = "---\ntitle: a\n---\n<h1>a</h1>\n" + "<p>A <b>deep</b> lake.</p>\n" * 20
    links = "[l]({% link _posts/2024-01-02-a.html %}) [u](/b/2024/01/02/a/)"
    repository({**JEKYLL, "_posts/2024-01-02-a.html": html, "b.md": post("b", links)})
    assert postkit("convert", "_posts").status == 0
    assert not Path("_posts/2024-01-02-a.html").exists()
    assert said(postkit, "--fix") == []
    assert body("b.md") == "[l]({% link _posts/2024-01-02-a.md %}) [u](/b/2024/01/02/a/)"
