"""`postkit validate` against check-jsonschema on the front matter of 2,000 real posts."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from clock import compiling_to, seconds

COUNT = 2_000
_YAML = re.compile(rb"---[ \t]*\r?\n(.*?\n)---[ \t]*\r?\n", re.DOTALL)
_MADE_UP = b"---\nlayout: post\ntitle: Lakes and reeds, part %d\ndate: 2024-03-01\ntags: [walk]\n---\n"


def posts(corpus: Path) -> list[bytes]:
    """Return posts with YAML front matter: of the corpus, spread over its sites; else made up."""
    import yaml

    found: list[bytes] = []
    for path in sorted(corpus.rglob("*.m*d*"), key=lambda path: (path.stem[::-1], path)):
        match = _YAML.match(path.read_bytes()) if path.is_file() else None
        if match:
            try:
                data = yaml.safe_load(match[1])
            except (yaml.YAMLError, ValueError):
                continue
            found += [path.read_bytes()] if isinstance(data, dict) else []
        if len(found) == COUNT:
            break
    return found or [_MADE_UP % number for number in range(COUNT)]


def write(folder: Path, texts: Sequence[bytes]) -> tuple[Path, list[Path]]:
    """Write posts for postkit and their front matter alone for check-jsonschema."""
    (folder / "many").mkdir()
    (folder / "alone").mkdir()
    alone = []
    for number, text in enumerate(texts):
        (folder / "many" / f"{number:04}.md").write_bytes(text)
        match = _YAML.match(text)
        assert match
        alone.append(folder / "alone" / f"{number:04}.yaml")
        alone[-1].write_bytes(match[1])
    return folder / "many", alone


def compare(folder: Path, corpus: Path, runs: int = 3) -> tuple[int, float, float, float]:
    """Return how many posts there were, and the best times: postkit, postkit in one process, the other.

    Args:
        folder: A folder to write in.
        corpus: Where real posts are.
        runs: How often each is run; they take turns.
    """
    from postkit.resources import schemas

    texts = posts(corpus)
    many, alone = write(folder, texts)
    bin_ = Path(sys.executable).parent
    schema = str(schemas() / "jekyll-post.schema.json")
    ours = [bin_ / "postkit", "validate", "-q", "--flavor", "jekyll", "--schema", schema, many]
    theirs = [bin_ / "check-jsonschema", "--schemafile", schema, *alone]
    commands = {"ours": ours, "one": [*ours, "--jobs", "1"], "theirs": theirs}
    environment = compiling_to(folder)
    for command in commands.values():
        seconds(command, environment)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(seconds(command, environment))
    return len(texts), min(taken["ours"]), min(taken["one"]), min(taken["theirs"])


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        count, ours, one, theirs = compare(Path(name), Path(sys.argv[1]))
        print(f"{count} posts: postkit {ours:.2f} s, in one process {one:.2f} s")
        print(
            f"check-jsonschema {theirs:.2f} s; ratio {ours / theirs:.3f}, in one process {one / theirs:.3f}"
        )
