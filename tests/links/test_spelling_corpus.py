"""Real posts: one destination of each is written anew at random, and no other says anything else."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from postkit.config.detect import detect_flavor
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.site.post import Post
from tests.links.rewriting import any_value, problem, rewritten

_CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus")).absolute()
_SUFFIXES = (".md", ".markdown", ".html")
_POSTS = 2000
_LONGEST = 200_000

pytestmark = pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus of real posts is not here")


def _flavors(site: Path) -> tuple[str, ...]:
    """Return the flavor of a site, and the others, which read its posts in some way, too."""
    own = detect_flavor(site)[0]
    return (own, *(name for name in FLAVORS if name != own))


def _posts(random: Random) -> Iterator[Post]:
    """Yield posts of all sites in a random order, most of them as the engine of their site reads them."""
    flavors = {site.name: _flavors(site) for site in _CORPUS.iterdir() if site.is_dir()}
    paths = sorted(path for path in _CORPUS.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    random.shuffle(paths)
    for path in paths:
        own, *others = flavors[path.relative_to(_CORPUS).parts[0]]
        flavor = own if random.random() < 0.75 else random.choice(others)
        data = path.read_bytes()
        if len(data) < _LONGEST:
            yield Post(Source(path.name, data), FLAVORS[flavor])


def _check(random: Random) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str, str, str]]]:
    """Rewrite a destination in each of many posts.

    Returns:
        How many were written and how many left, by kind; and what went wrong.
    """
    written: Counter[str] = Counter()
    left: Counter[str] = Counter()
    wrong = []
    for post in _posts(random):
        found = list(destinations(post))
        if not found:
            continue
        one = random.choice(found)
        value = any_value(random, one)
        data = rewritten(post, one, value)
        counter = left if data is None else written
        counter[one.kind] += 1
        if data is not None and (what := problem(post, one, value, data)):
            wrong.append((post.path, post.flavor.name, one.written, value, what))
        if written.total() + left.total() == _POSTS:
            break
    return written, left, wrong


@pytest.mark.parametrize("seed", [0])
def test_a_random_rewrite_in_each_of_2000_posts(seed: int) -> None:
    written, left, wrong = _check(Random(seed))
    assert wrong == []
    assert written.total() + left.total() == _POSTS
    assert all(
        written[kind] for kind in ("inline", "definition", "attribute", "autolink", "template", "bare")
    )
    # What cannot be said where it stands, such as a blank in a `srcset`.
    assert left.total() < 0.01 * _POSTS, left
