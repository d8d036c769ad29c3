from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from postkit.core.diagnostic import Diagnostic, Related, Rule, Severity
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.report import FORMATS, Counts, reporter, summary

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/report.schema.json").read_text(encoding="utf-8"))
RULE = Rule("LNK001", "missing-file", Severity.ERROR, "A link to nothing.")
NOTE = Rule("HTM001", "convertible-html", Severity.INFO, "HTML that Markdown can say.")


def at(data: bytes, part: str, message: str = "no such file", **more: Any) -> Diagnostic:
    """Return a finding on a part of some bytes."""
    start = data.index(part.encode())
    return Diagnostic(RULE, Span(start, start + len(part.encode())), message, **more)


def render(name: str, source: Source, *diagnostics: Diagnostic, colour: bool = False) -> str:
    format_ = reporter(name, colour=colour)
    return format_.post(source, diagnostics) + format_.end()


def test_concise() -> None:
    data = b"a\nsee [x](y.md)\n"
    text = render("concise", Source("posts/a.md", data), at(data, "y.md"), Diagnostic(NOTE, WHOLE_FILE, "hm"))
    assert text == "posts/a.md:1:1: HTM001 hm\nposts/a.md:2:9: LNK001 no such file\n"


def test_full() -> None:
    data = b"one\nsee [x](y.md) here\n"
    fix = Fix("write `z.md`", (Edit(Span(12, 16), b"z.md"),), Safety.UNSAFE)
    finding = at(data, "y.md", hint="mend it", fix=fix, related=(Related(Span(0, 3), "the first"),))
    assert render("full", Source("a.md", data), finding) == (
        "a.md:2:9: LNK001 error: no such file\n"
        "    2 | see [x](y.md) here\n"
        "      |         ^^^^\n"
        "  see: line 1: the first\n"
        "  hint: mend it\n"
        "  fix: write `z.md` (unsafe)\n"
        "\n"
    )


def test_full_on_the_whole_file_shows_no_line() -> None:
    text = render("full", Source("a.md", b"one\n"), Diagnostic(RULE, WHOLE_FILE, "gone"))
    assert text == "a.md:1:1: LNK001 error: gone\n\n"


def frame_of(data: bytes, finding: Diagnostic) -> tuple[str, str]:
    """Return the line that `full` shows and the marks, both without the gutter."""
    lines = render("full", Source("a.md", data), finding).split("\n")
    return lines[1][8:], lines[2][8:]


@pytest.mark.parametrize(
    "before", ["", "中文，", "e\u0301", "\t中", "👍 ", "ｆｕｌｌ", "한글", "x\x1b[1m", "\u202e"]
)
@pytest.mark.parametrize("marked", ["abc", "不存在.md", "a\tb", "\u0301"])
def test_the_marks_stand_below_what_they_mark(before: str, marked: str) -> None:
    data = f"{before}{marked}后\r\n".encode()
    start = len(before.encode())
    line, marks = frame_of(data, Diagnostic(RULE, Span(start, start + len(marked.encode())), "m"))
    assert line.isprintable() or "\u0301" in line
    shown = marked.replace("\t", "    ")
    head = line[: line.rindex(shown)]
    assert cell_len(marks) - len(marks.lstrip()) == cell_len(head)
    assert len(marks.strip()) == max(cell_len(shown), 1)
    assert set(marks.strip()) == {"^"}


@pytest.mark.parametrize("filler", ["x", "中", "\t", "\x07"])
def test_a_very_long_line_is_cut_around_the_place(filler: str) -> None:
    data = f"{filler * 50_000}HERE{filler * 50_000}".encode()
    line, marks = frame_of(data, at(data, "HERE"))
    assert "HERE" in line
    assert cell_len(line) < 200
    assert marks == " " * cell_len(line[: line.index("HERE")]) + "^^^^"


def test_a_span_over_lines_marks_the_first_to_its_end() -> None:
    assert frame_of(b"ab <p>\r\ncd\r\n", Diagnostic(RULE, Span(3, 10), "m")) == ("ab <p>", "   ^^^")


def test_bytes_that_are_no_utf8_are_shown() -> None:
    line, marks = frame_of(b"a\xff\xfeb\n", Diagnostic(RULE, Span(1, 2), "m"))
    assert (line, marks) == (r"a\xff\xfeb", " ^^^^")


HOSTILE = "a\n::error file=x::y\r\x1b[31m\x07\u202e\u2028\u2066[bold]x[/bold][/b] :smile: \x9b1m\udcff.md"


@pytest.mark.parametrize("name", ["full", "concise"])
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_forges_a_line(name: str, colour: bool) -> None:
    data = f"{HOSTILE[:-4]}\n".encode()
    finding = at(data, "[bold]", HOSTILE, hint=HOSTILE, fix=Fix(HOSTILE, (Edit(Span(0, 1), b""),)))
    text = render(name, Source(HOSTILE, data), finding, colour=colour)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text) if colour else text
    assert re.sub(r"\n", "", plain).isprintable()
    assert len(text.splitlines()) == text.count("\n")
    assert not [line for line in plain.split("\n") if line.startswith("::")]
    assert (
        r"a\n::error file=x::y\r\x1b[31m\x07\u202e\u2028\u2066[bold]x[/bold][/b] :smile: \x9b1m\xff.md"
        in plain
    )
    assert plain == render(name, Source(HOSTILE, data), finding)
    text.encode()


