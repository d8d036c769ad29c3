"""`postkit convert`: its own flags, what they write and where, and what they refuse."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import postkit as api
from postkit import runner
from postkit.errors import RequestError
from tests.cli.conftest import Postkit

HTML = b"---\ntitle: a\n---\n\n<p>a <strong>b</strong></p>\n"
CONVERTED = b"---\ntitle: a\n---\n\na **b**\n"
PLAIN = b"---\ntitle: a\n---\n\ntext\n"
BROKEN = b"---\ntitle: [a\n---\n\n<p>a</p>\n"


@pytest.fixture(autouse=True)
def _site(tmp_path: Path) -> None:
    for name, data in {"posts/a": HTML, "posts/deep/b": HTML, "c": HTML, "plain": PLAIN}.items():
        path = tmp_path / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files(folder: str = ".") -> dict[str, bytes]:
    """Return every file below a folder with its bytes; symlinks are not followed."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def test_output_dir_mirrors_the_folder_that_was_asked_for(postkit: Postkit) -> None:
    before = files("content")
    result = postkit("convert", "content", "--output-dir", "out/new")
    assert (result.status, result.out) == (0, b"")
    assert files("out") == {f"new/{name}.md": CONVERTED for name in ("c", "posts/a", "posts/deep/b")}
    assert files("content") == before
    assert result.err == (
        "written out/new/c.md\nwritten out/new/posts/a.md\nwritten out/new/posts/deep/b.md\n"
        "3 pieces of HTML converted\n3 posts written; nothing found in 4 posts\n"
    )


@pytest.mark.parametrize(
    ("paths", "written"),
    [
        (["content/posts"], ["a.md", "deep/b.md"]),
        (["content/posts/"], ["a.md", "deep/b.md"]),
        (["./content/../content/posts"], ["a.md", "deep/b.md"]),
        (["content/posts/deep/b.md"], ["b.md"]),
        (["content/posts/a.md", "content/posts/deep"], ["a.md", "b.md"]),
        ([], ["content/c.md", "content/posts/a.md", "content/posts/deep/b.md"]),
        (["."], ["content/c.md", "content/posts/a.md", "content/posts/deep/b.md"]),
    ],
)
def test_a_post_stands_below_dir_as_it_stands_below_its_path(
    postkit: Postkit, tmp_path: Path, paths: list[str], written: list[str]
) -> None:
    assert postkit("convert", *paths, "--output-dir", "out").status == 0
    assert sorted(files("out")) == written
    assert (tmp_path / "content/posts/a.md").read_bytes() == HTML


