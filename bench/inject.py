"""Faults injected into real posts: what postkit and two other validators find, and where they point.

    python -m bench.inject [CORPUS] [--each N] [--seed N] [--missed]

check-jsonschema reads the front matter alone, cut out of the post as a script would cut it.
remark-lint-frontmatter-schema is installed from npm into `build/remark` the first time; without npm
its rows are left out. The schema of each site is the strictest of plain keywords (draft 7) that the
clean posts satisfy, the same for all three.

Columns: faults; found (something is said that is not said of the clean post); the right line; the
right line and column; named (of the faults that have a key to be named); alone (found by one finding
and no more).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from subprocess import run
from typing import Any, NamedTuple

from bench.faults import Fault, inject
from bench.sample import Post, posts, schema

BIN = Path(sys.executable).parent
REMARK = Path("build/remark")
PACKAGES = (
    "remark-cli@12",
    "remark-frontmatter@5",
    "remark-lint-frontmatter-schema@3.15.4",
    "vfile-reporter-json@4",
)
_BLOCKS = {
    "yaml": (re.compile(r"---\r?\n(.*?\n)---\r?\n", re.DOTALL), "yaml"),
    "toml": (re.compile(r"\+\+\+\r?\n(.*?\n)\+\+\+\r?\n", re.DOTALL), "toml"),
    "json": (re.compile(r"(\{.*?\n\})\n", re.DOTALL), "json"),
}
_RC = """import frontmatter from 'remark-frontmatter';
import schema from 'remark-lint-frontmatter-schema';
export default {plugins: [frontmatter, [schema, {schemas: %s}]]};
"""


class Said(NamedTuple):
    """A finding of a tool; line and column are 0 where it tells none."""

    text: str
    line: int = 0
    column: int = 0


_Command = list[str | Path]
Findings = dict[str, list[Said]]
Files = dict[str, tuple[Post, str]]
_Tool = Callable[[Path, Files, dict[str, Any]], Findings]


def _folders(root: Path, files: Files, schemas: dict[str, Any]) -> Iterable[tuple[str, Path, list[str]]]:
    """Write each site's files and schema into a folder of its own."""
    sites: dict[str, list[str]] = defaultdict(list)
    for name, (post, text) in files.items():
        folder = root / post.site.replace(" ", "-")
        (folder / "posts").mkdir(parents=True, exist_ok=True)
        (folder / "posts" / name).write_bytes(text.encode())
        sites[post.site].append(name)
    for site, names in sites.items():
        folder = root / site.replace(" ", "-")
        (folder / "schema.json").write_text(json.dumps(schemas[site]), encoding="utf-8")
        yield site, folder, names


def _postkit(root: Path, files: Files, schemas: dict[str, Any]) -> Findings:
    found: Findings = defaultdict(list)
    for _, folder, names in _folders(root, files, schemas):
        flavor = files[names[0]][0].flavor
        command: _Command = [
            BIN / "postkit",
            "validate",
            "posts",
            "--schema",
            "schema.json",
            "--flavor",
            flavor,
            "-q",
        ]
        done = run([*command, "--output-format", "json"], cwd=folder, capture_output=True, check=False)
        for one in json.loads(done.stdout):
            said = Said(f"{one['code']} {one['message']} ({one['hint']})", one["line"], one["column"])
            found[Path(one["path"]).name].append(said)
    return found


def _check_jsonschema(root: Path, files: Files, schemas: dict[str, Any]) -> Findings:
    found: Findings = defaultdict(list)
    for _, folder, names in _folders(root, files, schemas):
        blocks = {}
        for name in names:
            post, text = files[name]
            pattern, suffix = _BLOCKS[post.language]
            if match := pattern.match(text):
                blocks[f"{name}.{suffix}"] = match[1]
        for name, block in blocks.items():
            (folder / name).write_bytes(block.encode())
        command: _Command = [
            BIN / "check-jsonschema",
            "--schemafile",
            "schema.json",
            "-o",
            "json",
            *sorted(blocks),
        ]
        done = run(command, cwd=folder, capture_output=True, check=False)
        report = json.loads(done.stdout)
        for one in [*report.get("errors", ()), *report.get("parse_errors", ())]:
            text = f"{one.get('path', '')} {one['message']}".replace(one["filename"], "")
            found[one["filename"].rpartition(".")[0]].append(Said(text))
    return found


def _remark(root: Path, files: Files, schemas: dict[str, Any]) -> Findings:
    found: Findings = defaultdict(list)
    modules = (REMARK / "node_modules").absolute()
    for _, folder, _ in _folders(root, files, schemas):
        (folder / "node_modules").symlink_to(modules)
        rc = _RC % json.dumps({"./schema.json": ["./posts/*.md"]})
        (folder / ".remarkrc.mjs").write_text(rc, encoding="utf-8")
        command: _Command = [
            "node",
            modules / "remark-cli" / "cli.js",
            "posts",
            "--report",
            "vfile-reporter-json",
        ]
        done = run(command, cwd=folder, capture_output=True, check=False)
        for file in json.loads(done.stderr.decode().splitlines()[-1]):
            for one in file["messages"]:
                text = f"{one['reason']} {one.get('note', '')}".replace(str(folder), "")
                found[Path(file["path"]).name].append(
                    Said(text, one.get("line") or 0, one.get("column") or 0)
                )
    return found


