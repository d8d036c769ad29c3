from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = b"---\ntitle: a\n---\n\ntext\n"
HTML = b"---\ntitle: a\n---\n\n<p>a <strong>b</strong></p>\n"
CONVERTED = b"---\ntitle: a\n---\n\na **b**\n"
TWICE = b"---\ntitle: a\ntitle: a\n---\n\ntext\n"
ONCE = b"---\ntitle: a\n---\n\ntext\n"
BROKEN = b"---\ntitle: [a\n---\n\ntext\n"

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _posts(tmp_path: Path) -> None:
    for name, data in {"good": GOOD, "html": HTML, "twice": TWICE, "broken": BROKEN, "empty": b""}.items():
        (tmp_path / f"{name}.md").write_bytes(data)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("check good.md", 0),
        ("validate good.md", 0),
        ("convert good.md", 0),
        ("links good.md", 0),
        ("check empty.md", 0),
        ("check html.md", 0),
        ("check html.md --fail-on info", 1),
        ("check twice.md", 1),
        ("check twice.md --fail-on error", 1),
        ("check broken.md", 1),
        ("check twice.md --exit-zero", 0),
        ("check twice.md --ignore FM", 0),
        ("check twice.md --ignore FM --select FM007", 1),
        ("check twice.md --select HTM,LNK", 0),
        ("check twice.md --select HTM --select FM007", 1),
        ("links twice.md", 0),
        ("convert html.md", 0),
        ("convert --check html.md", 1),
        ("convert --check good.md", 0),
        ("convert --diff html.md", 1),
        ("convert --diff good.md", 0),
        ("convert --check html.md --exit-zero", 0),
        ("validate --fix twice.md", 0),
        ("validate --diff twice.md", 1),
        ("check --fix twice.md html.md", 0),
        ("check --fix twice.md broken.md", 1),
        ("check --jobs 1 good.md", 0),
        ("check --exclude twice.md .", 1),
        ("check --exclude broken.md --exclude t*.md .", 0),
        ("check --exclude twice.md twice.md", 1),
        ("check --exclude twice.md --force-exclude twice.md", 0),
        ("check -- good.md", 0),
        ("rule", 0),
        ("rule LNK001", 0),
        ("rule lnk001", 0),
        ("--version", 0),
        ("--help", 0),
        ("check -h", 0),
        ("", 2),
    ],
)
def test_status(postkit: Run, arguments: str, status: int) -> None:
    result = postkit(*arguments.split())
    assert result.status == status, result
    assert "internal error" not in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check nowhere", "no file or folder `nowhere`"),
        ("check good.md nowhere/x.md", "no file or folder `nowhere/x.md`"),
        ("check --slect LNK good.md", "No such option: --slect (Possible options: --select). See"),
        ("check -z good.md", "No such option: -z. See `postkit check --help`."),
        ("nope", "No such command 'nope'. See `postkit --help`."),
        ("check --jobs x good.md", "Invalid value for '--jobs': 'x' is not a valid int"),
        ("check --jobs -1 good.md", "`jobs` must be a whole number from 0"),
        ("check --select LNK9 good.md", "no rule has the code `LNK9`"),
        ("check --ignore lnk good.md", "did you mean `LNK`?"),
        ("check --fail-on never good.md", "it may be `error`, `warning`, `info`"),
        ("check --output-format xml good.md", "`output-format` cannot be `xml`"),
        ("check --output-file no/x good.md", "cannot write `no/x`: No such file or directory"),
        ("check --flavor hugoo good.md", "did you mean `hugo`?"),
        ("check --config no.toml good.md", "no settings' file `no.toml`"),
        ("validate --schema no.json good.md", "no schema `no.json`"),
        ("validate --schema list.json good.md", "the schema `list.json` is not a JSON object"),
        ("validate --schema text.json good.md", "the schema `text.json` is not JSON"),
        ("check --unsafe-fixes good.md", "`--unsafe-fixes` needs `--fix` or `--diff`"),
        ("check - good.md", "cannot be given with other paths"),
        ("check --stdin-filename x.md good.md", "`--stdin-filename` goes with the path `-`"),
        ("rule nope", "no rule `nope`; `postkit rule` lists them"),
        ("check --schema", "Option '--schema' requires an argument"),
    ],
)
def test_what_cannot_be_carried_out_is_one_clear_line(postkit: Run, arguments: str, message: str) -> None:
    Path("list.json").write_text("[1]")
    Path("text.json").write_text("{title: 1}")
    result = postkit(*arguments.split())
    assert result.status == 2
    assert result.out == b""
    assert result.err.startswith("postkit: ")
    assert result.err.count("\n") == 1
    assert message in result.err
    assert "Traceback" not in result.err


