"""`--baseline` and `--write-baseline`: old findings are hidden, new ones told, whatever moves around them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from postkit.cli.output import Output
from tests.cli.conftest import Postkit, Result

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/baseline.schema.json").read_text(encoding="utf-8"))
HEAD = "---\ntitle: a\n---\n"
NAMES = [
    "line\nend.md",
    'quote"d.md',
    "標題 é.md",
    "tab\there.md",
    "back\\slash.md",
    "-dash.md",
    " blank .md",
    "sep\u2028arator.md",
    os.fsdecode(b"no-utf\xff8.md"),
]


def post(path: str, *links: str, head: str = HEAD) -> None:
    """Write a post with a paragraph for each link."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes((head + "".join(f"\nsee [x]({link})\n" for link in links)).encode())


def record(postkit: Postkit, *arguments: str, verb: str = "links") -> Result:
    result = postkit(verb, "--baseline", "old.json", "--write-baseline", *arguments)
    assert (result.status, result.out) == (0, b"")
    return result


def compare(postkit: Postkit, *arguments: str, verb: str = "links", stdin: bytes = b"") -> Result:
    return postkit(verb, "--baseline", "old.json", *arguments, stdin=stdin)


def told(result: Result) -> list[str]:
    """Return the destinations that findings are about."""
    return [line.split("`")[1] for line in result.lines]


def entries(file: str = "old.json") -> list[tuple[str, str, int]]:
    """Return what a baseline has recorded: path, code and count."""
    data = json.loads(Path(file).read_bytes())
    jsonschema.validate(data, SCHEMA)
    rows = data["findings"]
    assert rows == sorted(rows, key=lambda row: (row["path"], row["code"], row["hash"]))
    return [(row["path"], row["code"], row.get("count", 1)) for row in rows]


def test_what_is_recorded_is_not_told_again(postkit: Postkit) -> None:
    post("a.md", "gone.md", "gone.md", "//b.example")
    assert record(postkit).err == "nothing found in 1 post\n3 findings recorded in old.json\n"
    assert sorted(entries()) == [("a.md", "LNK001", 2), ("a.md", "LNK011", 1)]
    result = compare(postkit)
    assert (result.status, result.out) == (0, b"")
    assert result.err == "nothing found in 1 post\n3 findings of the baseline not shown\n"


def test_an_entry_stands_on_one_line(postkit: Postkit) -> None:
    post("a.md", "gone.md", "away.md")
    post("b.md", "gone.md")
    record(postkit)
    head, *rows, tail, end = (
        Path("old.json").read_text(encoding="utf-8").split('"findings": [')[1].split("\n")[:-1]
    )
    assert (head, tail, end) == ("", "]", "}")
    assert [json.loads(row.rstrip(","))["path"] for row in rows] == ["a.md", "a.md", "b.md"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "\nabove\n\n\nsee [x](one.md) and [x](two.md)\n",
        HEAD + "\nsee [y](two.md)\n\n> see [z](one.md)\n",
        "---\ntags: [a]\ntitle: a\n---\n\nsee [x](one.md)\n\nsee [x](two.md)\n",
        "\ufeff" + HEAD + "\nsee [x](one.md)\n\nsee [x](two.md)\n",
        (HEAD + "\nsee [x](one.md)\n\nsee [x](two.md)\n").replace("\n", "\r\n"),
    ],
    ids=["lines above", "order", "front matter", "BOM", "CRLF"],
)
def test_a_finding_stays_known_when_it_moves(postkit: Postkit, text: str) -> None:
    post("a.md", "one.md", "two.md")
    record(postkit)
    Path("a.md").write_bytes(text.encode())
    result = compare(postkit)
    assert (result.status, result.out) == (0, b"")
    assert result.err == "nothing found in 1 post\n2 findings of the baseline not shown\n"


