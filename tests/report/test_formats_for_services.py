"""`github`, `gitlab`, `sarif` and `junit`: what each service asks for beside the findings themselves."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from postkit import __version__
from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.report import FORMATS, reporter
from postkit.rules import RULES, page
from tests.report.agreement import written

LINK, HTML = RULES["LNK001"], RULES["HTM001"]


def at(data: bytes, part: bytes, message: str = "no such file", **more: Any) -> Diagnostic:
    start = data.index(part)
    return Diagnostic(LINK, Span(start, start + len(part)), message, **more)


def prints(data: bytes, *parts: bytes, path: str = "a.md") -> list[str]:
    issues = json.loads(written("gitlab", [(Source(path, data), [at(data, part) for part in parts])]))
    return [issue["fingerprint"] for issue in issues]


def test_github() -> None:
    data = b"one\nsee [x](y.md)\n"
    found = [at(data, b"y.md", hint="write, 100%: `z.md`"), Diagnostic(HTML, Span(0, 9), "it can")]
    assert written("github", [(Source("a,b:c.md", data), found)]) == (
        "::notice file=a%2Cb%3Ac.md,line=1,endLine=2,col=1,endColumn=6,title=HTM001 convertible-html"
        "::a,b:c.md:1:1: HTM001 it can\n"
        "::error file=a%2Cb%3Ac.md,line=2,endLine=2,col=9,endColumn=13,title=LNK001 missing-file"
        "::a,b:c.md:2:9: LNK001 no such file%0Ahint: write, 100%25: `z.md`\n"
    )


def test_sarif() -> None:
    data = "中[x](y.md)\n".encode()
    fix = Fix("write `z.md`", (Edit(Span(7, 11), b"z.md"),))
    (run,) = json.loads(written("sarif", [(Source("posts/a b%.md", data), [at(data, b"y.md", fix=fix)])]))[
        "runs"
    ]
    assert (run["columnKind"], run["tool"]["driver"]["version"]) == ("unicodeCodePoints", __version__)
    artifact = {"uri": "posts/a%20b%25.md", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 10}
    (result,) = run["results"]
    assert len(result.pop("partialFingerprints")["findingHash/v1"]) == 64
    assert result == {
        "ruleId": "LNK001",
        "ruleIndex": list(RULES).index("LNK001"),
        "level": "error",
        "message": {"text": "no such file"},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "fixes": [
            {
                "description": {"text": "write `z.md`"},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "z.md"}}],
                    }
                ],
                "properties": {"safety": "safe"},
            }
        ],
    }


def test_sarif_has_every_rule_with_its_page() -> None:
    rules = json.loads(written("sarif", []))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        known = RULES[rule["id"]]
        assert rule["name"] == known.name
        assert rule["shortDescription"] == {"text": known.summary}
        assert rule["help"] == {"text": page(rule["id"]), "markdown": page(rule["id"])}
        # GitHub takes 1,024 characters of it.
        full = rule["fullDescription"]["text"]
        assert full.startswith(known.summary)
        assert len(known.summary) + 20 < len(full) <= 1024, full
        assert rule["defaultConfiguration"]["enabled"] is known.on
        level = {"error": "error", "warning": "warning", "info": "note"}[known.severity]
        assert rule["defaultConfiguration"]["level"] == level


def test_junit() -> None:
    data = b"see [x](y.md) and [x](y.md)\n"
    last = Diagnostic(LINK, Span(22, 26), "no such file", "write it")
    text = written(
        "junit", [(Source("post/1.0/a.md", data), [at(data, b"y.md"), last]), (Source("b", b""), [])]
    )
    assert text == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<testsuites name="postkit">\n'
        '<testsuite name="post/1.0/a.md" tests="2" failures="2" errors="0" skipped="0">\n'
        '  <testcase classname="post/1.0/a" name="LNK001: no such file">\n'
        '    <failure type="LNK001" message="no such file">post/1.0/a.md:1:9: LNK001 no such file</failure>\n'
        "  </testcase>\n"
        '  <testcase classname="post/1.0/a" name="LNK001 (2): no such file">\n'
        '    <failure type="LNK001" message="no such file">post/1.0/a.md:1:23: LNK001 no such file\n'
        "hint: write it</failure>\n"
        "  </testcase>\n"
        "</testsuite>\n"
        "</testsuites>\n"
    )


def test_junit_is_never_empty() -> None:
    (suite,) = ET.fromstring(written("junit", [(Source("a.md", b""), [])]))
    assert [len(case) for case in suite] == [0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


def test_junit_names_of_cases_differ() -> None:
    """Messages that are shown alike, or that end as others are numbered, are not taken for one."""
    messages = ["m", "m", "(2): m", "m (2)", "\n", "\\n", "\n"]
    found = [Diagnostic(LINK, WHOLE_FILE, message) for message in messages]
    (suite,) = ET.fromstring(written("junit", [(Source("a.md", b""), found)]))
    assert len({case.get("name") for case in suite}) == len(messages)


def test_a_fingerprint_stays_when_lines_move() -> None:
    data = b"see [x](y.md)\n\nand [x](z.md)\n"
    assert prints(b"above\n\n" + data, b"y.md", b"z.md") == prints(data, b"y.md", b"z.md")
    assert prints(b"[x](z.md) first\n" + data, b"y.md") == prints(data, b"y.md")


def test_fingerprints_tell_findings_apart() -> None:
    data = b"see [x](y.md), [x](y.md)\n"
    twice = [Diagnostic(LINK, Span(8, 12), "no such file"), Diagnostic(LINK, Span(19, 23), "no such file")]
    empty = [Diagnostic(LINK, WHOLE_FILE, "one"), Diagnostic(LINK, WHOLE_FILE, "two")]
    other = Diagnostic(HTML, Span(8, 12), "no such file")
    issues = json.loads(written("gitlab", [(Source("a.md", data), [*twice, *empty, other])]))
    found = {issue["fingerprint"] for issue in issues}
    assert len(found) == 5
    assert prints(data, b"y.md")[0] in found
    assert prints(data, b"y.md", path="b.md")[0] not in found
    (alone,) = json.loads(written("gitlab", [(Source("a.md", data), empty[1:])]))
    assert alone in issues  # what is about no text is known by its message


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_paths_start_at_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    (tmp_path / "repo/site").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "repo")
    monkeypatch.chdir(tmp_path / "repo/site")
    for root in (tmp_path / "repo", tmp_path / "link"):
        monkeypatch.setenv(variable, str(root))
        assert path_in(name, "posts/a.md") == "site/posts/a.md"
        assert path_in(name, "../b.md") == "b.md"
        assert path_in(name, "./posts/../c.md") == "site/c.md"
        assert path_in(name, f"{tmp_path.as_posix()}/repo/d.md") == "d.md"
        assert path_in(name, "-") == "-"
    elsewhere = f"{tmp_path.as_posix()}/e.md"
    assert path_in(name, "../../e.md") == (f"file://{elsewhere}" if name == "sarif" else "../../e.md")
    monkeypatch.delenv(variable)
    assert path_in(name, "posts/a.md") == "posts/a.md"


def path_in(name: str, path: str) -> str:
    """Return the path that a format gives to a post."""
    text = written(name, [(Source(path, b""), [Diagnostic(LINK, WHOLE_FILE, "m")])])
    if name == "github":
        return text.partition("file=")[2].partition(",")[0]
    if name == "gitlab":
        return str(json.loads(text)[0]["location"]["path"])
    (location,) = json.loads(text)["runs"][0]["results"][0]["locations"]
    return str(location["physicalLocation"]["artifactLocation"]["uri"])


def test_a_name_that_is_no_utf8_is_exact_in_sarif() -> None:
    assert path_in("sarif", "c:/中\udcff.md") == "c%3A/%E4%B8%AD%FF.md"
    assert path_in("gitlab", "中\udcff.md") == r"中\xff.md"


def test_counts_for_github_forge_no_command() -> None:
    counting = reporter("github", colour=False, statistics=True)
    counting.post(Source("a.md", b""), [Diagnostic(HTML, WHOLE_FILE, "`##[add-mask]x` stays")])
    assert counting.end() == "1  HTM001  [ ]  convertible-html  `#\\x23[add-mask]x` stays\n"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "full"])
def test_reports_are_not_kept_in_memory(name: str) -> None:
    data = b"word " * 200
    found = [Diagnostic(LINK, Span(at, at + 4), "no such file") for at in range(0, 1000, 5)]
    report = reporter(name, colour=False)

    def run(first: int, last: int) -> int:
        return sum(len(report.post(Source(f"{number}.md", data), found)) for number in range(first, last))

    run(0, 5)
    tracemalloc.start()
    written_so_far = run(5, 15)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < written_so_far / 20
