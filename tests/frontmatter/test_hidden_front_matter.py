"""Front matter that an engine loses without a word is reported: where, why, and what to do."""

from __future__ import annotations

import time

import pytest

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read

LOSSES = [
    ("hexo", "---\n---\nBODY\n", "1:1", "FM003", "the front matter holds no key; Hexo then prints the block"),
    ("hexo", "---\n# c\n---\nBODY\n", "1:1", "FM003", "the front matter holds no key; Hexo then prints"),
    ("mkdocs", "---\n---\nBODY\n", "1:1", "FM003", "the front matter holds no key; MkDocs then reads no key"),
    ("mkdocs", "---\n\n---\nBODY\n", "1:1", "FM003", "the front matter holds no key; MkDocs then"),
    (
        "hexo",
        "---\njust text\n---\n",
        "2:1",
        "FM003",
        "the front matter is one value, not keys with values; Hexo",
    ),
    (
        "hexo",
        "---\n- a\n---\n",
        "2:1",
        "FM003",
        "the front matter is a list, not keys with values; Hexo then l",
    ),
    (
        "eleventy",
        "---\na: 1\n\nBODY\n",
        "1:1",
        "FM002",
        "the front matter is never closed; Eleventy takes all",
    ),
    ("eleventy", "---\n\nBODY\n", "1:1", "FM002", "the front matter is never closed; Eleventy takes all"),
    (
        "eleventy",
        "---\na: 1\n...\nBODY\n",
        "1:1",
        "FM002",
        "the front matter is never closed; Eleventy takes",
    ),
    (
        "astro",
        "---\na: 1\n...\nBODY\n",
        "1:1",
        "FM002",
        "the front matter is never closed; Astro reads no key",
    ),
    (
        "astro",
        "---\na: 1\n ---\nBODY\n",
        "1:1",
        "FM002",
        "the front matter is never closed; Astro reads no key",
    ),
    ("astro", " ---\na: 1\n---\nBODY\n", "1:1", "FM004", "the blanks before the front matter hide it"),
    (
        "astro",
        "---\na: 1\n+++\nBODY\n",
        "3:1",
        "FM002",
        "opened with `---` and closed with `+++`; Astro prints",
    ),
    ("astro", "---yaml\na: 1\n---\n", "1:4", "FM001", "Astro knows no languages of front matter; `yaml`"),
    (
        "astro",
        '{\n"a": 1\n}\nBODY\n',
        "1:1",
        "FM004",
        "Astro reads no JSON front matter and prints it as text",
    ),
    (
        "eleventy",
        "--- # c\na: 1\n---\n",
        "1:5",
        "FM001",
        "Eleventy takes `# c` after `---` for the name of a lan",
    ),
    (
        "eleventy",
        "--- a: 1\n---\nBODY\n",
        "1:5",
        "FM001",
        "Eleventy takes `a: 1` after `---` for the name of a l",
    ),
    (
        "eleventy",
        "---toml\na = 1\n---\n",
        "1:4",
        "FM001",
        "Eleventy takes `toml` after `---` for the name of",
    ),
    (
        "eleventy",
        "---js\n({a: 1})\n---\n",
        "1:4",
        "FM014",
        "front matter in `js` is a program, which Eleventy",
    ),
    ("eleventy", "\n---\na: 1\n---\n", "1:1", "FM004", "the blanks before the front matter hide it"),
    ("eleventy", "----\na: 1\n----\n", "1:1", "FM004", "Eleventy does not take this line for a fence"),
    ("eleventy", "+++\na = 1\n+++\n", "1:1", "FM004", "Eleventy reads no TOML front matter"),
    ("hexo", "--- \na: 1\n---\n", "1:4", "FM004", "the blanks after the opening fence hide the front matter"),
    ("hexo", "---yaml\na: 1\n---\n", "1:1", "FM004", "Hexo does not take this line for a fence"),
    (
        "hexo",
        "---\na: b: c\n---\n",
        "2:5",
        "FM001",
        "a value without quotes cannot hold `: `; Hexo then leaves",
    ),
    ("hexo", "a: b: c\n---\n", "1:5", "FM001", "a value without quotes cannot hold `: `; Hexo takes all ab"),
    ("hexo", ';;;\n"a": 1,\n;;;\n', "2:7", "FM001", "a comma that nothing follows; Hexo then prints"),
    ("mkdocs", "---\na: b: c\n---\n", "2:5", "FM001", "a value without quotes cannot hold `: `; MkDocs then"),
    ("mkdocs", "---\na: 1\n---", "3:1", "FM002", "the closing fence has no line end after it, so MkDocs"),
    ("mkdocs", "\n---\na: 1\n---\n", "1:1", "FM004", "the blanks before the front matter hide it"),
    ("mkdocs", "\ufeff\ufeff---\na: 1\n---\n", "1:1", "FM004", "the blanks before the front matter hide it"),
    ("jekyll", "--- # c\na: 1\n---\n", "1:1", "FM004", "Jekyll does not take this line for a fence"),
]


def findings(flavor: str, text: str) -> list[tuple[str, str, str]]:
    source, engine = Source("_posts/x.md", text.encode()), FLAVORS[flavor]
    found = list(check(source, engine, read(source, engine), ()))
    assert all(one.hint for one in found)
    places = [(source.position(one.span.start), one) for one in found]
    return [(f"{place.line}:{place.column}", one.code, one.message) for place, one in places]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("flavor", "text", "place", "code", "message"), LOSSES)