def test_findings_of_front_matter_and_html_stay_known_when_they_move(postkit: Postkit) -> None:
    body = '\n<p>a <b>b</b>\n</p>\n\n<font size="1">\n\nc\n\n</font>\n'
    Path("_config.yml").write_text("permalink: pretty\n")
    Path("a.md").write_text(f"---\ntitel: a\nlayout: [1]\nlayout: 2\ndate: 2022-02-30\n---\n{body}")
    record(postkit, verb="check")
    before = entries()
    assert {code[:3] for _, code, _ in before} >= {"FM0", "SC0", "HTM"}
    text = f"---\n# more\nauthor: b\ntitel: a\nlayout: [1]\nlayout: 2\ndate: 2022-02-30\n---\n\nabove\n{body}"
    Path("a.md").write_bytes(text.replace("\n", "\r\n").encode())
    assert compare(postkit, verb="check").out == b""
    record(postkit, verb="check")
    assert entries() == before


def test_one_more_of_a_kind_is_new(postkit: Postkit) -> None:
    post("a.md", "gone.md", "gone.md")
    record(postkit)
    post("a.md", "gone.md", "gone.md", "gone.md")
    result = compare(postkit)
    assert result.status == 1
    assert [line.split(":")[1] for line in result.lines] == ["9"]  # equal ones: the last is the new one


def test_keys_that_are_missing_are_told_apart(postkit: Postkit) -> None:
    Path("s.json").write_text('{"required": ["title", "author"]}')
    arguments = ["validate", "--schema", "s.json", "--baseline", "old.json"]
    Path("a.md").write_text("---\ntitle: a\n---\n")
    assert postkit(*arguments, "--write-baseline").status == 0
    Path("a.md").write_text("---\nauthor: a\n---\n")
    assert told(postkit(*arguments)) == ["title"]


def test_one_mended_and_another_made(postkit: Postkit) -> None:
    post("a.md", "gone.md", "away.md")
    record(postkit)
    post("a.md", "gone.md", "fresh.md")
    result = compare(postkit)
    assert (result.status, told(result)) == (1, ["fresh.md"])
    assert result.err.endswith(
        "1 finding of the baseline not shown\n1 finding of the baseline is gone; write it again\n"
    )
    assert record(postkit).err.endswith("2 findings recorded in old.json\n")
    assert compare(postkit).err == "nothing found in 1 post\n2 findings of the baseline not shown\n"


def test_what_is_gone_fails_no_run(postkit: Postkit) -> None:
    post("a.md", "gone.md", "gone.md", "away.md")
    post("b.md", "gone.md")
    record(postkit)
    post("a.md", "gone.md")
    Path("b.md").unlink()
    result = compare(postkit)
    assert (result.status, result.out) == (0, b"")
    assert result.err.endswith("3 findings of the baseline are gone; write it again\n")
    record(postkit)
    assert entries() == [("a.md", "LNK001", 1)]


def test_posts_of_one_name_are_told_apart(postkit: Postkit) -> None:
    post("a/index.md", "gone.md")
    post("b/index.md")
    record(postkit)
    post("a/index.md")
    post("b/index.md", "gone.md")
    result = compare(postkit)
    assert [line.partition(":")[0] for line in result.lines] == ["b/index.md"]


def test_a_post_of_another_name_has_new_findings(postkit: Postkit) -> None:
    post("a.md", "gone.md")
    record(postkit)
    Path("a.md").rename("b.md")
    result = compare(postkit)
    assert (result.status, told(result)) == (1, ["gone.md"])
    assert result.err.endswith("1 finding of the baseline is gone; write it again\n")
    record(postkit)
    assert entries() == [("b.md", "LNK001", 1)]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_taken_as_they_are(postkit: Postkit, name: str) -> None:
    try:
        post(f"x/{name}", "gone.md")
    except OSError:
        pytest.skip("no such names here")
    record(postkit)
    assert [path for path, _, _ in entries()] == [f"x/{name}"]
    assert Path("old.json").read_text(encoding="utf-8").splitlines()[4].endswith("}")
    assert compare(postkit).out == b""
    post("x/other.md", "gone.md")
    assert len(compare(postkit).lines) == 1


