"""The shape of the package, read from its sources: who imports whom, and how big things are."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postkit.rules.table import RULES

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "postkit").rglob("*.py"))

_TEXTS = {"core", "flavors"}
_SITE = {"frontmatter", "markdown", "site", "rules", *_TEXTS}
ROOMS = {
    "core": set(),
    "errors": set(),
    "resources": set(),
    "write": set(),
    "mirror": {"core", "errors", "write"},
    "rules": {"core"},
    "flavors": {"core"},
    "markdown": _TEXTS,
    "frontmatter": {"errors", "resources", "rules", *_TEXTS},
    "config": {"errors", "rules", *_TEXTS},
    "git": {"core", "errors"},
    "gitignore": {"config"},
    "discover": {"config", "errors", "gitignore", *_TEXTS},
    "site": {"git", *_SITE} - {"site"},
    "suppressions": _SITE,
    "html": {"errors", *_SITE},
    "links": {"errors", "git", *_SITE},
    "project": {"config", "errors", "flavors", "frontmatter", "html"},
    "engine": {"errors", "html", "links", "suppressions", *_SITE},
    "baseline": {"core", "errors", "rules"},
    "report": {"core", "engine", "errors", "html", "resources", "rules"},
    "renaming": {"engine", "links", "project", *_SITE},
    "linking": {"discover", "git", "links", "project", *_SITE},
    "elsewhere": {"config", "links", *_SITE},
    "becoming": {"core", "engine", "project"},
    "runner": {
        "becoming",
        "elsewhere",
        "engine",
        "errors",
        "html",
        "linking",
        "links",
        "mirror",
        "project",
        "renaming",
        "write",
        *_SITE,
    },
    "api": {"engine", "errors", "html", *_SITE},
    "explain": {"config", "core", "discover", "errors", "frontmatter", "project", "resources"},
    "survey": {"errors", "frontmatter", "resources", *_TEXTS},
    "cli": {
        "baseline",
        "config",
        "discover",
        "elsewhere",
        "engine",
        "errors",
        "explain",
        "git",
        "mirror",
        "project",
        "report",
        "runner",
        "rules",
        "survey",
        "write",
        *_TEXTS,
    },
    "__init__": {"api"},
}
"""What each room may import beside itself; all may read the version from the package."""

LIBRARIES = {
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "turbohtml": {"html"},
    "html2text": {"html"},
    "markdown": {"html"},
    "pyromark": {"markdown"},
    "frontmatter": {"frontmatter"},
    "jsonschema": {"frontmatter"},
    "jsonschema_rs": {"frontmatter"},
    "jsonschema_specifications": {"frontmatter"},
    "referencing": {"frontmatter"},
    "yaml": {"frontmatter", "site"},
    "toml_rs": {"config", "frontmatter", "site"},
    "rapidfuzz": {"config", "frontmatter", "links"},
    "platformdirs": {"site"},
    "aiohttp": {"links"},
    "yarl": {"links"},
    "idna": {"links"},
}
"""In which rooms a library may be imported."""


def room_of(module: str) -> str:
    """Return the room of a module such as `postkit.core.span`."""
    return module.split(".")[1] if "." in module else "__init__"


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, *, lazy: bool = True) -> Iterator[str]:
    """Yield the modules that a source imports, by `import_module` too.

    Args:
        source: The text of the module.
        lazy: Whether imports inside functions and for type checkers count.
    """
    todo: list[ast.AST] = [ast.parse(source)]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            if node.module == "postkit":
                yield from (f"postkit.{a.name}" for a in node.names if not a.name.startswith("__"))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            # Of an f-string the part that is written out.
            constants = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
            yield str(constants[0])
        lazily = isinstance(node, (ast.FunctionDef, ast.Lambda)) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        )
        if lazy or not lazily:
            todo += ast.iter_child_nodes(node)


def faults(module: str, source: str) -> list[str]:
    """Return what a module imports against the contract."""
    room = room_of(module)
    found = []
    for imported in imports(source):
        top = imported.partition(".")[0]
        if top == "postkit":
            other = room_of(imported.rstrip("."))
            if imported != "postkit" and other != room and other not in ROOMS[room]:
                found.append(f"{module} must not import {imported}")
        elif top not in sys.stdlib_module_names and room not in LIBRARIES.get(top, ()):
            found.append(f"{module} must not import {top}")
    return found


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    assert faults(name_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("postkit.core.x", "from postkit.flavors import FLAVORS", 1),
        ("postkit.core.x", "def f():\n    from postkit.cli.run import execute", 1),
        ("postkit.core.x", "if TYPE_CHECKING:\n    import postkit.engine", 1),
        ("postkit.core.x", "from postkit import api", 1),
        ("postkit.core.x", "import_module('postkit.report.full')", 1),
        ("postkit.core.x", "import_module(f'postkit.report.{name}')", 1),
        ("postkit.core.x", "from postkit.core.y import z\nimport re, json", 0),
        ("postkit.links.x", "import typer, rich.console, turbohtml", 3),
        ("postkit.links.x", "import nobody_knows_this", 1),
        ("postkit.links.x", "from postkit import __version__\nfrom rapidfuzz import fuzz", 0),
        ("postkit.frontmatter.x", "from postkit.markdown.mask import mask", 1),
        ("postkit.config.x", "from postkit.site.post import Post", 1),
    ],
)
def test_a_broken_contract_is_found(module: str, source: str, expected: int) -> None:
    assert len(faults(module, source)) == expected


def test_every_room_and_library_of_the_contract_is_real() -> None:
    sources = {name_of(path): path.read_text(encoding="utf-8") for path in FILES}
    assert {room_of(name) for name in sources} == set(ROOMS)
    used = {(one.partition(".")[0], room_of(name)) for name, text in sources.items() for one in imports(text)}
    for library, rooms in LIBRARIES.items():
        assert any((library, room) in used for room in rooms), library


def cycle(edges: dict[str, set[str]]) -> list[str]:
    """Return the modules of one cycle, or nothing."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module in done:
            return []
        for other in edges.get(module, ()):
            if found := walk(other, [*path, module]):
                return found
        done.add(module)
        return []

    return next((found for module in edges if (found := walk(module, []))), [])


