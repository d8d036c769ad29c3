"""Speed against other tools, as ratios of one run on one machine: `make bench`.

Leaves with 1 if checking one small file takes longer than `black --check` on one, which is what
people wait for at each commit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

BIN = Path(sys.executable).parent
CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus"))
RUNS = 15

POST = '---\nlayout: post\ntitle: "Lakes & reeds"\ndate: 2024-03-01\ntags: [walk, lake]\n---\n\n'
BODY = "# A walk\n\nSome *text* with [a link](https://example.com/a) and `code`.\n\n- one\n- two\n\n" * 8
HTML = "<p>Some <strong>text</strong>, <a href='https://example.com/a'>a link</a>.</p>\n\n"
MODULE = '"""A module."""\n\n\ndef f(x: int) -> int:\n    """Return it."""\n    return x + 1\n' * 8

Command = Sequence[str | Path]
Row = tuple[str, float, str]


def seconds(command: Command, cwd: Path) -> float:
    """Return how much processor time a command takes: waiting for other programs does not count."""
    before = os.times()
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = os.times()
    if done.returncode not in (0, 1):
        sys.exit(f"{command} failed: {done.stderr.decode()}")
    return after.children_user + after.children_system - before.children_user - before.children_system


def medians(commands: dict[str, Command], cwd: Path, runs: int) -> dict[str, float]:
    """Return the median time of each command; they take turns, so that all meet the same weather."""
    for command in commands.values():
        seconds(command, cwd)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(seconds(command, cwd))
    return {name: statistics.median(times) for name, times in taken.items()}


def one_file(folder: Path) -> Iterator[Row]:
    (folder / "one.md").write_text(POST + BODY, encoding="utf-8")
    (folder / "html.md").write_text(POST + HTML + BODY, encoding="utf-8")
    (folder / "one.py").write_text(MODULE, encoding="utf-8")
    verbs = [f"{verb} one.md" for verb in ("check", "validate", "convert", "links")] + ["check html.md"]
    commands: dict[str, Command] = {verb: [BIN / "postkit", *verb.split()] for verb in verbs}
    commands["black"] = [BIN / "black", "--check", "-q", "one.py"]
    commands["typer"] = [sys.executable, "-c", "import typer"]
    taken = medians(commands, folder, RUNS)
    for verb in verbs:
        yield f"postkit {verb}", taken[verb] / taken["black"], "black --check one.py"
    yield "postkit check one.md", taken["check one.md"] / taken["typer"], "python -c 'import typer'"


def best(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def bodies(count: int) -> list[str]:
    """Return posts with HTML: of the corpus if it is here, spread over its sites; else made up."""
    found = []
    for path in sorted(CORPUS.rglob("*.md"), key=lambda path: (path.stem[::-1], path)):
        text = path.read_bytes().decode(errors="replace")
        if "<p" in text or "<div" in text or "<table" in text:
            found.append(text)
    return found[:count] or [POST + HTML * (1 + number % 9) for number in range(count)]


def converting() -> Iterator[Row]:
    from html2text import HTML2Text

    import postkit

    texts = bodies(300)

    def ours() -> None:
        for text in texts:
            postkit.convert(text, flavor="jekyll")

    def theirs() -> None:
        for text in texts:
            HTML2Text(bodywidth=0).handle(text)

    ours(), theirs()
    label = "of the corpus" if CORPUS.is_dir() else "made up"
    yield f"convert, proved ({len(texts)} posts {label})", best(ours) / best(theirs), "html2text, not proved"


def validating(folder: Path) -> Iterator[Row]:
    import postkit
    from postkit import resources

    (folder / "posts").mkdir()
    (folder / "yaml").mkdir()
    for number in range(500):
        post = POST.replace("Lakes", f"Lake {number}")
        (folder / "posts" / f"{number}.md").write_text(post + BODY, encoding="utf-8")
        (folder / "yaml" / f"{number}.yaml").write_text(post.split("---")[1], encoding="utf-8")
    # check-jsonschema does not know the format of dates that posts have.
    schema = str(resources.schemas() / "jekyll-post.schema.json")
    yaml = sorted(str(path) for path in (folder / "yaml").iterdir())
    commands: dict[str, Command] = {
        "postkit": [BIN / "postkit", "validate", "--jobs", "1", "--schema", "jekyll-post", "posts"],
        "check-jsonschema": [BIN / "check-jsonschema", "--schemafile", schema, *yaml],
    }
    taken = medians(commands, folder, 3)
    ratio = taken["postkit"] / taken["check-jsonschema"]
    yield f"validate (500 posts, version {postkit.__version__})", ratio, "check-jsonschema, YAML alone"


def many(folder: Path) -> Iterator[Row]:
    from validate import compare

    count, ours, one, theirs = compare(folder, CORPUS)
    yield f"validate by the clock ({count} posts)", ours / theirs, "check-jsonschema, YAML alone"
    yield f"validate --jobs 1 by the clock ({count} posts)", one / theirs, "check-jsonschema, YAML alone"


def many_converted(folder: Path) -> Iterator[Row]:
    from convert import compare

    count, ours, one, theirs = compare(folder, CORPUS)
    yield f"convert by the clock, proved ({count} posts)", ours / theirs, "html2text, not proved"
    yield f"convert --jobs 1 by the clock ({count} posts)", one / theirs, "html2text, not proved"


def main() -> int:
    # Compiled modules are kept for all tools alike, wherever they were installed from.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        rows = [*one_file(folder), *converting(), *validating(folder), *many(folder), *many_converted(folder)]
    print(f"{'what':<46} {'times':>6}   as long as")
    for what, ratio, against in rows:
        print(f"{what:<46} {ratio:>6.2f}   {against}")
    slow = [what for what, ratio, against in rows if against.startswith("black") and ratio > 1]
    if slow:
        print(f"slower than black on one file: {', '.join(slow)}", file=sys.stderr)
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