@given(st.text(), st.text(), st.text(min_size=1))
def test_text_formats_are_as_many_lines_as_there_are(path: str, message: str, body: str) -> None:
    source = Source(path, body.encode(errors="replace"))
    finding = Diagnostic(RULE, Span(0, len(source.data)), message)
    concise, full = (render(name, source, finding) for name in ("concise", "full"))
    assert (len(concise.splitlines()), len(full.splitlines())) == (1, 4)


def test_paths_are_not_wrapped_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = "a very long name/" * 30 + "a.md"
    text = render("full", Source(path, b"x"), Diagnostic(RULE, Span(0, 1), "word " * 60), colour=True)
    assert "\x1b[" in text
    assert path in text
    assert text.count("\n") == 4


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "full"])
def test_formats_for_programs_have_no_colour(name: str) -> None:
    assert "\x1b" not in render(name, Source("a.md", b"x"), Diagnostic(RULE, Span(0, 1), "m"), colour=True)


def test_json_is_an_array_over_all_posts() -> None:
    format_ = reporter("json", colour=False)
    data = b"\xef\xbb\xbf\xe4\xb8\xad[x](y.md)\r\n\r\nz\r\n"
    fix = Fix("write", (Edit(Span(20, 20), "é".encode()), Edit(Span(10, 14), b"z.md")))
    text = format_.post(Source("a.md", data), [at(data, "y.md", fix=fix, hint="h")])
    text += format_.post(Source("none.md", b""), [])
    text += format_.post(Source("b.md", b""), [Diagnostic(NOTE, WHOLE_FILE, "m")])
    text += format_.end()
    assert json.loads(text) == [
        {
            "path": "a.md",
            "line": 1,
            "column": 6,
            "end_line": 1,
            "end_column": 10,
            "code": "LNK001",
            "name": "missing-file",
            "severity": "error",
            "message": "no such file",
            "hint": "h",
            "fix": {
                "title": "write",
                "safety": "safe",
                "edits": [
                    {"line": 1, "column": 6, "end_line": 1, "end_column": 10, "replacement": "z.md"},
                    {"line": 3, "column": 2, "end_line": 3, "end_column": 2, "replacement": "é"},
                ],
            },
        },
        {
            "path": "b.md",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 1,
            "code": "HTM001",
            "name": "convertible-html",
            "severity": "info",
            "message": "m",
            "hint": "",
            "fix": None,
        },
    ]
    jsonschema.validate(json.loads(text), SCHEMA)


def test_json_without_findings_is_an_empty_array() -> None:
    assert json.loads(render("json", Source("a.md", b""))) == []
    assert render("jsonl", Source("a.md", b"")) == ""


@given(
    st.lists(st.text(min_size=1) | st.just("a\udcff"), min_size=1, max_size=3),
    st.binary(max_size=40),
    st.data(),
)
def test_json_holds_to_its_schema(texts: list[str], body: bytes, data: st.DataObject) -> None:
    def span() -> Span:
        ends = data.draw(st.lists(st.integers(0, len(body)), min_size=2, max_size=2).map(sorted))
        return Span(*ends)

    fix = Fix(texts[0], (Edit(span(), data.draw(st.binary(max_size=5))),))
    findings = [Diagnostic(RULE, span(), text, fix=data.draw(st.sampled_from([None, fix]))) for text in texts]
    source = Source(texts[-1], body)
    array = render("json", source, *findings)
    lines = render("jsonl", source, *findings)
    assert array.isascii()
    jsonschema.validate(json.loads(array), SCHEMA)
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)
    assert len(json.loads(array)) == len(texts)


def test_the_report_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid([{"path": "a.md"}])


def test_a_byte_of_a_name_that_is_no_utf8_reaches_json() -> None:
    (record,) = json.loads(render("json", Source("中\udcff.md", b""), Diagnostic(RULE, WHOLE_FILE, "m")))
    assert record["path"] == r"中\xff.md"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="record"):
        reporter("record", colour=False)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_in_a_post_is_nothing_written(name: str) -> None:
    assert reporter(name, colour=True).post(Source("a.md", b"x"), []) == ""


def test_summary() -> None:
    safe = Diagnostic(RULE, WHOLE_FILE, "m", fix=Fix("f", (Edit(Span(0, 0), b"x"),)))
    unsafe = Diagnostic(NOTE, WHOLE_FILE, "m", fix=Fix("f", (Edit(Span(0, 0), b"x"),), Safety.UNSAFE))
    warning = Diagnostic(Rule("RUN006", "x", Severity.WARNING, ""), WHOLE_FILE, "m")
    counts = Counts()
    assert summary(counts) == "nothing found in no posts"
    counts.add([])
    assert summary(counts) == "nothing found in 1 post"
    counts.add([safe, safe, warning])
    assert summary(counts) == "2 errors, 1 warning in 1 of 2 posts; 2 can be mended with --fix"
    counts.add([unsafe])
    assert summary(counts) == (
        "2 errors, 1 warning, 1 for information in 2 of 3 posts; "
        "2 can be mended with --fix; 1 more can be mended with --unsafe-fixes"
    )