def test_modules_do_not_import_in_a_circle() -> None:
    names = {name_of(path) for path in FILES}
    edges = {}
    for path in FILES:
        found = imports(path.read_text(encoding="utf-8"), lazy=path.name != "__init__.py")
        edges[name_of(path)] = {one for one in found if one in names and one != "postkit"}
    assert cycle(edges) == []
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_too_big_to_be_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for function in functions(ast.parse(text)):
        assert (function.end_lineno or 0) - function.lineno < 50, f"{function.name} is too long"


@pytest.mark.parametrize("path", [path for path in FILES if "cli" not in path.parts], ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    spoken = [call for call in calls if call == "print" or call.endswith(("stdout.write", "stderr.write"))]
    generator = path.name == "schema.py" and path.parent.name == "config"  # run by `make schema`
    assert not spoken or generator


def test_other_programs_are_started_where_it_is_their_job() -> None:
    starting = {name_of(p) for p in FILES if "subprocess" in imports(p.read_text(encoding="utf-8"))}
    elsewhere = {name for name in starting if not name.startswith("postkit.html.engines.")}
    assert elsewhere == {"postkit.git.blobs", "postkit.git.command"}


def test_every_rule_has_a_page_that_names_it() -> None:
    pages = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "postkit/rules/pages").iterdir()}
    assert set(pages) == set(RULES)
    for code, text in pages.items():
        title = text.partition("\n")[0].replace(":", "")
        assert title == f"# {code} {RULES[code].name}"


def test_every_rule_is_used_somewhere() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in FILES if p.name != "table.py")
    assert {code for code in RULES if code not in text} == set()
