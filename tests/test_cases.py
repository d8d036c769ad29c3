"""Case folders: each holds one post, what a command makes of it, and what the command says.

`tests/cases/<room>/<case>/` holds `input.md`; `expected.md`, where the command changes it;
`report.txt`, where it prints findings; and `flags.toml` with `command`, `flavor` and, where they
are not as usual, `path`, `args`, `status` and `renamed`, the path that the post gets; the settings of its
site in `postkit.toml`, where there are any. A post that needs a site around it has one in `site/`;
what becomes of other files of it stands in `expected/`,
and `gone` names those that have another name then.

A case of `validate` is one mistake of a writer. Its report is what `validate` prints in full, its
`expected.md` what `--fix` makes of the post, or only `--unsafe-fixes` where `unsafe` says so. It is
run with line ends CRLF and with a byte order mark too, unless `variants` says why not, and through
the API, unless `api` does; `schema.json` beside it is the schema that `args` names.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import postkit
from postkit.cli.boundary import run
from postkit.core.diagnostic import Diagnostic

CASES = Path(__file__).with_name("cases")
_ASKED = {
    "validate": lambda text, flavor, path: postkit.validate(text, flavor=flavor, path=path),
    "links": lambda text, flavor, path: postkit.check_links(text, flavor=flavor, path=path),
    "check": lambda text, flavor, path: postkit.check(text, flavor=flavor, path=path),
}


@dataclass(frozen=True)
class Case:
    """A case folder, read."""

    folder: Path
    command: str
    flavor: str
    path: str = "post.md"
    args: Sequence[str] = field(default_factory=list)
    status: int = 0
    unsafe: bool = False
    variants: Sequence[str] = ("crlf", "bom")
    api: bool = True
    renamed: str = ""
    gone: Sequence[str] = ()

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def has_settings(self) -> bool:
        return (self.folder / "postkit.toml").exists()

    @property
    def around(self) -> dict[str, bytes]:
        """The other files of the site, by path."""
        return _files(self.folder / "site")

    @property
    def around_after(self) -> dict[str, bytes]:
        """The same after the command."""
        files = self.around | _files(self.folder / "expected")
        return {path: data for path, data in files.items() if path not in self.gone}

    @property
    def writes(self) -> bool:
        return (
            self.command == "convert" and not {"--check", "--diff"} & set(self.args)
        ) or "--fix" in self.args

    @property
    def before(self) -> bytes:
        return (self.folder / "input.md").read_bytes()

    @property
    def after(self) -> bytes:
        expected = self.folder / "expected.md"
        return expected.read_bytes() if expected.exists() else self.before

    @property
    def report(self) -> str:
        report = self.folder / "report.txt"
        return report.read_text(encoding="utf-8") if report.exists() else ""


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _read(folder: Path) -> Case:
    return Case(folder, **tomllib.loads((folder / "flags.toml").read_text(encoding="utf-8")))


_ALL = [_read(flags.parent) for flags in sorted(CASES.glob("*/*/flags.toml"))]
_MISTAKES = [case for case in _ALL if case.command == "validate"]
_OTHERS = [case for case in _ALL if case.command != "validate"]
cases = pytest.mark.parametrize("case", _OTHERS, ids=lambda case: case.name)
_AS = {
    "lf": lambda data: data,
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "bom": lambda data: b"\xef\xbb\xbf" + data,
}
mistakes = pytest.mark.parametrize(
    ("case", "variant"),
    [
        pytest.param(case, variant, id=f"{case.name}-{variant}")
        for case in _MISTAKES
        for variant in ("lf", *case.variants)
    ],
)


def _run(case: Case, *more: str) -> int:
    form = "full" if case in _MISTAKES else "concise"
    arguments = [case.command, case.path, "--flavor", case.flavor, "--output-format", form, "--quiet"]
    return run([*arguments, *case.args, *more])


@mistakes
def test_mistake(
    case: Case,
    variant: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before, after = _AS[variant](case.before), _AS[variant](case.after)
    post = tmp_path / case.path
    post.parent.mkdir(parents=True, exist_ok=True)
    post.write_bytes(before)
    if (case.folder / "schema.json").exists():
        shutil.copy(case.folder / "schema.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert _run(case) == case.status
    assert capsys.readouterr().out == case.report
    assert post.read_bytes() == before, "it writes without being asked to"
    _run(case, "--fix")
    assert post.read_bytes() == (before if case.unsafe else after)
    for _ in "12":
        _run(case, "--fix", "--unsafe-fixes")
        assert post.read_bytes() == after


@cases
def test_command_line(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if case.around:
        shutil.copytree(case.folder / "site", tmp_path, dirs_exist_ok=True)
    post = tmp_path / case.path
    post.parent.mkdir(parents=True, exist_ok=True)
    post.write_bytes(case.before)
    if case.has_settings:
        shutil.copy(case.folder / "postkit.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    status = _run(case)
    assert capsys.readouterr().out == case.report
    if case.renamed:
        assert not post.exists()
        post = tmp_path / case.renamed
    assert post.read_bytes() == case.after
    others = {path: data for path, data in _files(tmp_path).items() if tmp_path / path != post}
    assert not case.around or others == case.around_after
    assert status == case.status
    if case.writes:
        assert _run(replace(case, path=case.renamed or case.path)) == case.status
        assert post.read_bytes() == case.after, "a second run changes something"
        assert _files(tmp_path) == others | {post.relative_to(tmp_path).as_posix(): case.after}


def _is_for_the_api(case: Case) -> bool:
    """Tell whether the API can be asked the same: it takes a text of no site, and few options."""
    text = case.before.decode(errors="surrogateescape")
    decodes = text.encode(errors="replace") == case.before
    return case.api and not (case.has_settings or case.around) and case.args in ([], ["--fix"]) and decodes


@pytest.mark.parametrize("case", [case for case in _ALL if _is_for_the_api(case)], ids=lambda case: case.name)
def test_api(case: Case) -> None:
    text = case.before.decode()
    codes = re.findall(r"^\S+?:\d+:\d+: (\w+)", case.report, re.MULTILINE)
    if case.command == "convert" or (case.command == "check" and case.args):
        mend = postkit.convert if case.command == "convert" else postkit.fix
        result = mend(text, flavor=case.flavor, path=case.path)
        assert result.text.encode() == case.after
        assert _codes(result.diagnostics) == codes
    elif not case.args:
        assert _codes(_ASKED[case.command](text, case.flavor, case.path)) == codes


def _codes(found: Sequence[Diagnostic]) -> list[str]:
    return [one.code for one in found]


def test_every_room_with_cases_has_one_to_leave_alone() -> None:
    rooms = {case.folder.parent for case in _ALL}
    assert rooms
    for room in rooms:
        assert any(case.before == case.after for case in _ALL if case.folder.parent == room), room.name