def test_absolute_paths_and_paths_from_above(
    postkit: Postkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert postkit("convert", "../content", "--output-dir", "out").status == 0
    assert postkit("convert", str(tmp_path / "content"), "--output-dir", str(tmp_path / "there")).status == 0
    assert sorted(files("out")) == sorted(files("../there")) == ["c.md", "posts/a.md", "posts/deep/b.md"]


def test_the_content_folders_of_a_site_keep_their_names(postkit: Postkit, tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: x\nplugins: [jekyll-feed]\n")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2024-01-05-x.md").write_bytes(HTML)
    assert postkit("convert", "--output-dir", "out").status == 0
    assert "_posts/2024-01-05-x.md" in files("out")


def test_what_is_there_already_stays(postkit: Postkit) -> None:
    Path("out/posts/deep").mkdir(parents=True)
    Path("out/c.md").write_bytes(b"mine\n")
    Path("out/posts/a.md").symlink_to("nowhere")
    Path("out/posts/deep/b.md").mkdir()
    result = postkit("convert", "content", "--output-dir", "out")
    assert result.status == 1
    assert result.lines == [
        "content/c.md:1:1: RUN001 there is `out/c.md` already; it was left alone",
        "content/posts/a.md:1:1: RUN001 there is `out/posts/a.md` already; it was left alone",
        "content/posts/deep/b.md:1:1: RUN001 there is `out/posts/deep/b.md` already; it was left alone",
    ]
    assert Path("out/c.md").read_bytes() == b"mine\n"
    assert Path("out/posts/a.md").is_symlink()
    assert not Path("out/posts/nowhere").exists()
    assert files("content")["c.md"] == HTML


def test_of_two_posts_with_one_target_the_second_is_a_finding(postkit: Postkit) -> None:
    Path("other").mkdir()
    Path("other/a.md").write_bytes(HTML.replace(b"b", b"x"))
    result = postkit("convert", "content/posts", "other", "--output-dir", "out")
    assert [line.split(" ")[:2] for line in result.lines] == [["other/a.md:1:1:", "RUN001"]]
    assert Path("out/a.md").read_bytes() == CONVERTED


def test_nothing_is_written_outside_of_dir(postkit: Postkit) -> None:
    Path("elsewhere").mkdir()
    Path("out").mkdir()
    Path("out/posts").symlink_to("../elsewhere")
    result = postkit("convert", "content", "--output-dir", "out")
    assert result.status == 1
    assert [line.partition(" ")[2] for line in result.lines] == [
        "RUN003 cannot be written: a symlink leads out of the folder"
    ] * 2
    assert files("elsewhere") == {}
    assert files("out") == {"c.md": CONVERTED}


def test_dir_itself_may_be_a_symlink(postkit: Postkit) -> None:
    Path("real").mkdir()
    Path("out").symlink_to("real")
    assert postkit("convert", "content", "--output-dir", "out").status == 0
    assert sorted(files("real")) == ["c.md", "posts/a.md", "posts/deep/b.md"]


def test_a_file_where_a_folder_is_needed(postkit: Postkit) -> None:
    Path("out").mkdir()
    Path("out/posts").write_bytes(b"")
    result = postkit("convert", "content", "--output-dir", "out")
    assert [line.split(" ", 1)[1] for line in result.lines] == [
        "RUN003 cannot be written: Not a directory"
    ] * 2
    assert files("out") == {"c.md": CONVERTED, "posts": b""}


def test_results_of_before_are_not_read_again(postkit: Postkit) -> None:
    assert postkit("convert", ".", "--output-dir", "out").status == 0
    Path("out/content/c.md").unlink()
    Path("out/left.md").write_bytes(HTML)
    result = postkit("convert", ".", "--output-dir", "out")
    assert result.err.splitlines()[0] == "written out/content/c.md"
    assert [line.split(" ")[1] for line in result.lines] == ["RUN001"] * 2
    assert "out" not in files("out")
    # But what is asked for is read, wherever it is.
    assert postkit("convert", "out/left.md", "--output-dir", "out/more").status == 0
    assert postkit("convert", "out/content", "--output-dir", "out").status == 0


def test_the_mode_is_kept_and_no_temporary_file_is_left(postkit: Postkit) -> None:
    Path("content/c.md").chmod(0o640)
    postkit("convert", "content/c.md", "--output-dir", "out")
    assert stat.S_IMODE(Path("out/c.md").stat().st_mode) == 0o640
    assert list(files("out")) == ["c.md"]


def test_a_file_system_without_hard_links(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert postkit("convert", "content/c.md", "--output-dir", "out").status == 0
    assert files("out") == {"c.md": CONVERTED}
    assert b"RUN001" in postkit("convert", "content/c.md", "--output-dir", "out").out
    assert files("out") == {"c.md": CONVERTED}


def test_posts_that_cannot_be_read_or_do_not_change_are_not_written(postkit: Postkit) -> None:
    Path("content/broken.md").write_bytes(BROKEN)
    result = postkit("convert", "content/broken.md", "content/plain.md", "--output-dir", "out")
    assert result.status == 1
    assert [line.split(" ")[1] for line in result.lines] == ["FM001"]
    assert not Path("out").exists()


def test_worker_processes_write_there_too(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 1)
    assert postkit("convert", "content", "--output-dir", "out", "--jobs", "2").status == 0
    assert len(files("out")) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("content --output-dir out --check", "`--check` and `--diff` write nothing"),
        ("content --output-dir out --diff", "`--check` and `--diff` write nothing"),
        ("- --output-dir out", "`--output-dir` cannot be given with `-`"),
        ("content --output-dir content", "`--output-dir` `content` is a folder that posts are read from"),
        ("content --output-dir content/../content", "is a folder that posts are read from"),
        ("--output-dir .", "is a folder that posts are read from"),
        ("content --output-dir content/c.md", "`--output-dir` `content/c.md` is no folder"),
        ("content --output-dir dangling", "`--output-dir` `dangling` is no folder"),
        ("content --output-dir", "requires an argument"),
        ("nowhere --output-dir out", "no file or folder `nowhere`"),
        ("content --engine pandoc", "'pandoc' is not one of 'tree', 'html2text'"),
        ("content --prove-with gatsby", "'gatsby' is not one of 'jekyll', 'hugo'"),
        ("content --unsafe-fixes", "No such option"),
    ],
)
def test_what_cannot_be_carried_out_is_one_line_and_writes_nothing(
    postkit: Postkit, arguments: str, message: str
) -> None:
    Path("dangling").symlink_to("gone/away")
    before = files("content")
    result = postkit("convert", *arguments.split(), stdin=HTML)
    assert (result.status, result.out, result.err.count("\n")) == (2, b"", 1)
    assert message in result.err
    assert files("content") == before
    assert not Path("out").exists()


@pytest.mark.parametrize("flag", ["--output-dir=out", "--engine=tree", "--prove-with=hugo"])
@pytest.mark.parametrize("verb", ["check", "validate", "links"])
def test_the_flags_are_those_of_convert_alone(postkit: Postkit, verb: str, flag: str) -> None:
    result = postkit(verb, "content", flag)
    assert result.status == 2
    assert "No such option" in result.err


LIST = b"<ul><li>a</li><li>b &lt;c&gt;</li></ul>\n\n<p>d <b>e</b></p>\n"