def test_the_same_findings_make_the_same_bytes(postkit: Postkit) -> None:
    for name in ("b", "a", "c/d"):
        post(f"{name}.md", "gone.md", "//b.example", "away.md", "gone.md")
    record(postkit)
    first = Path("old.json").read_bytes()
    assert b"\r" not in first
    record(postkit)
    assert Path("old.json").read_bytes() == first
    record(postkit, "c", "b.md", "a.md")
    assert Path("old.json").read_bytes() == first
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "b.md", "c", "old.json"]


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        (".", ["links", "--baseline", "site/old.json", "site"]),
        ("site", ["links", "--baseline", "old.json"]),
        ("site/deep", ["links", "--baseline", "../old.json", ".."]),
        ("other", ["links", "--baseline", "../site/old.json", "../site"]),
        ("other", ["links", "--baseline", "../link/old.json", "../site"]),
        ("other", ["links", "--baseline", "../site/old.json", "../link"]),
        ("link/deep", ["links", "--baseline", "../old.json", "."]),
    ],
)
def test_from_any_folder(
    postkit: Postkit, monkeypatch: pytest.MonkeyPatch, folder: str, arguments: list[str]
) -> None:
    post("site/deep/a.md", "gone.md")
    post("site/b.md", "gone.md")
    Path("other").mkdir()
    Path("link").symlink_to("site")
    assert postkit("links", "site", "--baseline", "site/old.json", "--write-baseline").status == 0
    assert entries("site/old.json") == [("b.md", "LNK001", 1), ("deep/a.md", "LNK001", 1)]
    monkeypatch.chdir(folder)
    absolute = [str(Path(one).absolute()) if Path(one).exists() else one for one in arguments]
    for asked in (arguments, absolute):
        result = postkit(*asked)
        assert (result.status, result.out) == (0, b"")
        assert "gone" not in result.err


def test_posts_outside_of_the_files_folder(postkit: Postkit) -> None:
    post("site/a.md", "gone.md")
    Path("lists").mkdir()
    arguments = ["links", "site", "--baseline", "lists/old.json"]
    assert postkit(*arguments, "--write-baseline").status == 0
    assert entries("lists/old.json") == [("../site/a.md", "LNK001", 1)]
    assert postkit(*arguments).status == 0


def test_some_posts_are_recorded_anew_and_the_others_stay(postkit: Postkit) -> None:
    post("a.md", "gone.md")
    post("b.md", "gone.md")
    record(postkit)
    post("a.md", "away.md")
    record(postkit, "a.md")
    assert told(compare(postkit)) == []
    assert entries() == [("a.md", "LNK001", 1), ("b.md", "LNK001", 1)]
    assert "gone" not in compare(postkit, "a.md").err


@pytest.mark.parametrize(
    "narrow", [["validate"], ["links", "--select", "LNK011"], ["links", "--ignore", "LNK001"]]
)
def test_what_a_run_does_not_look_for_is_not_gone(postkit: Postkit, narrow: Sequence[str]) -> None:
    verb, *more = narrow
    post("a.md", "gone.md", head="---\ntitle: a\ntitle: a\n---\n")
    record(postkit, verb="check")
    before = entries()
    assert {code for _, code, _ in before} == {"FM007", "LNK001"}
    assert "gone" not in compare(postkit, *more, verb=verb).err
    record(postkit, *more, verb=verb)
    assert entries() == before


def test_what_only_other_sites_can_tell_is_not_gone(postkit: Postkit) -> None:
    row = {"path": "a.md", "code": "LNK017", "hash": "0" * 32}
    Path("old.json").write_text(json.dumps({"tool": "postkit", "version": 1, "findings": [row]}))
    post("a.md", "https://a.example/gone")
    assert compare(postkit).err == "nothing found in 1 post\n"
    record(postkit)
    assert entries() == [("a.md", "LNK017", 1)]


