"""What people install: built from the checkout, used far from it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from postkit.rules.table import RULES

ROOT = Path(__file__).parents[1]
SCHEMAS = sorted(path.name for path in (ROOT / "schemas").glob("*.schema.json"))
SOURCES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "postkit").rglob("*.py"))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel (made of the sdist, as an installer makes it) and the sdist."""
    target = tmp_path_factory.mktemp("dist")
    process = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    assert process.returncode == 0, process.stdout + process.stderr
    return target


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def test_the_wheel_holds_all_that_is_needed_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    assert set(names) == {
        "postkit/py.typed",
        "postkit/html/engines/kramdown.rb",
        *SOURCES,
        *(f"postkit/schemas/{name}" for name in SCHEMAS),
        *(f"postkit/rules/pages/{code}.md" for code in RULES),
        *(f"postkit/report/page/{name}" for name in ("frame.js", "page.css", "page.html", "page.js")),
    }


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    assert {*SOURCES, *tests, "Makefile", "README.md", "pyproject.toml", "postkit/py.typed"} <= names
    assert {f"schemas/{name}" for name in SCHEMAS} <= names
    assert not [name for name in names if name.startswith((".venv", "build", ".git/"))]


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a fresh environment that sees the libraries of this one, but not the checkout."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"), home / "Lib/site-packages")
    process = run(
        *(sys.executable, "-m", "pip", "--python", home, "install", "--no-deps", "--no-index", "-q", wheel),
        cwd=home,
    )
    assert process.returncode == 0, process.stderr
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    # Plain entries: files that add paths, such as that of the editable install, are not read there.
    (site / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return home


def test_it_runs_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    scripts = installed / ("Scripts" if sys.platform == "win32" else "bin")
    postkit = scripts / "postkit"
    where = run(scripts / "python", "-c", "import postkit; print(postkit.__file__)", cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed)

    version = run(postkit, "--version", cwd=tmp_path)
    assert (version.returncode, version.stdout.split()[0]) == (0, "postkit")

    (tmp_path / "2024-01-02-post.md").write_text("---\nlayout: [a]\n---\n\ntext\n", encoding="utf-8")
    checked = run(postkit, "validate", "--schema", "jekyll-post", "2024-01-02-post.md", cwd=tmp_path)
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.startswith("2024-01-02-post.md:2:9: SC003 ")

    explained = run(postkit, "rule", "FM001", cwd=tmp_path)
    assert explained.returncode == 0
    assert explained.stdout.startswith("# FM001")


def test_a_type_checker_sees_the_types(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text("import postkit\nfound: int = postkit.check('x')\n", encoding="utf-8")
    python = next(installed.glob("bin/python"), installed / "Scripts/python.exe")
    command = ("-m", "mypy", "--python-executable", python, "--cache-dir", tmp_path / "cache", "user.py")
    process = run(sys.executable, *command, cwd=tmp_path)
    assert "list[Diagnostic]" in process.stdout, process.stdout
