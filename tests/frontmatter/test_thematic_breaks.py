"""Prose between two lines `---` is no front matter where no engine is known, and broken keys are."""

from __future__ import annotations

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import read

PROSE = [
    "A walk round the lake.\n",
    "\n![lake](lake.png)\n\n",
    "\n[lake](lake.md)\n[![reeds](r.png)](r.md)\n\n",
    '\n<img\n  src="lake.png">\n\n',
    "\n| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "\n# The lake\n\nIt's a lake, so [it is wet.\n\n",
    "\n**Note**: it rains.\n\n",
    "\nhttps://example.org\n\n",
    "\n> It rains.\n\n",
    "\n`walk` and `lake`.\n\n",
]
BROKEN = [
    ("title:Lake\n", "FM003"),
    ("标题：湖边\n", "FM003"),
    ("title = Lake\n", "FM003"),
    ("page title: a: b\n", "FM001"),
    ("# a comment\n\ntitle: a: b\n", "FM001"),
    ("\ntitle: a: b\n\n", "FM001"),
    ("layout post\ntitle: Lake\n", "FM001"),
    ("{title: Lake\n", "FM001"),
    ('"title": "Lake\n', "FM001"),
    ("\ttitle: Lake\n", "FM001"),
    ("- title: Lake\n- tags: x\n", "FM003"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("content", PROSE)
def test_prose_between_rules_is_a_part_of_the_body(content: str, newline: str) -> None:
    text = f"---\n{content}---\n\nMore.\n".replace("\n", newline)
    front_matter = read(Source("README.md", text.encode()), FLAVORS["gfm"])
    assert (front_matter.kind, front_matter.body_start, front_matter.problems) == (None, 0, ())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("content", "code"), BROKEN)
def test_broken_front_matter_is_reported(content: str, code: str, newline: str) -> None:
    text = f"---\n{content}---\n\nMore.\n".replace("\n", newline)
    front_matter = read(Source("README.md", text.encode()), FLAVORS["gfm"])
    assert [problem.code for problem in front_matter.problems] == [code]


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "astro", "eleventy"])
def test_an_engine_takes_it_for_front_matter_all_the_same(flavor: str) -> None:
    front_matter = read(Source("_posts/x.md", b"---\nA walk.\n---\n\nMore.\n"), FLAVORS[flavor])
    assert [problem.code for problem in front_matter.problems] == ["FM003"]


@pytest.mark.parametrize(
    "line", ["a" * 200_000, "a:" * 100_000, "\n" * 200_000, "# a\n" * 40_000, " " * 200_000]
)
def test_long_prose_takes_little_time(line: str) -> None:
    read(Source("README.md", f"---\n{line}\n[x\n---\n".encode()), FLAVORS["gfm"])