def test_a_post_that_cannot_be_read_keeps_what_is_recorded(postkit: Postkit) -> None:
    post("a.md", "gone.md")
    record(postkit)
    post("a.md", "gone.md", head="---\ntitle: [\n---\n")
    result = compare(postkit)
    assert ([line.split()[1] for line in result.lines], result.status) == (["FM001"], 1)
    assert "gone" not in result.err
    record(postkit)
    assert [code for _, code, _ in entries()] == ["FM001", "LNK001"]
    post("a.md", "gone.md")
    assert compare(postkit).status == 0
    record(postkit, verb="check")
    assert [code for _, code, _ in entries()] == ["LNK001"]


def test_what_goes_wrong_in_a_run_is_never_recorded(postkit: Postkit) -> None:
    post("a.md", "gone.md")
    record(postkit)
    Path("a.md").unlink()
    os.mkfifo("a.md")
    result = postkit("links", "a.md", "--baseline", "old.json", "--write-baseline")
    assert (result.status, [line.split()[1] for line in result.lines]) == (1, ["RUN007"])
    assert entries() == [("a.md", "LNK001", 1)]


def test_with_fix_what_is_left_is_recorded(postkit: Postkit) -> None:
    post("a.md", "//b.example", "gone.md")
    result = postkit("links", "--fix", "--baseline", "old.json", "--write-baseline")
    assert (result.status, result.err) == (
        0,
        "changed a.md\n1 post changed; nothing found in 1 post\n1 finding recorded in old.json\n",
    )
    assert "https://b.example" in Path("a.md").read_text(encoding="utf-8")
    assert entries() == [("a.md", "LNK001", 1)]


def test_fixes_are_made_of_old_findings_too(postkit: Postkit) -> None:
    post("a.md", "//b.example")
    record(postkit)
    result = compare(postkit, "--fix")
    assert (result.status, result.out) == (0, b"")
    assert "https://b.example" in Path("a.md").read_text(encoding="utf-8")
    assert result.err.endswith("1 finding of the baseline is gone; write it again\n")


def test_a_post_that_a_run_renames_takes_its_findings_along(postkit: Postkit) -> None:
    Path("_config.yml").write_text("permalink: pretty\n")
    Path("_posts").mkdir()
    Path("_posts/2024-01-05-a.html").write_text(f'{HEAD}<p>b <a href="gone.md">c</a></p>\n')
    record(postkit, verb="check")
    arguments = ["check", "--fix", "--baseline", "old.json"]
    shutil.copytree("_posts", "kept")
    result = postkit(*arguments)
    assert (result.status, result.out) == (0, b"")
    assert Path("_posts/2024-01-05-a.md").exists()
    shutil.rmtree("_posts")
    Path("kept").rename("_posts")
    assert postkit(*arguments, "--write-baseline").status == 0
    assert {path for path, _, _ in entries()} == {"_posts/2024-01-05-a.md"}


@pytest.mark.parametrize(
    ("output_format", "empty"),
    [("json", "[]\n"), ("jsonl", ""), ("concise", ""), ("full", ""), ("github", "")],
)
def test_formats_get_new_findings_only(postkit: Postkit, output_format: str, empty: str) -> None:
    post("a.md", "gone.md")
    record(postkit)
    format_ = ["--output-format", output_format]
    assert compare(postkit, *format_).out.decode() == empty
    post("b.md", "fresh.md")
    out = compare(postkit, *format_).out.decode()
    assert "fresh.md" in out
    assert "gone.md" not in out


