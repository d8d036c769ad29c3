"""`postkit convert` against html2text on 1,000 posts in HTML, both from file to file.

The posts are those of the corpus as their engine shows them: front matter, and the body as HTML.
html2text is tuned as people tune it (no wrapping, real characters, dashes for bullets) and proves
nothing; postkit proves each conversion.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from clock import compiling_to, seconds

COUNT = 1_000
_MADE_UP = b"---\ntitle: Lakes\n---\n" + b"<p>Some <b>reeds</b>, <a href='/a'>a <i>lake</i></a>.</p>\n" * 30
_THEIRS = """
import sys
from pathlib import Path
from html2text import HTML2Text

for path in sorted(Path(sys.argv[1]).iterdir()):
    head, body = path.read_text(encoding="utf-8").split("---\\n", 2)[1:]
    writer = HTML2Text(bodywidth=0)
    writer.unicode_snob = True
    writer.ul_item_mark = "-"
    writer.emphasis_mark = "*"
    path.write_text(f"---\\n{head}---\\n{writer.handle(body)}", encoding="utf-8")
"""


def posts(corpus: Path) -> list[bytes]:
    """Return posts in HTML: of the corpus, spread over its sites; else made up."""
    from pyromark import Markdown, Options

    markdown = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH)
    found: list[bytes] = []
    for path in sorted(corpus.rglob("*.m*d*"), key=lambda path: (path.stem[::-1], path)):
        parts = path.read_bytes().replace(b"\r\n", b"\n").split(b"---\n", 2) if path.is_file() else []
        if len(parts) == 3 and not parts[0] and len(parts[2]) > 500:
            body = markdown.html(parts[2].decode(errors="replace"))
            found.append(b"---\n" + parts[1] + b"---\n" + body.encode())
        if len(found) == COUNT:
            break
    return found or [_MADE_UP] * COUNT


def compare(folder: Path, corpus: Path, runs: int = 3) -> tuple[int, float, float, float]:
    """Return how many posts there were, and the best times: postkit, postkit in one process, html2text.

    Args:
        folder: A folder to write in.
        corpus: Where real posts are.
        runs: How often each is run; they take turns.
    """
    texts = posts(corpus)
    ours = [Path(sys.executable).parent / "postkit", "convert", "-q", "--flavor", "gfm"]
    commands: dict[str, Sequence[str | Path]] = {
        "ours": ours,
        "one": [*ours, "--jobs", "1"],
        "theirs": [sys.executable, "-c", _THEIRS],
    }
    environment = compiling_to(folder)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            fresh = folder / "posts"
            fresh.mkdir()
            for number, text in enumerate(texts):
                (fresh / f"{number:04}.md").write_bytes(text)
            taken[name].append(seconds([*command, fresh], environment))
            shutil.rmtree(fresh)
    best = {name: min(times[1:]) for name, times in taken.items()}
    return len(texts), best["ours"], best["one"], best["theirs"]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        count, ours, one, theirs = compare(Path(name), Path(sys.argv[1]))
        print(f"{count} posts: postkit {ours:.2f} s, in one process {one:.2f} s, html2text {theirs:.2f} s")
        print(f"ratio {ours / theirs:.2f}, in one process {one / theirs:.2f}")
