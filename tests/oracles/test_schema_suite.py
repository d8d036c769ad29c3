"""The official JSON Schema test suite as front matter: what is not followed is named, with the reason."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from postkit.errors import RequestError
from tests.oracles.schema_suite import DRAFTS, SUITES, WRITTEN, files, groups, prepare, verdict

if not SUITES.is_dir() and os.environ.get("CI"):
    pytest.fail("`make build/suites` fetches the suites; CI must have them")
pytestmark = pytest.mark.skipif(not (SUITES / "json").is_dir(), reason="the test suites are not here")

FILES = [(draft, file) for draft in DRAFTS for file in files(draft)]

REFUSED = {
    "http://localhost:1234/": "it refers to a server, and nothing is fetched",
    "custom metaschema": "no schema of another draft than JSON Schema's own is taken",
    "ignore unrecognized optional vocabulary": "no schema of another draft than JSON Schema's own is taken",
}
"""What keeps a schema from being used, by a text in the group's name or in the refusal, and why."""

DIFFERENT = {
    "is only an annotation by default": "formats are always asserted: whoever writes one wants it",
    "float-overflow: ": "`1e308`, without a dot, is a text in the YAML that PyYAML reads",
    "content: ": "an encoded text inside of front matter is a text; optional in draft 7",
    "dependencies-compatibility: ": "the keyword `dependencies` has gone from later drafts; optional there",
}
"""Cases that postkit judges otherwise, by a text in their names, and why."""


def judged_otherwise(draft: str, file: Path, folder: Path) -> Iterator[str]:
    for group in groups(file, draft):
        try:
            schemas = prepare(group, draft, folder)
        except RequestError as error:
            if not any(text in f"{group.name} {error}" for text in REFUSED):
                yield f"{group.name}: {error}"
            continue
        for test in group.tests:
            name = f"{group.name}: {test['description']}"
            verdicts = {language: verdict(schemas, test["data"], language) for language in WRITTEN}
            right = all(found is test["valid"] for found in verdicts.values())
            if not right and not any(text in name for text in DIFFERENT):
                yield f"{name}: {verdicts}"


@pytest.mark.parametrize(("draft", "file"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_posts_are_judged_as_the_suite_says(draft: str, file: Path, tmp_path: Path) -> None:
    assert list(judged_otherwise(draft, file, tmp_path)) == []


@pytest.mark.parametrize("draft", DRAFTS)
def test_nearly_all_of_the_suite_is_followed(draft: str, tmp_path: Path) -> None:
    """What is excused above stays small: it cannot hide that a draft is not understood."""
    excused, total = 0, 0
    for file in files(draft):
        for group in groups(file, draft):
            text = json.dumps(group.schema) + group.name
            total += len(group.tests)
            names = [f"{group.name}: {test['description']}" for test in group.tests]
            if any(reason in text for reason in REFUSED):
                try:
                    prepare(group, draft, tmp_path)
                except RequestError:
                    excused += len(names)
            else:
                excused += sum(any(reason in name for reason in DIFFERENT) for name in names)
    assert total > 1_400
    assert excused < 0.08 * total
