"""Faults in real posts, mended by `--fix`: nothing changes but the bytes of the fault.

The faults and their repairs come from the benchmark; a clean post is what a unique repair restores.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bench.faults import Fault, inject
from bench.sample import Post, posts, schema
from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.flavors import FLAVORS
from postkit.frontmatter.schema import Schema, load_schema

_CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus")).absolute()
_REPAIRED = (
    "misspelt key",
    "nested misspelt key",
    "blank at the end of a key",
    "homoglyph in a key",
    "number for a text",
    "duplicate key",
    "case of an enum",
    "text for a list",
    "unquoted colon",
)
"""Kinds of faults that have one repair, which restores the post."""

pytestmark = pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus of real posts is not here")


@cache
def _faults() -> tuple[list[Fault], dict[str, dict[str, object]]]:
    clean = posts(_CORPUS, 30, seed=7)
    schemas = {
        site: schema([post for post in clean if post.site == site]) for site in {p.site for p in clean}
    }
    return list(inject(clean, schemas, 20, seed=7)), schemas


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Schema]:
    folder = tmp_path_factory.mktemp("schemas")
    loaded = {}
    for number, (site, document) in enumerate(_faults()[1].items()):
        (folder / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        loaded[site] = load_schema(f"{number}.json", folder)
    return loaded


def _mended(post: Post, text: str, schemas: dict[str, Schema], *, unsafe: bool = False) -> str:
    checks = Checks((Family.VALIDATE,), schemas=[schemas[post.site]])
    source = Source("_posts/2024-05-01-walk.md", text.encode())
    return mend(source, FLAVORS[post.flavor], checks, unsafe=unsafe).source.data.decode()


def _of(kind: str) -> list[Fault]:
    return [fault for fault in _faults()[0] if fault.kind == kind]


@pytest.mark.parametrize("kind", _REPAIRED)
def test_a_fix_restores_the_post(kind: str, schemas: dict[str, Schema]) -> None:
    faults = [fault for fault in _of(kind) if fault.repaired is not None]
    assert faults
    for fault in faults:
        # Front matter that cannot be read is mended with a person's look only.
        unsafe = kind == "unquoted colon"
        assert _mended(fault.post, fault.text, schemas, unsafe=unsafe) == fault.repaired, fault


def test_a_fix_changes_nothing_outside_the_fault(schemas: dict[str, Schema]) -> None:
    assert len(_faults()[0]) > 300
    for fault in _faults()[0]:
        mended = _mended(fault.post, fault.text, schemas)
        clean = fault.post.text
        before, after = clean[: fault.start], clean[fault.end :]
        line_start, line_end = before.rfind("\n") + 1, after.find("\n")
        if fault.kind == "duplicate key" and mended != fault.text:
            # Either of the two equal keys may be the one that goes.
            assert Counter(mended.splitlines()) == Counter(clean.splitlines()), fault
            continue
        if fault.kind in {"duplicate key", "unquoted colon"}:
            # Quotes go around the whole value.
            before, after = before[:line_start], after[line_end:]
        assert mended.startswith(before), fault
        assert mended.endswith(after), fault


def test_clean_posts_stay_as_they_are(schemas: dict[str, Schema]) -> None:
    for post in {id(fault.post): fault.post for fault in _faults()[0]}.values():
        assert _mended(post, post.text, schemas) == post.text
