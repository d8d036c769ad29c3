"""Settings in JavaScript: literals are read, expressions are not, and nothing is run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.permalinks.settings import UNKNOWN
from postkit.site.script import SPREAD, Script


def exported(text: str) -> object:
    script = Script(f"export default {text}")
    return next(script.value(index) for index in script.find("export", "default"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{ a: \'x\', "b-c": "y", d: `z` };', {"a": "x", "b-c": "y", "d": "z"}),
        ("{ a: 1, b: -2, c: 1.5, d: true, e: null, }", {"a": 1, "b": -2, "c": 1.5, "d": True, "e": None}),
        ("{ a: { b: ['x', { c: [] }] } }", {"a": {"b": ["x", {"c": []}]}}),
        (r"'\x41\u0042\u{43}\n\'\\'", "ABC\n'\\"),
        ("{ // one\n a: 1, /* a: 2 */ b: '//' }", {"a": 1, "b": "//"}),
        ("{ base: '/x' } satisfies Config;", {"base": "/x"}),
        ("{ a: 'always' as const }", {"a": "always"}),
    ],
)
def test_literals(text: str, value: object) -> None:
    assert exported(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "process.env.BASE",
        "x ? 'a' : 'b'",
        "'a' + b",
        "`a${b}`",
        "f('a')",
        "await f()",
        "() => 'a'",
        "function () { return 'a'; }",
        "['a', ...more]",
        "'a'.trim()",
        "missing",
        "/re['\"]{/g",
        "new URL('a')",
    ],
)
def test_expressions_are_unknown_and_end_where_they_end(text: str) -> None:
    assert exported(f"{{ a: {text}, b: 1 }}") == {"a": UNKNOWN, "b": 1}


def test_members_that_are_programs() -> None:
    text = "{ f(x) { return { b: 2 }; }, async g() {}, get h() { return 1; }, [k]: 3, ...rest, b: 1 }"
    assert exported(text) == {"f": UNKNOWN, "g": UNKNOWN, "h": UNKNOWN, SPREAD: UNKNOWN, "b": 1}


def test_constants() -> None:
    constants = "const base = '/a'\nlet slash = 'x'\nconst twice = 1; const twice = 2\n"
    script = Script(constants + "export default { base, slash, twice }")
    assert script.resolved("base") == "/a"
    assert next(script.value(index) for index in script.find("default")) == {
        "base": "/a",
        "slash": UNKNOWN,
        "twice": UNKNOWN,
    }


def test_calls() -> None:
    script = Script("cfg.add('x', () => { a, b });\ncfg.add(\"y\");\ncfg.add(...z)")
    assert [call[:1] for call in script.calls("add")][:2] == [["x"], ["y"]]
    assert list(Script("// add('x')\n'add(1)'").calls("add")) == []


@pytest.mark.parametrize(
    "text",
    [
        "return {a(){" * 20000,
        "{" * 50000,
        "x = [" * 50000,
        "'" * 100000,
        "/" * 100000,
        "`" * 99999,
        "/*" * 50000,
    ],
)
def test_hostile_text_ends(text: str) -> None:
    try:
        script = Script(text)
        script.objects("a")
        list(script.calls("a"))
    except RecursionError:
        return
    assert script.tokens[-1].kind == "end"


@given(st.text(alphabet="{}[](),:;.'\"`/\\*=>a1 \n$", max_size=60))
def test_any_text_ends(text: str) -> None:
    script = Script(text)
    for index in range(len(script.tokens)):
        script.value(index)
    script.objects("a")
    list(script.calls("a"))