def test_html2text_alone_proposes_for_regions(postkit: Postkit) -> None:
    Path("x.md").write_bytes(LIST)
    # It forgets to escape `<`, so the list does not prove and stays.
    result = postkit("convert", "--engine", "html2text", "x.md")
    assert result.status == 0
    assert result.lines == ["x.md:1:1: HTM003 stays HTML: html2text's Markdown would read differently"]
    assert Path("x.md").read_bytes() == LIST.replace(b"<p>d <b>e</b></p>", b"d **e**")
    assert postkit("convert", "--engine", "tree", "x.md").lines == []
    assert Path("x.md").read_bytes() == b"- a\n- b \\<c>\n\nd **e**\n"


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm", "astro", "eleventy"])
def test_html2text_changes_once(postkit: Postkit, flavor: str) -> None:
    text = b"a\n\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n\n- d\n\n<h3>e</h3>\n<p>f *g* {{ h }}</p>\nlast\n"
    Path("x.md").write_bytes(text)
    postkit("convert", "--flavor", flavor, "--engine", "html2text", "x.md")
    once = Path("x.md").read_bytes()
    assert once != text
    again = postkit("convert", "--flavor", flavor, "--engine", "html2text", "x.md")
    assert (again.status, Path("x.md").read_bytes()) == (0, once)


def test_html2text_writes_no_headings_into_a_table_of_contents(postkit: Postkit) -> None:
    text = b"* x\n{:toc}\n\nText.\n\n<h2>a</h2>\n"
    Path("x.md").write_bytes(text)
    result = postkit("convert", "--flavor", "jekyll", "--engine", "html2text", "x.md")
    assert "table of contents" in result.lines[0]
    assert Path("x.md").read_bytes() == text


def test_check_names_the_posts_that_would_change(postkit: Postkit) -> None:
    before = files()
    result = postkit("convert", "--check", "content")
    assert (result.status, result.out) == (1, b"")
    assert result.err == (
        "would change content/c.md\nwould change content/posts/a.md\nwould change content/posts/deep/b.md\n"
        "3 pieces of HTML would be converted\n3 posts would change; nothing found in 4 posts\n"
    )
    assert postkit("convert", "--check", "content/plain.md").status == 0
    assert files() == before


def test_diff_on_standard_input_is_the_diff_alone(postkit: Postkit) -> None:
    result = postkit("convert", "--diff", "-q", "--stdin-filename", "x/post.md", "-", stdin=HTML)
    assert (result.status, result.err) == (1, "")
    assert result.lines[:2] == ["--- a/x/post.md", "+++ b/x/post.md"]
    assert result.lines[-2:] == ["-<p>a <strong>b</strong></p>", "+a **b**"]
    assert not Path("x").exists()


def test_standard_input_takes_the_flavor_of_its_name(postkit: Postkit) -> None:
    # kramdown's HTML block reaches to its closing tag, CommonMark's to the blank line.
    text = b'<div class="c">\n\n*b*\n</div>\n'
    Path("blog").mkdir()
    Path("blog/postkit.toml").write_text('flavor = "jekyll"\n')
    named = postkit("convert", "--stdin-filename", "blog/x.md", "-", stdin=text)
    assert (named.status, named.out) == (0, b"\\*b\\*\n")
    assert postkit("convert", "-", stdin=text).out == text


def test_help_fits_into_80_columns(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = postkit("convert", "--help")
    assert result.status == 0
    assert max(map(len, result.lines)) <= 80
    text = " ".join(result.out.decode().split())
    for words in (
        "--engine <tree|html2text>",
        "--prove-with <jekyll|hugo>",
        "never overwritten",
        "not written",
    ):
        assert words in text


def test_from_python() -> None:
    result = api.convert("<p>a <b>b</b></p>\n\n<div>\nnever closed\n", flavor="hugo")
    assert isinstance(result, api.ConvertResult)
    assert result.text.startswith("a **b**\n")
    assert [(one.code, result.text[: one.span.start].count("\n")) for one in result.diagnostics] == [
        ("HTM004", 2)
    ]
    with pytest.raises(RequestError, match="no flavor `gatsby`"):
        api.convert("", flavor="gatsby")
    assert api.convert("", flavor="jekyll") == ("", [])


@pytest.mark.parametrize(
    ("fallback", "written"),
    [("reference", "效果&#30340;**「质」**&#19982;量"), ("html", "效果的<strong>「质」</strong>与量")],
)
def test_a_setting_says_what_stands_where_markers_would_not_count(
    postkit: Postkit, fallback: str, written: str
) -> None:
    Path("postkit.toml").write_text(f'[convert]\nemphasis-fallback = "{fallback}"\n', encoding="utf-8")
    post = Path("content/c.md")
    post.write_text("---\ntitle: c\n---\n\n<p>效果的<b>「质」</b>与量</p>\n", encoding="utf-8")
    assert postkit("convert", "--flavor", "jekyll", "content/c.md").status == 0
    assert post.read_text(encoding="utf-8") == f"---\ntitle: c\n---\n\n{written}\n"