def test_a_parallel_run_records_and_compares_alike(postkit: Postkit) -> None:
    for number in range(510):
        post(f"posts/{number}.md", "gone.md", "//b.example")
    record(postkit, "--jobs", "2")
    parallel = Path("old.json").read_bytes()
    record(postkit, "--jobs", "1")
    assert Path("old.json").read_bytes() == parallel
    post("posts/7.md", "gone.md", "fresh.md", "//b.example")
    assert told(compare(postkit, "--jobs", "2")) == ["fresh.md"]


def test_standard_input_is_compared_by_its_name(postkit: Postkit) -> None:
    post("posts/a.md", "gone.md")
    record(postkit)
    text = f"{HEAD}\nabove\n\nsee [x](gone.md) and [y](fresh.md)\n".encode()
    result = compare(postkit, "-", "--stdin-filename", "posts/a.md", stdin=text)
    assert (result.status, told(result)) == (1, ["fresh.md"])
    assert len(compare(postkit, "-", "--stdin-filename", "posts/b.md", stdin=text).lines) == 2
    assert "gone;" not in compare(postkit, "-", "--stdin-filename", "posts/a.md", stdin=HEAD.encode()).err


def test_a_dry_run_tells_of_nothing_as_gone(postkit: Postkit) -> None:
    Path("a.md").write_text(HEAD + "\n<p>a <b>b</b></p>\n")
    record(postkit, verb="check")
    for dry in (["--check"], ["--diff"], ["--output-dir", "out"]):
        assert "gone" not in compare(postkit, *dry, verb="convert").err
    assert compare(postkit, "--check", verb="convert").status == 1  # a change is no finding