def test_an_unknown_setting_is_named_with_its_place_and_a_guess(postkit: Run) -> None:
    Path("postkit.toml").write_text('\n  flavour = "hugo"\n')
    result = postkit("check", "good.md")
    assert result.status == 2
    assert result.err.rstrip().endswith("postkit.toml:2:3: unknown setting `flavour`, did you mean `flavor`?")


def test_bad_settings_below_stop_the_run_before_anything_is_written(postkit: Run) -> None:
    Path("z").mkdir()
    Path("z/postkit.toml").write_text("jobs = true\n")
    Path("z/post.md").write_bytes(HTML)
    result = postkit("convert", ".")
    assert result.status == 2
    assert "z/postkit.toml:1:8: " in result.err
    assert Path("html.md").read_bytes() == HTML


def test_without_arguments_the_help_goes_to_stderr(postkit: Run) -> None:
    result = postkit()
    assert (result.status, result.out) == (2, b"")
    assert result.err.startswith("Usage: postkit [OPTIONS] COMMAND")


def test_version(postkit: Run) -> None:
    from postkit import __version__

    assert postkit("--version") == (0, f"postkit {__version__}\n".encode(), "")


def test_posts_that_are_no_text(postkit: Run) -> None:
    Path("u16.md").write_bytes("---\ntitle: a\n---\n".encode("utf-16"))
    Path("latin.md").write_bytes(b"caf\xe9\n")
    result = postkit("check", "--fix", "latin.md", "u16.md")
    assert result.status == 1
    assert [line.partition(" ")[0] for line in result.lines] == ["latin.md:1:4:", "u16.md:1:1:"]
    assert all(" FM006 " in line for line in result.lines)
    assert Path("latin.md").read_bytes() == b"caf\xe9\n"


def test_a_folder_with_the_name_of_a_post_is_a_folder(postkit: Run) -> None:
    Path("x.md").mkdir()
    Path("x.md/in.md").write_bytes(TWICE)
    assert [line.partition(":")[0] for line in postkit("check", "x.md").lines] == ["x.md/in.md"]


def test_names_that_begin_with_a_hyphen(postkit: Run) -> None:
    Path("-x.md").write_bytes(TWICE)
    bare = postkit("check", "-x.md")
    assert bare.status == 2
    assert "For the file of that name write `./-x.md`." in bare.err
    for arguments in (("check", "./-x.md"), ("check", "--", "-x.md")):
        result = postkit(*arguments)
        assert result.status == 1
        assert [line.partition(":")[0] for line in result.lines] == ["-x.md"]


def test_names_that_would_forge_lines(postkit: Run) -> None:
    name = "a\nb.md:1:1: FM001 forged\x1b[31m.md"
    Path(name).write_bytes(TWICE)
    result = postkit("convert", "check", name)
    assert result.status == 2
    for output in (postkit("check", name).out, postkit("validate", "--fix", name).err.encode()):
        assert b"\x1b" not in output
        assert b"a\\nb.md" in output


def test_a_file_name_that_is_no_utf_8(postkit: Run) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        Path(name).write_bytes(TWICE)
    except OSError:
        pytest.skip("this file system takes no such names")
    result = postkit("check", name)
    assert result.status == 1
    assert result.out.startswith(b"caf\\xe9.md:3:1: FM007")
    assert postkit("validate", "--fix", name).status == 0
    assert Path(name).read_bytes() == ONCE


def test_convert_writes_in_place_and_a_second_run_writes_nothing(postkit: Run) -> None:
    first = postkit("convert", "html.md")
    assert (first.status, first.out) == (0, b"")
    assert first.err == (
        "changed html.md\n1 piece of HTML converted\n1 post changed; nothing found in 1 post\n"
    )
    assert Path("html.md").read_bytes() == CONVERTED
    assert postkit("convert", "html.md").err == "0 posts changed; nothing found in 1 post\n"


def test_check_and_diff_write_nothing_and_say_which(postkit: Run) -> None:
    assert postkit("convert", "--check", "html.md", "good.md").err == (
        "would change html.md\n1 piece of HTML would be converted\n"
        "1 post would change; nothing found in 2 posts\n"
    )
    assert postkit("convert", "--diff", "html.md").out
    assert postkit("check", "--fix", "--diff", "html.md").out
    assert Path("html.md").read_bytes() == HTML


def test_quiet_and_verbose(postkit: Run) -> None:
    quiet = postkit("check", "-q", "twice.md")
    assert quiet.err == ""
    assert len(quiet.lines) == 1
    assert postkit("convert", "-q", "html.md").err == ""
    assert ": flavor gfm (" in postkit("check", "-v", "twice.md").err
    assert ": flavor hugo (it was asked for)" in postkit("check", "-v", "--flavor", "hugo", "good.md").err
