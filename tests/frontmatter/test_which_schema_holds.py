"""Flag before settings before the post's own `$schema` before the flavor's schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.local import LocalSchemas
from postkit.frontmatter.read import read
from postkit.project import Projects, Recipe


def wants(key: str) -> str:
    return json.dumps({"required": [key]})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site whose schemas each want a key of their own."""
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("permalink: /:title\nplugins: [jekyll-feed]\n")
    (root / "schemas").mkdir()
    for name in ("flag", "first", "second", "own"):
        (root / "schemas" / f"{name}.json").write_text(wants(name))
    (tmp_path / "outside.json").write_text(wants("outside"))
    monkeypatch.chdir(root)
    return root


def missing(front_matter: str, *flags: str) -> list[str]:
    """Return what a post of the site is told: the keys that it misses, and other codes with places."""
    path = Path("_posts/2024-01-01-x.md")
    project = Projects(Recipe(schemas=flags)).of_folder(path.parent)
    schemas, local = project.schemas_for(path)
    source = Source(path.as_posix(), f"---\n{front_matter}\n---\n".encode())
    found = check(source, project.flavor, read(source, project.flavor), schemas, local)
    told = []
    for one in found:
        place = source.position(one.span.start)
        wanted = one.message.split("`")[1] if one.code == "SC001" else f"{place.line}:{place.column}"
        told.append(wanted if one.code == "SC001" else f"{one.code} {wanted}")
    return told


SETTINGS = """
[[validate.schema]]
files = "_posts/**"
schema = "schemas/first.json"
[[validate.schema]]
files = "*.md"
schema = "schemas/second.json"
[[validate.schema]]
files = "_drafts/**"
schema = "schemas/flag.json"
"""


def test_every_schema_of_a_flag_applies_and_no_other(site: Path) -> None:
    (site / "postkit.toml").write_text(SETTINGS)
    own = "$schema: /schemas/own.json"
    assert missing(own, "schemas/flag.json", "schemas/own.json") == ["flag", "own"]


def test_every_schema_whose_glob_fits_applies(site: Path) -> None:
    (site / "postkit.toml").write_text(SETTINGS)
    assert missing("$schema: /schemas/own.json") == ["first", "second"]


def test_where_no_glob_fits_the_post_is_asked(site: Path) -> None:
    (site / "postkit.toml").write_text(
        '[[validate.schema]]\nfiles = "_drafts/**"\nschema = "schemas/flag.json"'
    )
    assert missing("$schema: /schemas/own.json") == ["own"]
    assert missing("layout: [x]") == ["SC003 2:9"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../schemas/own.json", ["own"]),
        ("/schemas/own.json", ["own"]),
        ("jekyll-post", ["SC003 3:9"]),
        ("../schemas/none.json", ["SC010 2:10"]),
        ("../../outside.json", ["SC010 2:10"]),
        ("/../outside.json", ["SC010 2:10"]),
        ("https://example.org/post.json", ["SC010 2:10"]),
        ("//example.org/post.json", ["SC010 2:10"]),
        ("file:///etc/passwd", ["SC010 2:10"]),
        ("[a, b]", ["SC010 2:10"]),
        ("", ["SC010 2:1"]),
        ("x" * 5_000, ["SC010 2:10"]),
        ('"a\\0b"', ["SC010 2:10"]),
        ("/_config.yml", ["SC010 2:10"]),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_post_may_name_its_schema(name: str, told: list[str]) -> None:
    # Where that schema cannot be had, the flavor's holds, to which a layout is a text.
    rest = ["SC003 3:9"] if told[0].startswith("SC010") else []
    assert missing(f"$schema: {name}\nlayout: [x]") == told + rest


def test_a_schema_that_a_link_leads_out_to_is_not_read(site: Path) -> None:
    (site / "schemas" / "link.json").symlink_to("../../outside.json")
    assert missing("$schema: /schemas/link.json") == ["SC010 2:10"]


def test_a_schema_is_loaded_once(site: Path) -> None:
    local = LocalSchemas(site)
    texts = [b"---\n$schema: ../schemas/own.json\n---\n", b"---\n$schema: /schemas/own.json\n---\n"]
    sources = [Source(f"_posts/{number}.md", text) for number, text in enumerate(texts)]
    first, second = (local.of(read(source, FLAVORS["jekyll"])) for source in sources)
    assert first is second
    assert first is not None


def test_a_key_that_another_schema_knows_is_no_slip(site: Path) -> None:
    (site / "one.json").write_text('{"properties": {"categories": {}}}')
    (site / "two.json").write_text('{"properties": {"categoriez": {}}}')
    assert missing("categoriez: x", "one.json") == ["SC002 2:1"]
    assert missing("categoriez: x", "one.json", "two.json") == []


def test_two_schemas_say_the_same_once(site: Path) -> None:
    (site / "again.json").write_text(wants("flag"))
    assert missing("a: 1", "again.json", "schemas/flag.json") == ["flag"]
