"""`postkit convert --report`: what it says, that it holds, and that nothing in a post gets out of it."""

from __future__ import annotations

import json
import os
import re
import stat
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from postkit import runner
from postkit.write import whole
from tests.cli.conftest import Postkit, postkit

__all__ = ["postkit"]

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas/convert-report.schema.json").read_text(encoding="utf-8")
)
POSTS = {
    "a": '---\ntitle: A\n---\n\n<p class="x" data-y="1">a <b>b</b></p>\n\né <i>c\n',
    "kept": "---\ntitle: K\n---\n\n<form>\n<p>k</p>\n</form>\n",
    "plain": "---\ntitle: P\n---\n\ntext\n",
    "broken": "---\ntitle: [P\n---\n\n<p>text</p>\n",
}
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--><img src=x onerror=alert(1)>",
    "]]> &lt;/script> &amp; <\\/script>",
    "line\u2028end\u2029 and \x85",
    "NUL \0 and \x0b",
    "</SCRIPT\t>",
    "<!-- posts --> <!-- totals --> /* program */",
    "\ufdd0<b>\ufdd1",
)


@pytest.fixture(autouse=True)
def _site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name, text in POSTS.items():
        (tmp_path / "content" / f"{name}.md").write_text(text, encoding="utf-8")


def read(path: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(path).read_text(encoding="ascii"))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return data