def test_a_loss_is_named_at_its_place(
    flavor: str, text: str, place: str, code: str, message: str, newline: str
) -> None:
    ((where, which, said),) = findings(flavor, text.replace("\n", newline))
    assert (where, which, said[: len(message)]) == (place, code, message)


@pytest.mark.parametrize(
    ("flavor", "before", "after"),
    [
        ("mkdocs", "---\na: é\n---", "---\na: é\n---\n"),
        ("mkdocs", "---\r\na: é\r\n--- ", "---\r\na: é\r\n--- \r\n"),
        ("astro", "---\na: é\n+++\nB", "---\na: é\n---\nB"),
        ("hexo", "\ufeff--- \t\r\na: é\r\n---\r\nB", "\ufeff---\r\na: é\r\n---\r\nB"),
        ("mkdocs", "\n\n---\na: é\n---\nB", "---\na: é\n---\nB"),
    ],
)
def test_a_safe_fix_lets_the_engine_see_it(flavor: str, before: str, after: str) -> None:
    source, engine = Source("x.md", before.encode()), FLAVORS[flavor]
    (problem,) = read(source, engine).problems
    assert problem.fix is not None
    mended = apply_edits(source.data, problem.fix.edits)
    assert mended == after.encode()
    assert read(Source("x.md", mended), engine).data == {"a": "é"}


@pytest.mark.parametrize(
    ("flavor", "text", "data", "body"),
    [
        ("hexo", "a: 1\n---\nBODY", {"a": 1}, "BODY"),
        ("hexo", '"a": [1, "é"]\n;;;\nBODY', {"a": [1, "é"]}, "BODY"),
        ("hexo", ';;;\n"a": 1,\n"b": {}\n;;;\nBODY', {"a": 1, "b": {}}, "BODY"),
        ("hexo", "Some prose.\n\n---\n\nMore.\n", {}, None),
        ("hexo", "# Title\n\n---\n\nMore.\n", {}, None),
        ("hexo", "Prose.\n\n;;;\n\nMore.\n", {}, None),
        ("hexo", "---\nv:\n\ta: é\n\t\tb\n  c: 1\n---\nBODY", {"v": {"a": "é b", "c": 1}}, "BODY"),
        ("mkdocs", "Title: é: x\nTags:  a b\n    c\n\nBODY", {"title": "é: x", "tags": "a b c"}, "BODY"),
        ("mkdocs", "a: 1\na: 2\nBODY", {"a": "1 2"}, "BODY"),
        ("mkdocs", "---\na: 1\n...\n\n\nBODY", {"a": 1}, "BODY"),
        ("eleventy", '---json\n{"a": 1}\n---\nBODY', {"a": 1}, "BODY"),
        ("eleventy", "--- yaml \r\na: 1\r\n---\r\nBODY", {"a": 1}, "BODY"),
        ("eleventy", "---\n---\nBODY", {}, "BODY"),
        ("astro", "+++\na = 1\n+++\nBODY", {"a": 1}, "\nBODY"),
    ],
)
def test_what_only_one_engine_reads(flavor: str, text: str, data: object, body: str | None) -> None:
    front_matter = read(Source("x.md", text.encode()), FLAVORS[flavor])
    assert front_matter.data == data
    if body is not None:
        assert not front_matter.problems
        assert text.encode()[front_matter.body_start :].decode() == body


def test_places_stand_in_the_text_with_its_tabs() -> None:
    text = "---\nv:\n\ta: 1\n\t\tb: é\n---\n"
    source = Source("x.md", text.replace("a: 1", "a:").encode())
    front_matter = read(source, FLAVORS["hexo"])
    place = front_matter.locate(("v", "a", "b"))
    assert place is not None
    assert place.key is not None
    assert source.slice(place.key) == "b"
    assert source.slice(place.value) == "é"
    broken = Source("x.md", b"---\nv:\n\ta: 1\n\tb: @x\n---\n")
    (problem,) = read(broken, FLAVORS["hexo"]).problems
    assert broken.slice(problem.span) == "@"


def test_places_of_bare_json_and_metadata() -> None:
    bare = Source("x.md", ';;;\n"é": [1, "x"]\n;;;\n'.encode())
    place = read(bare, FLAVORS["hexo"]).locate(("é", 1))
    assert place is not None
    assert bare.slice(place.value) == '"x"'
    lines = Source("x.md", "Title: é\nTags: a\n  b\n\nBODY".encode())
    place = read(lines, FLAVORS["mkdocs"]).locate(("tags",))
    assert place is not None
    assert place.key is not None
    assert (lines.slice(place.key), lines.slice(place.value)) == ("Tags", "a")


GIANTS = {
    "dashes": "-" * 300_000,
    "fences": "---\n" * 100_000,
    "blank": "---\n" + "\n" * 300_000 + "x",
    "marks": "\ufeff" * 300_000 + "---\na: 1\n---\n",
    "metadata": "a: 1\n" * 100_000,
    "more": "a: 1\n" + "    x\n" * 100_000,
    "tabs": "---\na:\n" + "\t" * 300_000 + "b: 1\n---\n",
    "comments": "---\n" + "#\n" * 100_000 + "---\n",
    "returns": "---\r" * 100_000,
    "first line": "--- " + " " * 300_000 + "x\n---\n",
}


@pytest.mark.parametrize("flavor", FLAVORS)
@pytest.mark.parametrize("name", GIANTS)
def test_fences_are_found_in_linear_time(flavor: str, name: str) -> None:
    source = Source("x.md", GIANTS[name].encode())
    started = time.process_time()
    read(source, FLAVORS[flavor])
    assert time.process_time() - started < 1