def _install_remark() -> bool:
    if (REMARK / "node_modules" / "remark-lint-frontmatter-schema").exists():
        return True
    if shutil.which("npm") is None:
        return False
    REMARK.mkdir(parents=True, exist_ok=True)
    command: _Command = ["npm", "install", "--no-fund", "--no-audit", "--prefix", REMARK, *PACKAGES]
    return run(command, capture_output=True, check=False).returncode == 0


class Score(NamedTuple):
    """What a tool made of one fault."""

    found: bool
    line: bool
    column: bool
    named: bool | None
    alone: bool


def judge(fault: Fault, said: Sequence[Said], before: Sequence[Said]) -> Score:
    """Compare what a tool says of a faulty post with the fault, and with what it says of the clean one."""
    known = Counter(one.text for one in before)
    new = []
    for one in said:
        if known[one.text]:
            known[one.text] -= 1
        else:
            new.append(one)
    line = any(one.line == fault.line for one in new)
    column = any(one.line == fault.line and one.column in fault.columns for one in new)
    words = {word.lower() for one in new for word in re.findall(r"[\w-]+", one.text)}
    named = any(name.lower() in words for name in fault.names) if fault.names else None
    return Score(bool(new), line, column, named, len(new) == 1)


def _row(name: str, scores: Sequence[Score]) -> str:
    named = [one.named for one in scores if one.named is not None]
    counts = [sum(bool(one[number]) for one in scores) for number in (0, 1, 2, 4)]
    told = f"{sum(named):>5}/{len(named):<3}" if named else "        -"
    return f"{name:<42}{len(scores):>7}{counts[0]:>7}{counts[1]:>7}{counts[2]:>8}{told}{counts[3]:>7}"


def _tools() -> dict[str, _Tool]:
    tools: dict[str, _Tool] = {"postkit": _postkit, "check-jsonschema": _check_jsonschema}
    if _install_remark():
        tools["remark-lint-frontmatter-schema"] = _remark
    else:
        print("remark-lint-frontmatter-schema cannot be installed: there is no npm, or no network")
    return tools


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="?", default=os.environ.get("POSTKIT_CORPUS", "build/corpus"))
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", action="store_true", help="list what postkit misses or misplaces")
    options = parser.parse_args()
    clean = posts(Path(options.corpus), 60, options.seed)
    schemas = {site: schema([one for one in clean if one.site == site]) for site in {p.site for p in clean}}
    faults = list(inject(clean, schemas, options.each, options.seed))
    number = {id(post): f"{count:04}.md" for count, post in enumerate(clean)}
    before = {number[id(post)]: (post, post.text) for post in clean}
    after = {f"{count:04}.md": (fault.post, fault.text) for count, fault in enumerate(faults)}
    print(f"{len(faults)} faults in {len(clean)} posts of {len(schemas)} groups, seed {options.seed}\n")
    for tool, ask in _tools().items():
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            first, second = ask(Path(one), before, schemas), ask(Path(other), after, schemas)
        scores: dict[str, list[Score]] = defaultdict(list)
        in_yaml: dict[str, list[Score]] = defaultdict(list)
        for count, fault in enumerate(faults):
            said = second.get(f"{count:04}.md", [])
            score = judge(fault, said, first.get(number[id(fault.post)], []))
            scores[fault.kind].append(score)
            if fault.post.language == "yaml":
                in_yaml[fault.kind].append(score)
            if options.missed and tool == "postkit" and not all(one is not False for one in score):
                print(fault.kind, fault.post.language, fault.post.flavor, (fault.line, fault.columns), said)
        print(f"{tool:<42}{'faults':>7}{'found':>7}{'line':>7}{'column':>8}{'named':>9}{'alone':>7}")
        for kind, each in scores.items():
            print(_row(kind, each))
        print(_row("all", [one for each in scores.values() for one in each]))
        yaml = [one.kind for one in faults if one.post.language == "yaml"]
        print(_row("all in YAML", [one for kind in dict.fromkeys(yaml) for one in in_yaml[kind]]))
        alarms = {name: said for name, said in first.items() if said}
        print(f"clean posts with a finding: {len(alarms)} of {len(clean)}\n")
        if options.missed:
            texts = Counter(one.text[:150] for said in alarms.values() for one in said)
            print(*(f"{times:>4} {text}" for text, times in texts.most_common(15)), sep="\n")


if __name__ == "__main__":
    main()
