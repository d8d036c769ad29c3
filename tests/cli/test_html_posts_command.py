"""HTML posts on the command line: which become Markdown, under which name, and what is said of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import postkit as api
from tests.cli.conftest import Postkit

HEAD = b"---\ntitle: a\n# kept\n---\n"
HTML = HEAD + b"\n<p>a <b>b</b></p>\n"
MARKDOWN = HEAD + b"\na **b**\n"
A, B = Path("_posts/2024-01-05-a.html"), Path("_posts/2024-01-06-b.html")


@pytest.fixture(autouse=True)
def _site(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("plugins: [jekyll-feed]\n")
    (tmp_path / A).write_bytes(HTML)


def files() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes()
        for path in Path().rglob("*")
        if path.is_file() and path.suffix in {".html", ".md"}
    }


def test_a_post_becomes_markdown_under_its_new_name(postkit: Postkit) -> None:
    result = postkit("convert")
    assert (result.status, result.out) == (0, b"")
    assert result.err.splitlines()[0] == f"changed {A} -> {A.with_suffix('.md')}"
    assert result.err.splitlines()[-1] == "1 post changed; nothing found in 1 post"
    assert files() == {A.with_suffix(".md").as_posix(): MARKDOWN}
    assert postkit("convert").err == "0 posts changed; nothing found in 1 post\n"


@pytest.mark.parametrize("verb", [("convert", "--check"), ("convert", "--diff"), ("check",)])
def test_nothing_is_written_unasked(postkit: Postkit, verb: tuple[str, ...]) -> None:
    before = files()
    result = postkit(*verb)
    assert result.status == (0 if verb == ("check",) else 1)
    assert files() == before


def test_check_finds_it_and_its_fix_renames_too(postkit: Postkit) -> None:
    assert postkit("check").lines == [f"{A}:6:1: HTM001 this HTML can be Markdown"]
    assert postkit("check", "--fix").status == 0
    assert files() == {A.with_suffix(".md").as_posix(): MARKDOWN}


def test_a_report_offers_no_edits_that_would_be_wrong_without_the_new_name(postkit: Postkit) -> None:
    (found,) = json.loads(postkit("check", "--output-format", "json").out)
    assert (found["code"], found["fix"]) == ("HTM001", None)


@pytest.mark.parametrize("name", ["x", "with blank", 'quo"te', "läng", "tab\tin"])
def test_git_takes_the_diff(postkit: Postkit, name: str) -> None:
    post, target = Path(f"_posts/2024-01-07-{name}.html"), Path(f"_posts/2024-01-07-{name}.md")
    post.write_bytes(HTML)
    unchanged = Path("_posts/2024-01-08-same.html")
    unchanged.write_bytes(HEAD + b"only text\n")
    Path("_posts/2024-01-09-z.md").write_bytes(HTML)
    result = postkit("convert", "--diff", "-q")
    assert result.status == 1
    assert files()[post.as_posix()] == HTML
    Path("patch").write_bytes(result.out)
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "patch"], check=True)
    assert files() == {
        A.with_suffix(".md").as_posix(): MARKDOWN,
        target.as_posix(): MARKDOWN,
        unchanged.with_suffix(".md").as_posix(): HEAD + b"only text\n",
        "_posts/2024-01-09-z.md": MARKDOWN,
    }


def test_a_text_on_standard_input(postkit: Postkit) -> None:
    result = postkit("convert", "-", "--stdin-filename", "x.html", stdin=HTML)
    assert (result.status, result.out) == (0, MARKDOWN)
    result = postkit("convert", "-", "--diff", "-q", "--stdin-filename", "x.html", stdin=HTML)
    assert result.lines[1:3] == ["rename from x.html", "rename to x.md"]
    assert sorted(files()) == [A.as_posix()]


def test_output_dir_has_the_new_name_and_the_post_stays(postkit: Postkit) -> None:
    result = postkit("convert", "_posts", "--output-dir", "out")
    assert result.err.splitlines()[0] == f"written {A} -> out/{A.stem}.md"
    assert files() == {A.as_posix(): HTML, f"out/{A.stem}.md": MARKDOWN}
    result = postkit("convert", "_posts", "--output-dir", "out")
    assert result.lines == [f"{A}:1:1: RUN001 there is `out/{A.stem}.md` already; it was left alone"]
    assert postkit("convert", A.as_posix(), "--output-dir", "alone").status == 0
    assert Path(f"alone/{A.stem}.md").read_bytes() == MARKDOWN


@pytest.mark.parametrize(
    "data",
    [
        HTML.replace(b"\n", b"\r\n"),
        HTML.rstrip(b"\n"),
        HTML.replace(b"\n\n<p>", b"\n<p>"),
        HTML.replace(b"\n\n<p>", b"\n\n\n   <p>"),
        HTML + b"\n\n  \n",
        HTML.replace(b"title: a", "title: ü  # 「」".encode()),
    ],
)
def test_front_matter_line_ends_and_outer_blank_lines_stay(postkit: Postkit, data: bytes) -> None:
    A.write_bytes(data)
    assert postkit("convert").status == 0
    wanted = data.replace(b"<p>a <b>b</b></p>", b"a **b**").replace(b"   a", b"a")
    assert files() == {A.with_suffix(".md").as_posix(): wanted}


def test_pages_and_layouts_are_touched_only_by_force(postkit: Postkit) -> None:
    page, layout, plain = Path("about.html"), Path("_layouts/post.html"), Path("plain.html")
    layout.parent.mkdir()
    page.write_bytes(HTML)
    layout.write_bytes(HEAD + b"<p>{{ content }}</p>\n")
    plain.write_bytes(b"<p>a</p>\n")
    A.unlink()
    before, names = files(), [page.as_posix(), layout.as_posix(), plain.as_posix()]
    assert postkit("convert").err == "0 posts changed; nothing found in no posts\n"
    assert [line.partition(" stays HTML: ")[2] for line in postkit("convert", *names).lines] == [
        "it is a layout",
        "it lies in no folder of posts",
        "it has no front matter",
    ]
    assert files() == before
    result = postkit("convert", "--force-html-pages", *names)
    assert [line.split(" ")[1] for line in result.lines] == ["HTM005", "HTM005"]
    assert files() == {
        "about.md": MARKDOWN,
        layout.as_posix(): before[layout.as_posix()],
        plain.as_posix(): before[plain.as_posix()],
    }


def test_a_folder_is_searched_for_posts_even_by_force(postkit: Postkit) -> None:
    Path("about.html").write_bytes(HTML)
    assert postkit("convert", "--force-html-pages", ".").status == 0
    assert sorted(files()) == [A.with_suffix(".md").as_posix(), "about.html"]


def test_a_post_whose_address_would_change_stays(postkit: Postkit) -> None:
    Path("_config.yml").write_text("plugins: [jekyll-feed]\nmarkdown_ext: markdown\n")
    result = postkit("convert")
    assert result.status == 0
    assert [line.partition(" HTM005 ")[2] for line in result.lines] == [
        f"the file stays HTML: under the name `{A.with_suffix('.md')}` its address would be another"
    ]
    assert files() == {A.as_posix(): HTML}


@pytest.mark.parametrize(
    ("link", "after"),
    [
        ("{% link _posts/2024-01-05-a.html %}", "{% link _posts/2024-01-05-a.md %}"),
        ("[x]({%- link /_posts/2024-01-05-a.html -%})", "[x]({%- link /_posts/2024-01-05-a.md -%})"),
        ("[x](./2024-01-05-a.html#top)", "[x](./2024-01-05-a.md#top)"),
        ("[x](<2024-01-05-%61.html>)", "[x](<2024-01-05-%61.md>)"),
        ('<a href="../_posts/2024-01-05-a.html">x</a>', "[x](../_posts/2024-01-05-a.md)"),
        *(
            (link, link)
            for link in (
                "{% post_url 2024-01-05-a %}",
                "[x](/2024/01/05/a.html)",
                "[x](https://a.example/2024-01-05-a.html)",
                "{% link _posts/2024-01-09-other.html %}",
                "{% raw %}{% link _posts/2024-01-05-a.html %}{% endraw %}",
                "`2024-01-05-a.html`",
            )
        ),
    ],
)
def test_a_link_to_the_old_name_gets_the_new_one(postkit: Postkit, link: str, after: str) -> None:
    path = Path("_posts/2024-01-07-c.md")
    path.write_bytes(HEAD + f"中 {link}\n".encode())
    result = postkit("convert")
    assert (result.status, result.lines) == (0, [])
    assert path.read_bytes() == HEAD + f"中 {after}\n".encode()
    assert postkit("convert", "--check").status == 0


def test_a_post_that_stays_html_keeps_the_links_to_it(postkit: Postkit) -> None:
    A.write_bytes(HEAD + b"<p>a</p></div>\n")
    B.write_bytes(
        HEAD + b"<p>a {% link _posts/2024-01-05-a.html %} {% link _posts/2024-01-06-b.html %}</p>\n"
    )
    assert [line.split(" ", 2)[1:] for line in postkit("convert").lines] == [
        ["HTM004", "stays HTML: `</div>` closes nothing that is open there"],
    ]
    assert files()[B.with_suffix(".md").as_posix()] == (
        HEAD + b"a {% link _posts/2024-01-05-a.html %} {% link _posts/2024-01-06-b.md %}\n"
    )


def test_hugo_links_by_name_and_ugly_addresses(postkit: Postkit) -> None:
    Path("_config.yml").unlink()
    Path("hugo.toml").write_text('baseURL = "https://a.example/"\n')
    Path("content/posts").mkdir(parents=True)
    Path("content/posts/x.html").write_bytes(HTML)
    Path("content/y.md").write_bytes(
        HEAD
        + b'[a]({{< ref "posts/x.html#t" >}}) [b]({{< relref path="/posts/x.html" >}}) [c](posts/x.html)\n'
    )
    shown = postkit("convert", "content", "--diff").out.decode()
    tags = '[a]({{< ref "posts/x.md#t" >}}) [b]({{< relref path="/posts/x.md" >}})'
    assert f"+{tags} [c](posts/x.md)\n" in shown
    Path("hugo.toml").write_text('baseURL = "https://a.example/"\nuglyURLs = true\n')
    # The page is published at this very address now and afterwards.
    assert postkit("convert", "content").status == 0
    assert Path("content/y.md").read_bytes() == HEAD + f"{tags} [c](posts/x.html)\n".encode()
    assert Path("content/posts/x.md").read_bytes() == MARKDOWN


def test_hugo_without_raw_html_gets_no_markdown_with_html(postkit: Postkit) -> None:
    Path("_config.yml").unlink()
    Path("hugo.toml").write_text('baseURL = "https://a.example/"\n')
    post = Path("content/x.html")
    post.parent.mkdir()
    post.write_bytes(HEAD + b"<p>a</p>\n<form></form>\n")
    assert [line.partition(" HTM003 ")[2] for line in postkit("convert").lines] == [
        "stays HTML: `<form>` is left, and Hugo drops HTML in Markdown unless its `renderer.unsafe` is set"
    ]
    assert post.exists()
    Path("hugo.toml").write_text(
        'baseURL = "https://a.example/"\n[markup.goldmark.renderer]\nunsafe = true\n'
    )
    assert postkit("convert").status == 0
    assert post.with_suffix(".md").read_bytes() == HEAD + b"a\n\n<form></form>\n"


def test_suppressed_and_unreadable_posts_stay(postkit: Postkit) -> None:
    A.write_bytes(HTML.replace(b"title: a", b"postkit: {ignore: [HTM001]}"))
    B.write_bytes(b"---\ntitle: [a\n---\n<p>a</p>\n")
    before = files()
    assert [line.split(" ")[1] for line in postkit("convert").lines] == ["FM001"]
    assert files() == before


def test_from_python() -> None:
    text = "---\ntitle: a\n---\n<p>a <b>b</b></p>\n"
    assert api.convert(text, flavor="jekyll", path=A.as_posix()).text.endswith("\na **b**\n")
    result = api.convert(text, flavor="jekyll", path="about.html")
    assert (result.text, [one.code for one in result.diagnostics]) == (text, ["HTM005"])
