"""`--prove-with`: the installed engines are asked, and what they read differently stays HTML."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postkit import runner
from postkit.core.source import Source
from postkit.errors import RequestError
from postkit.flavors import FLAVORS
from postkit.html import engines
from postkit.html.convert import check
from postkit.html.engines import MAX_QUESTIONS, NoAnswerError, Prover, demand, with_words
from postkit.html.engines import hugo as hugo_module
from postkit.html.engines import jekyll as jekyll_module
from postkit.html.engines.hugo import Hugo
from postkit.html.engines.jekyll import Jekyll
from postkit.markdown.mask import mask
from postkit.site.post import Post
from tests.cli.conftest import Postkit
from tests.oracles.engines import kramdown
from tests.oracles.fragments import FRAGMENTS

ENGINES = pytest.mark.parametrize("name", ["jekyll", "hugo"])

GOOD = "<p>Good <b>words</b>.</p>\n"
REFUSED = {
    # CommonMark's HTML block ends at the blank line, so Hugo reads Markdown behind it.
    "hugo": ("jekyll", "<div>\n<p>a</p>\n\n*b*\n</div>\n"),
    # Not a word of the text to kramdown, but attributes of the paragraph.
    "jekyll": ("gfm", "<p>a</p>\n{: .note}\n"),
}


@pytest.fixture(autouse=True)
def _installed() -> None:
    kramdown(["a"])  # skips, or fails under CI, where it is not installed


@pytest.fixture
def fresh() -> Iterator[None]:
    """Engines are looked for again, in this test and after it."""
    engines._engine.cache_clear()
    yield
    engines._engine.cache_clear()


@ENGINES
def test_it_can_be_asked(name: str) -> None:
    demand(name)


@ENGINES
def test_good_conversions_read_alike(name: str) -> None:
    pages = FRAGMENTS if name == "jekyll" else FRAGMENTS[::20]
    prover = Prover(name)
    prover._left = len(pages)
    assert not [
        html for html, markdown in pages if not prover.alike(f"a\n\n{html}\n\nb\n", f"a\n\n{markdown}\n\nb\n")
    ]


@ENGINES
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>a b</p>", "a"),
        ("<p><b>a</b></p>", "*a*"),
        ('<p><a href="/u">a</a></p>', "[a](/v)"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a</p>", "- a"),
        ("<p>a</p>", "# a"),
        ("<h2>a</h2>", "### a"),
        ("<p>a</p>", "`a`"),
        ("<p>tag0 tag1</p>", "tag1 tag0"),
    ],
)
def test_wrong_conversions_do_not(name: str, old: str, new: str) -> None:
    assert not Prover(name).alike(old, new)


@ENGINES
def test_line_ends_and_typography_make_no_difference(name: str) -> None:
    assert Prover(name).alike('<p>It\'s -- "so"...</p>\r\n\r\n<p>b</p>\r\n', 'It\'s -- "so"...\n\nb\n')


@ENGINES
def test_what_the_engine_reads_differently_stays_and_the_rest_is_converted(
    name: str, postkit: Postkit
) -> None:
    flavor, html = REFUSED[name]
    text = f"{html}\n{GOOD}\nBetween.\n\n{html}"
    path = Path("x.md")
    path.write_text(text)
    both = f"Good **words**.\n\nBetween.\n\n{html}"
    result = postkit("convert", "--flavor", flavor, "--prove-with", name, "x.md")
    assert result.status == 0
    assert path.read_text() == f"{html}\n{both}"
    title = {"hugo": "Hugo", "jekyll": "Jekyll"}[name]
    last = text.count("\n") - html.count("\n") + 1
    assert result.lines == [
        f"x.md:{line}:1: HTM003 stays HTML: {title} reads its Markdown differently" for line in (1, last)
    ]
    # Without the engine all of it is converted; so the test would notice if the engine were not asked.
    path.write_text(text)
    postkit("convert", "--flavor", flavor, "x.md")
    assert html not in path.read_text()


@ENGINES
@pytest.mark.parametrize("flag", ["--check", "--diff"])
def test_check_and_diff_ask_too(name: str, flag: str, postkit: Postkit) -> None:
    flavor, html = REFUSED[name]
    Path("x.md").write_text(html)
    assert postkit("convert", flag, "--flavor", flavor, "x.md").status == 1
    result = postkit("convert", flag, "--flavor", flavor, "--prove-with", name, "x.md")
    assert (result.status, Path("x.md").read_text()) == (0, html)


@ENGINES
def test_standard_input(name: str, postkit: Postkit) -> None:
    result = postkit("convert", "--prove-with", name, "-", stdin=GOOD.encode())
    assert (result.status, result.out) == (0, b"Good **words**.\n")


@ENGINES
def test_template_tags_are_words_to_the_engine(name: str, postkit: Postkit) -> None:
    tag = {"jekyll": "{% include x.html %}", "hugo": "{{< x >}}"}[name]
    # Hugo would stop at a shortcode that is never closed, or that it does not know.
    Path("x.md").write_text(f"<p>a {tag} <b>{tag}</b></p>\n\n{{{{< y\n")
    postkit("convert", "--flavor", name, "--prove-with", name, "x.md")
    assert f"a {tag} **{tag}**" in Path("x.md").read_text()


def test_each_tag_is_a_word_of_its_own() -> None:
    masked = mask("a {{ b }} {{ c }} {{ b }}", FLAVORS["jekyll"].tags)
    assert with_words(masked, masked.text).split()[1:] == ["tag0xxx", "tag1xxx", "tag2xxx"]
    assert with_words(mask("a", ()), "a") == "a"


@pytest.mark.usefixtures("fresh")
def test_one_ruby_answers_for_many_posts(monkeypatch: pytest.MonkeyPatch, postkit: Postkit) -> None:
    started = []
    popen = subprocess.Popen

    def count(*arguments: object, **options: object) -> object:
        started.append(arguments)
        return popen(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", count)
    for number in range(20):
        Path(f"{number}.md").write_text(GOOD)
    assert postkit("convert", "--prove-with", "jekyll", ".").err.startswith("changed 0.md\n")
    assert len(started) == 1


@ENGINES
def test_worker_processes_have_their_own(
    name: str, monkeypatch: pytest.MonkeyPatch, postkit: Postkit
) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 1)
    flavor, html = REFUSED[name]
    for number in range(6):
        Path(f"{number}.md").write_text(f"{GOOD}\n{html}")
    result = postkit("convert", "--jobs", "2", "--flavor", flavor, "--prove-with", name, ".")
    assert (result.status, len(result.lines)) == (0, 6)
    assert {path.read_text() for path in Path().glob("*.md")} == {f"Good **words**.\n\n{html}"}


def test_a_ruby_that_does_not_answer_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Jekyll()
    try:
        monkeypatch.setattr(jekyll_module, "TIMEOUT", 0.0)
        assert engine.render(["a\n\n" * 20_000]) is None
        monkeypatch.undo()
        assert engine.render(["*a*", "b"]) == ["<p><em>a</em></p>\n", "<p>b</p>\n"]
        assert engine._process is not None
        engine._process.kill()
        assert engine.render(["a"]) is None
        assert engine.render(["a"]) == ["<p>a</p>\n"]
    finally:
        engine.close()


def test_a_hugo_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hugo_module, "TIMEOUT", 0.001)
    assert Hugo().render(["a"]) is None


@ENGINES
def test_a_post_without_an_answer_stays(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr({"jekyll": Jekyll, "hugo": Hugo}[name], "render", lambda *_: None)
    with pytest.raises(NoAnswerError):
        Prover(name).alike("a", "a")
    (found,) = check(Post(Source("x.md", GOOD.encode()), FLAVORS["gfm"]), prove_with=name)
    assert (found.code, found.fix) == ("HTM003", None)
    assert found.message == f"stays HTML: {name.title()} gives no answer on this post"


def test_questions_about_one_post_are_counted() -> None:
    prover = Prover("jekyll")
    answers = [prover.alike("a", "a") for _ in range(MAX_QUESTIONS + 2)]
    assert answers == [True] * MAX_QUESTIONS + [False, False]


@ENGINES
def test_pages_nested_too_deep_are_not_alike(name: str) -> None:
    deep = "> " * 150 + "a"
    assert not Prover(name).alike(deep, deep)


@pytest.mark.usefixtures("fresh")
@ENGINES
def test_an_engine_that_is_not_installed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postkit: Postkit
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    Path("x.md").write_text(GOOD)
    result = postkit("convert", "--prove-with", name, "x.md")
    assert (result.status, result.out, result.err.count("\n")) == (2, b"", 1)
    assert result.err.startswith(f"postkit: `--prove-with {name}` needs ")
    assert "install" in result.err
    assert Path("x.md").read_text() == GOOD


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("name", "script", "message"),
    [
        ("jekyll", "exit 1", "cannot use kramdown: ruby gives no answer; `gem install kramdown"),
        ("jekyll", "echo ruby 1.8", "cannot use kramdown: ruby gives no answer"),
        ("jekyll", 'echo "{\\"error\\": \\"cannot load such file -- kramdown\\"}"', "cannot load such file"),
        (
            "jekyll",
            "echo '{\"version\": 1}'; read x; echo '[null, null]'; read x",
            "Jekyll fails on a test page",
        ),
        (
            "jekyll",
            'echo \'{"version": 1}\'; while read x; do echo \'["a", "a"]\'; done',
            "Jekyll fails on a test page",
        ),
        ("hugo", "exit 1", "Hugo fails on a test page"),
        ("hugo", "exit 0", "Hugo fails on a test page"),
    ],
)
def test_an_engine_that_does_not_work(
    name: str,
    script: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postkit: Postkit,
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / {"jekyll": "ruby", "hugo": "hugo"}[name]
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    Path("x.md").write_text(GOOD)
    result = postkit("convert", "--prove-with", name, "x.md")
    assert (result.status, result.out, result.err.count("\n")) == (2, b"", 1)
    assert message in result.err
    assert Path("x.md").read_text() == GOOD


def test_an_engine_that_is_gone_in_the_middle_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postkit: Postkit
) -> None:
    demand("jekyll")
    engine = engines._engine("jekyll", os.getpid())
    engine.close()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RequestError, match="needs ruby"):
        Prover("jekyll").alike("a", "a")
    monkeypatch.setattr(runner, "demand_engine", lambda _: None)
    Path("x.md").write_text(GOOD)
    assert postkit("convert", "--prove-with", "jekyll", "x.md").status == 2


def test_the_sites_own_settings_of_hugo_do_not_reach_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUGO_MARKUP_GOLDMARK_RENDERER_UNSAFE", "false")
    assert Hugo().render(["<p>a</p>"]) == ["<p>a</p>\n"]


def test_a_body_cannot_make_kramdown_read_a_file() -> None:
    engine = Jekyll()
    try:
        text = '{::options template="/etc/hostname" /}\n\na\n'
        assert engine.render([text]) == ["\n<p>a</p>\n"]
    finally:
        engine.close()