class Scripts(HTMLParser):
    """The script elements of a page, with what is in them, as a browser's tokenizer finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str | None], str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        if self._inside:
            self.found.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self._inside:
            attributes, text = self.found[-1]
            self.found[-1] = attributes, text + data

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"


def pieces(page: str, kind: str) -> list[Any]:
    """Return the data of one kind in a page."""
    scripts = Scripts()
    scripts.feed(page)
    return [json.loads(text) for attributes, text in scripts.found if f"data-{kind}" in attributes]


def page_of(path: str = "r.html") -> str:
    return Path(path).read_bytes().decode()


def test_json_says_what_became_of_each_post(postkit: Postkit) -> None:
    result = postkit("convert", "content", "--report", "r.json")
    assert result.status == 1  # for the broken post
    assert read("r.json") == {
        "posts": [
            {
                "path": "content/a.md",
                "old_path": None,
                "changed": True,
                "tags_before": {"sayable": 3, "apart": 0},
                "tags_after": {"sayable": 1, "apart": 0},
                "converted": 1,
                "kept": [
                    {
                        "line": 7,
                        "column": 3,
                        "code": "HTM004",
                        "reason": "`<i>` is not closed in its paragraph",
                    }
                ],
                "dropped": {"class": 1, "data-y": 1},
            },
            {
                "path": "content/kept.md",
                "old_path": None,
                "changed": False,
                "tags_before": {"sayable": 0, "apart": 1},
                "tags_after": {"sayable": 0, "apart": 1},
                "converted": 0,
                "kept": [{"line": 5, "column": 1, "code": "HTM002", "reason": "Markdown has no `<form>`"}],
                "dropped": {},
            },
        ],
        "totals": {
            "posts": 4,
            "changed": 1,
            "tags_before": {"sayable": 4, "apart": 1},
            "tags_after": {"sayable": 2, "apart": 1},
            "converted": 1,
            "kept": 2,
            "reasons": {"`<i>` is not closed in its paragraph": 1, "Markdown has no `<form>`": 1},
            "dropped": {"class": 1, "data-*": 1},
        },
    }


def test_a_report_on_nothing(postkit: Postkit) -> None:
    assert postkit("convert", "content/plain.md", "--report", "r.json").status == 0
    assert read("r.json")["posts"] == []
    assert read("r.json")["totals"]["posts"] == 1
    assert postkit("convert", "content/plain.md", "--report", "r.html").status == 0
    assert pieces(page_of(), "entry") == []


@pytest.mark.parametrize("how", [["--check"], ["--diff"], ["--output-dir", "out"], []])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_it_says_the_same_however_the_run_writes(
    postkit: Postkit, monkeypatch: pytest.MonkeyPatch, how: list[str], jobs: str
) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 1)
    assert (
        postkit("convert", "content/a.md", "content/kept.md", "--check", "--report", "dry.json").status == 1
    )
    postkit("convert", "content/a.md", "content/kept.md", "--jobs", jobs, "--report", "r.json", *how)
    assert read("r.json") == read("dry.json")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_page_holds_both_sides(postkit: Postkit, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 1)
    postkit("convert", "content", "--jobs", jobs, "--report", "r.HTML")
    page = page_of("r.HTML")
    changed, kept = pieces(page, "entry")
    assert (changed["title"], changed["changed"], changed["same"]) == ("A", True, True)
    assert (kept["title"], kept["changed"]) == ("K", False)
    assert kept["kept"][0]["group"] == kept["kept"][0]["reason"]
    first, second = pieces(page, "sides")
    assert '<p class="x" data-y="1">a <b>b</b></p>' in first["before"]
    assert "<p>a <strong>b</strong></p>" in first["after"]
    assert "\n+a **b**\n" in first["diff"]
    assert (second["after"], second["diff"]) == (None, "")
    assert "<form>" in second["before"]
    assert pieces(page, "totals")[0]["posts"] == 4


def test_the_page_has_one_program_and_lets_no_other_run(postkit: Postkit) -> None:
    postkit("convert", "content", "--report", "r.html")
    scripts = Scripts()
    scripts.feed(page_of())
    (program,) = [text for attributes, text in scripts.found if "type" not in attributes]
    (policy,) = re.findall(r'Content-Security-Policy" content="(default-src [^"]+)"', page_of())
    assert f"script-src 'sha256-{b64encode(sha256(program.encode()).digest()).decode()}';" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"\b(?:src|href)=[\"']?(?:https?:)?//", page_of())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_post_gets_out_of_its_data(postkit: Postkit, text: str) -> None:
    title = json.dumps(text.replace("\0", ""))
    body = f"<p>{text}</p>\n\n<form>{text}</form>\n"
    Path("content/a.md").write_text(f"---\ntitle: {title}\n---\n\n{body}", encoding="utf-8", newline="")
    postkit("convert", "content/plain.md", "--report", "plain.html")
    postkit("convert", "content/a.md", "--report", "r.html")
    scripts, others = Scripts(), Scripts()
    scripts.feed(page_of())
    others.feed(page_of("plain.html"))
    kinds = [list(attributes) for attributes, _ in scripts.found]
    assert kinds == [["type", "data-entry"], ["type", "data-sides"], *(list(one) for one, _ in others.found)]
    (entry,), (sides,) = pieces(page_of(), "entry"), pieces(page_of(), "sides")
    assert entry["path"] == "content/a.md"
    assert isinstance(sides["before"], str)
    # Line ends to JavaScript and the like are harmless in JSON; `<` is what counts.
    assert "<" not in "".join(re.findall(r"<script type=[^>]*>(.*?)</script>\n", page_of(), re.DOTALL))


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", ["\"a\" 'b' <c>.md", "a\n</script>.md", "-x.md", "\u202ea.md"])
def test_names_of_files_are_text(postkit: Postkit, name: str) -> None:
    Path("content", name.replace("/", "\u2215")).write_text(POSTS["a"], encoding="utf-8")
    postkit("convert", "content", "--check", "--report", "r.json")
    postkit("convert", "content", "--check", "--report", "r.html")
    assert f"content/{name.replace('/', chr(0x2215))}" in [one["path"] for one in read("r.json")["posts"]]
    assert len(pieces(page_of(), "entry")) == 3


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text(postkit: Postkit) -> None:
    try:
        Path(os.fsdecode(b"content/\xff.md")).write_text(POSTS["a"], encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    postkit("convert", "content", "--check", "--report", "r.json")
    postkit("convert", "content", "--check", "--report", "r.html")
    assert "content/\\xff.md" in [one["path"] for one in read("r.json")["posts"]]
    assert "content/\\xff.md" in [one["path"] for one in pieces(page_of(), "entry")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("content --report r.txt", "a file that ends with `.json` or `.html`, not `r.txt`"),
        ("content --report r", "a file that ends with `.json` or `.html`, not `r`"),
        ("content --report content/x.html", "`--report content/x.html` is one of the posts to be read"),
        ("content --report gone/r.html", "cannot write `gone/r.html`: No such file or directory"),
        ("content --report folder.json", "`--report folder.json` is a folder"),
        ("content --report f.json --output-file f.json", "`--report` and `--output-file` name one file"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is(
    postkit: Postkit, arguments: str, message: str
) -> None:
    Path("content/x.html").write_text(POSTS["a"], encoding="utf-8")
    Path("folder.json").mkdir()
    Path("postkit.toml").write_text('flavor = "hugo"\n', encoding="utf-8")
    result = postkit("convert", *arguments.split())
    assert (result.status, result.out) == (2, b"")
    assert message in result.err
    assert result.err.count("\n") == 1
    assert Path("content/a.md").read_text(encoding="utf-8") == POSTS["a"]


@pytest.mark.parametrize("verb", ["check", "links", "validate"])
def test_only_convert_reports(postkit: Postkit, verb: str) -> None:
    assert postkit(verb, "content", "--report", "r.json").status == 2


def test_from_standard_input(postkit: Postkit) -> None:
    result = postkit("convert", "-", "--report", "r.html", stdin=POSTS["a"].encode())
    assert (result.status, len(pieces(page_of(), "entry"))) == (0, 1)


def test_an_old_report_is_there_until_the_new_one_is(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to("r.json")
    with pytest.raises(KeyboardInterrupt), whole(path) as file:  # noqa: PT012 (it is the block that fails)
        file.write(b"new")
        raise KeyboardInterrupt
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["link.json", "r.json"]
    with whole(link) as file:
        file.write(b"new")
        file.flush()
        assert path.read_text() == "old"
    assert (path.read_text(), link.is_symlink()) == ("new", True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_report_is_readable_as_other_files_are(tmp_path: Path) -> None:
    with whole(tmp_path / "r.json") as file:
        file.write(b"new")
    (tmp_path / "other").write_text("x")
    assert (tmp_path / "r.json").stat().st_mode == (tmp_path / "other").stat().st_mode
