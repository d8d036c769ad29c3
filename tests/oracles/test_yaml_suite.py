"""The YAML test suite between the fences of a post: whatever it is, every flavor ends with an answer."""

from __future__ import annotations

import json

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from tests.oracles.schema_suite import SUITES

_FILE = SUITES / "yaml.json"
CASES = json.loads(_FILE.read_bytes()) if _FILE.is_file() else []
BETWEEN_FENCES = [one for one in CASES if not one["yaml"].lstrip("\ufeff").startswith(("---", "%"))]
"""The rest begins a document or a directive of its own, which a fence would end."""

pytestmark = pytest.mark.skipif(not CASES, reason="the YAML test suite is not here")


@pytest.mark.parametrize("flavor", FLAVORS)
def test_no_case_crashes(flavor: str) -> None:
    assert len(BETWEEN_FENCES) > 200
    for case in CASES:
        data = f"---\n{case['yaml']}\n---\nBody\n".encode(errors="surrogatepass")
        source = Source("_posts/2024-01-01-x.md", data)
        front_matter = read(source, FLAVORS[flavor])
        for finding in check(source, FLAVORS[flavor], front_matter, []):
            assert 0 <= finding.span.start <= finding.span.end <= len(data)
        for key in front_matter.data:
            assert front_matter.locate((key,)) is not None


def test_mappings_of_texts_are_read_as_the_suite_says() -> None:
    """Where the suite's value has texts alone, no reader's idea of a number or a date plays a part."""
    compared, different = 0, []
    for case in BETWEEN_FENCES:
        want = _mapping_of_texts(case)
        if want is None:
            continue
        content = case["yaml"].removesuffix("\n")
        front_matter = read(Source("x.md", f"---\n{content}\n---\n".encode()), FLAVORS["gfm"])
        compared += 1
        if front_matter.problems or front_matter.data != want:
            different.append(case["yaml"])
    assert compared > 40
    assert set(different) == NOT_READ.keys()


_LIBYAML = "libyaml, and PyYAML, refuse it"
_TAG = "PyYAML's safe loader, which python-frontmatter uses, knows no such tag"
NOT_READ = {
    "&a: key: &a value\nfoo:\n  *a:\n": f"a colon in the name of an anchor: {_LIBYAML}",
    'a: &:@*!$"<foo>: scalar a\nb: *:@*!$"<foo>:\n': f"a colon in the name of an anchor: {_LIBYAML}",
    "First occurrence: &anchor Foo\nSecond occurrence: *anchor\nOverride anchor: &anchor Bar\n"
    "Reuse anchor: *anchor\n": "PyYAML's composer refuses an anchor that is defined twice",
    '{"foo"\n: "bar"}\n': f"a key and its colon on two lines: {_LIBYAML}",
    "{foo\n: bar}\n": f"a key and its colon on two lines: {_LIBYAML}",
    "{x: :x}\n": f"a value that begins with a colon: {_LIBYAML}",
    "!<tag:yaml.org,2002:str> foo :\n  !<!bar> baz\n": _TAG,
    "anchored: !local &anchor value\nalias: *anchor\n": _TAG,
    "literal: |2\n  value\nfolded:\n   !foo\n  >1\n value\n": _TAG,
    "literal: |2\n  value\nfolded: !foo >1\n value\n": _TAG,
    "foo: |-\n \tbar\n": f"a tab after the indentation: {_LIBYAML}",
    "foo:\n \tbar\n": f"a tab after the indentation: {_LIBYAML}",
}
"""Valid YAML that python-frontmatter does not read, with the reason."""


def _mapping_of_texts(case: dict[str, str]) -> dict[str, str] | None:
    try:
        value = json.loads(case.get("json") or "null")
    except ValueError:  # several documents
        return None
    if isinstance(value, dict) and value and all(isinstance(one, str) for one in value.values()):
        return value
    return None