def test_the_setting(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("postkit.toml").write_text('baseline = "lists/old.json"\n')
    Path("lists").mkdir()
    post("posts/a.md", "gone.md")
    assert postkit("links", "--write-baseline").status == 0
    assert entries("lists/old.json") == [("../posts/a.md", "LNK001", 1)]
    monkeypatch.chdir("posts")
    assert postkit("links").status == 0
    assert postkit("links", "--baseline", "").status == 1  # none
    assert postkit("links", "--baseline", "b.json", "--write-baseline").status == 0
    assert entries("b.json") == [("a.md", "LNK001", 1)]


def test_sites_with_baselines_of_their_own(postkit: Postkit) -> None:
    for site in ("one", "two"):
        post(f"{site}/a.md", "gone.md")
        Path(site, "postkit.toml").write_text('baseline = "old.json"\n')
    Path("three").mkdir()
    assert postkit("links", "one", "two", "--write-baseline").status == 0
    assert entries("one/old.json") == entries("two/old.json") == [("a.md", "LNK001", 1)]
    post("three/a.md", "gone.md")
    result = postkit("links", "one", "three")
    assert [line.partition(":")[0] for line in result.lines] == ["three/a.md"]
    result = postkit("links", "one", "three", "--write-baseline")
    assert (result.status, result.out) == (2, b"")


def test_sites_that_share_a_baseline(postkit: Postkit) -> None:
    for site in ("one", "two"):
        post(f"{site}/a.md", "gone.md")
        Path(site, "postkit.toml").write_text('baseline = "../old.json"\n')
    assert postkit("links", "one", "two", "--write-baseline").status == 0
    assert entries() == [("one/a.md", "LNK001", 1), ("two/a.md", "LNK001", 1)]
    assert postkit("links", "one", "two").status == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "`old.json` is no baseline: Expecting value: line 1 column 1 (char 0)"),
        (b"[]", '`old.json` is no baseline: `"tool": "postkit"` is missing'),
        (b"\xff\xfe\xff", None),
        (b"[" * 100_000, "`old.json` is no baseline: it is nested too deeply"),
        (b'{"tool": "postkit", "version": 1}', "`old.json` is no baseline: `findings` is no list"),
        (
            b'{"tool": "postkit", "version": 2, "findings": []}',
            "`old.json` is no baseline: its version is not 1, which is what this postkit reads",
        ),
        (
            b'{"tool": "postkit", "version": 1, "findings": [{"path": "a", "code": "b"}]}',
            "`old.json` is no baseline: finding 1 has not the texts `path`, `code` and `hash`",
        ),
        (
            b'{"tool": "postkit", "version": 1, "findings": [{"path":"","code":"","hash":"","count":true}]}',
            "`old.json` is no baseline: the `count` of finding 1 is no whole number above 0",
        ),
        (b'{\n"tool": "postkit",\n<<<<<<< HEAD\n', None),
        (None, "no baseline `old.json`; `--write-baseline` makes it"),
    ],
)
def test_a_broken_or_missing_baseline(postkit: Postkit, data: bytes | None, reason: str | None) -> None:
    post("a.md", "//b.example")
    before = Path("a.md").read_bytes()
    if data is not None:
        Path("old.json").write_bytes(data)
    write = [] if data is None else ["--write-baseline"]
    for more in ([], write):
        result = compare(postkit, "--fix", *more)
        assert (result.status, result.out) == (2, b"")
        assert result.err.count("\n") == 1
        assert reason is None or result.err == f"postkit: {reason}\n"
    assert Path("a.md").read_bytes() == before
    assert data is None or Path("old.json").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["links", "--write-baseline"], "needs `--baseline FILE`"),
        (["links", "--write-baseline", "--baseline", "x.json", "--diff"], "leave them as they are"),
        (["convert", "--write-baseline", "--baseline", "x.json", "--check"], "leave them as they are"),
        (
            ["convert", "--write-baseline", "--baseline", "x.json", "--output-dir", "o"],
            "leave them as they are",
        ),
        (["links", "--write-baseline", "--baseline", "x.json", "-"], "`-` is none"),
        (
            ["links", "--write-baseline", "--baseline", "nowhere/x.json", "--fix"],
            "cannot write `nowhere/x.json`",
        ),
        (["links", "--write-baseline", "--baseline", "x\0y"], "cannot read the baseline"),
        (["links", "--baseline", "."], "cannot read the baseline"),
        (["links", "--baseline", "a.md"], "`a.md` is no baseline"),
        (
            ["links", "--write-baseline", "--baseline", "x.json", "--output-file", "./x.json"],
            "`--output-file x.json` is the baseline",
        ),
    ],
)
def test_what_is_refused(postkit: Postkit, arguments: list[str], reason: str) -> None:
    post("a.md", "//b.example")
    before = Path("a.md").read_bytes()
    result = postkit(*arguments)
    assert (result.status, result.out) == (2, b"")
    assert reason in result.err
    assert [path.name for path in Path().iterdir()] == ["a.md"]
    assert Path("a.md").read_bytes() == before


def test_a_merge_of_two_branches(postkit: Postkit) -> None:
    """What both branches recorded may stand twice, with another count."""
    post("a.md", "gone.md", "gone.md")
    record(postkit)
    text = Path("old.json").read_text(encoding="utf-8")
    row = text.splitlines()[4]
    other = json.dumps({key: value for key, value in json.loads(row).items() if key != "count"})
    Path("old.json").write_text(text.replace(row, f"{other},\n{row}"), encoding="utf-8")
    assert compare(postkit).err == "nothing found in 1 post\n2 findings of the baseline not shown\n"


def test_nothing_to_record(postkit: Postkit) -> None:
    record(postkit)
    assert entries() == []
    assert compare(postkit).err == "nothing found in no posts\n"


def test_a_run_that_is_broken_off_leaves_the_file_as_it_was(
    postkit: Postkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    post("a.md", "gone.md")
    record(postkit)
    before = Path("old.json").read_bytes()
    post("a.md", "fresh.md")

    def stop(_: Output) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Output, "end", stop)
    assert compare(postkit, "--write-baseline").status == 130
    assert Path("old.json").read_bytes() == before
    assert {path.name for path in Path().iterdir()} == {"a.md", "old.json"}
