"""Settings written as a file say the same as they did."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin

import toml_rs
from hypothesis import given
from hypothesis import strategies as st

from postkit.config.check import FAMILIES, build
from postkit.config.effective import Origins, effective
from postkit.config.load import load_config
from postkit.config.options import Setting, is_table, settings_of
from postkit.config.settings import SETTINGS, Settings
from postkit.config.spelled import toml, value_text
from postkit.rules.table import RULES

CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, max_size=8) | st.sampled_from(
    ['"""', "a\\", "# x", "]\n[x]", "\r\n", "\x7f", "a.b"]
)


def texts(setting: Setting) -> st.SearchStrategy[str]:
    if setting.full_name == "schema":
        return st.sampled_from(["jekyll-post", "hugo-page"])
    if setting.codes:
        return st.sampled_from([*RULES, *FAMILIES])
    if setting.choices:
        return st.sampled_from([*map(str, setting.choices)])
    return st.from_regex(setting.pattern, alphabet=CHARACTERS) if setting.pattern else TEXTS


def values(setting: Setting) -> st.SearchStrategy[Any]:
    kind = setting.type
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 2**31)
    if get_origin(kind) is not tuple:
        return texts(setting)
    item = get_args(kind)[0]
    if is_table(item):
        row = {name: texts(one) for name, one in settings_of(item).items()}
        return st.lists(st.fixed_dictionaries(row), max_size=3)
    if get_args(item) == (str, str):
        return st.dictionaries(TEXTS, texts(setting), max_size=3)
    if get_origin(item) is tuple:
        return st.dictionaries(TEXTS, st.lists(texts(setting), max_size=3), max_size=3)
    return st.lists(texts(setting), max_size=3)


@st.composite
def data(draw: st.DrawFn) -> dict[str, Any]:
    """Make the data of a settings' file that sets some of all settings."""
    made: dict[str, Any] = {}
    for setting in draw(st.sets(st.sampled_from([*SETTINGS.values()]))):
        table = made
        for key in filter(None, setting.section.split(".")):
            table = table.setdefault(key, {})
        table[setting.name] = draw(values(setting))
    return made


@given(data())
def test_what_is_written_is_read_back(made: dict[str, Any]) -> None:
    settings = build(Settings, made)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "postkit.toml"
        text = "\n".join(toml(effective(settings, Origins(None, ()))))
        path.write_bytes(text.encode())
        again = load_config(path)
        assert again._replace(path=None) == settings
        shown = effective(again, Origins(path, ()))
    lines = text.split("\n")
    for one in shown:
        if one.value is None:
            continue
        line = lines[one.origin.line - 1]
        assert line.startswith((f"{one.setting.name} = ", f"[{one.setting.full_name}]  #"))


@given(
    st.recursive(
        TEXTS | st.booleans() | st.integers(0, 9), lambda one: st.lists(one) | st.dictionaries(TEXTS, one)
    )
)
def test_any_value_stands_on_one_line(value: Any) -> None:
    line = f"x = {value_text(value)}"
    assert len(line.splitlines()) == 1
    assert toml_rs.loads(line, toml_version="1.0.0") == {"x": value}
