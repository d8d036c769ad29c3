"""The hooks, as pre-commit installs and runs them in a repository of posts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

ROOT = Path(__file__).parents[2]
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
WHO = ("-c", "user.name=a", "-c", "user.email=a@b.example")

GOOD = "---\ntitle: Good\ndate: 2024-01-01\n---\n\nA [link](other.html).\n"
OTHER = GOOD.replace("other", "good")
SITE = {
    "_config.yml": "title: Lakes\n",
    "_layouts/default.html": "<html><b>{{ content }}</b></html>\n",
    "good.md": GOOD,
    "other.md": OTHER,
}


class Repository:
    """A repository of posts with the hooks installed.

    Args:
        folder: Its folder.
        environment: The variables of git and pre-commit.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self._environment = environment

    def run(self, hook: str, files: Mapping[str, str]) -> tuple[int, str]:
        """Put files into the index and run one hook on them; return its exit status and what it said."""
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self._call("git", "add", "--", *files)
        done = self._call(str(PRE_COMMIT), "run", hook, "--files", *files)
        self._call("git", "reset", "--quiet", "--hard")
        return done.returncode, done.stdout

    def text(self, hook: str, name: str, text: str) -> str:
        """Return what a hook makes of a file."""
        (self.folder / name).write_text(text, encoding="utf-8")
        self._call("git", "add", "--", name)
        self._call(str(PRE_COMMIT), "run", hook, "--files", name)
        after = (self.folder / name).read_text(encoding="utf-8")
        self._call("git", "reset", "--quiet", "--hard")
        return after

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("hooks")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "PRE_COMMIT_HOME": str(folder / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    revision = _package(folder / "package", environment)
    site = folder / "site"
    hooks = "".join(f"      - id: postkit-{verb}\n" for verb in ("validate", "convert", "links", "check"))
    config = f"repos:\n  - repo: {folder / 'package'}\n    rev: {revision}\n    hooks:\n{hooks}"
    _commit(site, {**SITE, ".pre-commit-config.yaml": config}, environment)
    return Repository(site, environment)


def _package(folder: Path, environment: Mapping[str, str]) -> str:
    """Commit what is to be installed, as it is here; return the commit."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    wanted = ("postkit/", "schemas/", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml")
    texts = {name: ROOT / name for name in names if name.startswith(wanted) and (ROOT / name).is_file()}
    return _commit(
        folder, {name: path.read_text(encoding="utf-8") for name, path in texts.items()}, environment
    )


def _commit(folder: Path, files: Mapping[str, str], environment: Mapping[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for command in (("init", "-q"), ("add", "-A"), (*WHO, "commit", "-qm", "one")):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True, capture_output=True)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True
    )
    return head.stdout.strip()


@pytest.mark.parametrize(
    ("hook", "text", "finding"),
    [
        ("postkit-validate", GOOD.replace("01-01", "13-01"), "bad.md:3:7: SC005 `date` is `2024-13-01`"),
        (
            "postkit-links",
            GOOD.replace("other.html", "none.html"),
            "bad.md:6:10: LNK001 `none.html` does not exist",
        ),
        ("postkit-check", GOOD.replace("date", "date: :"), "bad.md:3:"),
    ],
)
def test_a_bad_post_fails_and_the_line_is_named(
    repository: Repository, hook: str, text: str, finding: str
) -> None:
    status, said = repository.run(hook, {"bad.md": text, "good.md": GOOD})
    assert status == 1
    assert finding in said
    assert "good.md" not in said


@pytest.mark.parametrize("verb", ["validate", "convert", "links", "check"])
def test_good_posts_and_layouts_pass(repository: Repository, verb: str) -> None:
    status, said = repository.run(f"postkit-{verb}", SITE)
    assert (status, "Passed" in said) == (0, True)


def test_html_is_converted_in_place_and_stops_the_commit(repository: Repository) -> None:
    text = GOOD + "\n<p>It is <b>deep</b>.</p>\n"
    status, said = repository.run("postkit-convert", {"good.md": text})
    assert (status, "files were modified by this hook" in said) == (1, True)
    assert repository.text("postkit-convert", "good.md", text) == GOOD + "\nIt is **deep**.\n"


def test_files_of_other_kinds_are_no_concern_of_the_hooks(repository: Repository) -> None:
    status, said = repository.run("postkit-check", {"a.py": "print()\n", "a.txt": "[x](none.md)\n"})
    assert (status, "no files to check" in said) == (0, True)
