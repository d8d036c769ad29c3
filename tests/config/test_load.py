from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import toml_rs
from hypothesis import given
from hypothesis import strategies as st

from postkit import report
from postkit.config import FORMATS, SETTINGS, SchemaFor, Settings, find_config, load_config
from postkit.config.check import BadSetting, build
from postkit.config.schema import config_schema, config_schema_text
from postkit.core.diagnostic import Severity
from postkit.errors import RequestError

ROOT = Path(__file__).parents[2]

FULL = """
flavor = "jekyll"
select = ["LNK", "HTM001"]
ignore = ["LNK011"]
fail-on = "error"
exclude = ["drafts/"]
output-format = "json"
jobs = 3

[per-file-ignores]
"old/**" = ["LNK"]

[convert]
keep = ["kbd", "IMG"]
drop-attributes = ["aria-*", "onclick"]
attributes = "ial"
bullet = "*"
emphasis = "_"
strong = "__"
fence = "~~~"
emphasis-fallback = "html"

[links]
base-url = "https://example.org"
ignore = ["/api/*"]

[[validate.schema]]
schema = "post.json"
files = "_posts/**"

[[validate.schema]]
schema = "jekyll-post"
"""


def write(folder: Path, text: str, name: str = "postkit.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode())
    return path


def refusal(folder: Path, text: str, name: str = "postkit.toml") -> str:
    """Return the message for a file without its path."""
    path = write(folder, text, name)
    with pytest.raises(RequestError) as error:
        load_config(path)
    message = str(error.value)
    assert message.startswith(f"{path}:")
    return message.removeprefix(f"{path}:")


def test_every_setting_is_read(tmp_path: Path) -> None:
    write(tmp_path, "{}", "post.json")
    path = write(tmp_path, FULL)
    settings = load_config(path)
    assert settings.flavor == "jekyll"
    assert settings.select == ("LNK", "HTM001")
    assert settings.ignore == ("LNK011",)
    assert settings.fail_on is Severity.ERROR
    assert settings.exclude == ("drafts/",)
    assert settings.output_format == "json"
    assert settings.jobs == 3
    assert settings.per_file_ignores == (("old/**", ("LNK",)),)
    assert settings.convert == (("kbd", "IMG"), ("aria-*", "onclick"), "ial", "*", "_", "__", "~~~", "html")
    assert settings.links.base_url == "https://example.org"
    assert settings.links.ignore == ("/api/*",)
    assert settings.validate.schema == (
        SchemaFor(schema=str(tmp_path / "post.json"), files="_posts/**"),
        SchemaFor(schema="jekyll-post", files="**"),
    )
    assert settings.path == path
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "")) == Settings(path=tmp_path / "postkit.toml")


def test_a_bom_and_crlf_do_no_harm(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "\ufeffjobs = 2\r\nflavor = 'gfm'\r\n")).jobs == 2
    assert refusal(tmp_path, "\ufeffflavour = 2\r\n").startswith("1:1: unknown setting `flavour`")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flavour = 'x'", "1:1: unknown setting `flavour`, did you mean `flavor`?"),
        ("# é\n\n  fail_on = 'x'", "3:3: unknown setting `fail_on`, did you mean `fail-on`?"),
        ("zzz = 1", "1:1: unknown setting `zzz`"),
        ("base-url = 'https://a'", "1:1: unknown setting `base-url`, it belongs in the table `links`"),
        ("[link]\nignore = []", "1:2: unknown setting `link`, did you mean `links`?"),
        ("jobs = 1\n\n[ link ]", "3:3: unknown setting `link`, did you mean `links`?"),
        ("[links]\n'é' = 1\nbase_url = 1", "2:1: unknown setting `é`"),
        (
            "links = { ignore = [], base_url = 'x' }",
            "1:24: unknown setting `base_url`, did you mean `base-url`?",
        ),
        ("links.base_url = 'x'", "1:7: unknown setting `base_url`, did you mean `base-url`?"),
        (
            "[[validate.schema]]\nschema = 'a'\n[[validate.schema]]\nschema = 'b'\nfile = 'x'",
            "5:1: unknown setting `file`, did you mean `files`?",
        ),
        ("[[validate.schema]]\nfiles = 'a'", "1:1: `schema` is missing here"),
        ("validate.schema = [{schema = 'a'}, {}]", "1:36: `schema` is missing here"),
        ("validate.schema = ['é', 'b']", "1:20: an item of `schema` must be a table, not a text"),
        (
            "[validate]\nschema = [{schema = 'no/such.json'}]",
            "2:21: no schema file `no/such.json` beside this file",
        ),
        ("flavor = 'jekyl'", "1:10: `flavor` cannot be `jekyl`, did you mean `jekyll`?"),
        (
            "output-format = 'xml'",
            f"1:17: `output-format` cannot be `xml`; it may be {', '.join(f'`{one}`' for one in FORMATS)}",
        ),
        ("fail-on = 3", "1:11: `fail-on` must be a text, not the number `3`"),
        ("jobs = true", "1:8: `jobs` must be a whole number from 0, not `true`"),
        ("jobs = -1", "1:8: `jobs` must be a whole number from 0, not the number `-1`"),
        ("jobs = 1.5", "1:8: `jobs` must be a whole number from 0, not the number `1.5`"),
        ("jobs = 2024-01-01", "1:8: `jobs` must be a whole number from 0, not a date or time"),
        ("select = 'LNK'", "1:10: `select` must be a list of texts, not a text"),
        ("select = [\n  'LNK', 'LKN',\n]", "2:10: no rule has the code `LKN`, did you mean `LNK`?"),
        ("select = ['L']", "1:11: no rule has the code `L`"),
        ("ignore = ['LNK999']", "1:11: no rule has the code `LNK999`, did you mean `LNK009`?"),
        ("ignore = ['']", "1:11: no rule has the code ``"),
        (
            "per-file-ignores = {'é' = ['LNK', 1]}",
            "1:35: an item of `per-file-ignores` must be a text, not the number `1`",
        ),
        ("[per-file-ignores]\nkey_line = 3", "2:12: `key_line` must be a list of texts, not the number `3`"),
        ("links = 1", "1:9: `links` must be a table, not the number `1`"),
        (
            "[links]\nbase-url = 'example.org'",
            "2:12: `base-url` must match `^https?://[^/\\s]`, `example.org` does not",
        ),
        ("convert.bullet = '~'", "1:18: `bullet` cannot be `~`; it may be `-`, `*`, `+`"),
        ("convert.attributes = 'keep'", "1:22: `attributes` cannot be `keep`, did you mean `keep-html`?"),
        ("convert.keep = ['<img>']", "1:17: `keep` must match `^[A-Za-z][\\w:.-]*$`, `<img>` does not"),
        (
            "convert.drop-attributes = ['on*', '']",
            "1:35: `drop-attributes` must match `^[A-Za-z*?][\\w:.*?-]*$`, `` does not",
        ),
        (
            "[convert]\ndrop_attributes = []",
            "2:1: unknown setting `drop_attributes`, did you mean `drop-attributes`?",
        ),
        ("path = '/etc'", "1:1: unknown setting `path`"),
        ("'a\\b\u202e' = 1", "1:1: unknown setting `a\\b\\u202e`"),
        ('"a\\u001b\\n" = 1', "1:1: unknown setting `a\\x1b\\n`"),
        ("x = [", "1:6: unclosed array, expected `]`"),
        ("a = 'é' b", "1:9: unexpected key or value, expected newline, `#`"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    message = refusal(tmp_path, text)
    assert message == expected


def test_pyproject_has_its_own_table(tmp_path: Path) -> None:
    path = write(
        tmp_path, "[project]\nname = 'x'\n[tool.postkit]\njobs = 4\n[tool.other]\nx = 1\n", "pyproject.toml"
    )
    assert find_config(tmp_path) == path
    assert load_config(path).jobs == 4
    message = refusal(tmp_path, "[tool.postkit]\njobs = 1\n[tool.postkit.lnks]\n", "pyproject.toml")
    assert message == "3:15: unknown setting `lnks`, did you mean `links`?"
    assert refusal(tmp_path, "[tool]\npostkit = 3", "pyproject.toml") == "2:11: `postkit` must be a table"


def test_the_nearest_config_wins(tmp_path: Path) -> None:
    top = write(tmp_path, "")
    inner = write(tmp_path / "a/b", "[tool.postkit]", "pyproject.toml")
    write(tmp_path / "a/b/c", "[project]\nname = 'postkit-user'", "pyproject.toml")
    post = write(tmp_path / "a/b/c", "", "post.md")
    assert find_config(post) == inner
    assert find_config(tmp_path / "a/other.md") == top
    both = write(tmp_path / "a/b", "")
    assert find_config(post) == both
    (tmp_path / "a/b/c/postkit.toml").mkdir()
    assert find_config(post) == both


def test_a_broken_pyproject_that_speaks_of_postkit_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "")
    path = write(tmp_path / "a", "[tool.postkit]\njobs = \n", "pyproject.toml")
    assert find_config(tmp_path / "a") == path
    assert refusal(tmp_path / "a", "[tool.postkit]\njobs = \n", "pyproject.toml").startswith("2:8: ")


def test_a_config_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"cannot read .*gone\.toml.*: No such file"):
        load_config(tmp_path / "gone.toml")
    path = tmp_path / "postkit.toml"
    path.write_bytes(b"a = '\xff'")
    with pytest.raises(RequestError, match="it is not UTF-8"):
        load_config(path)


@pytest.mark.parametrize(
    "opened",
    [
        "[" * 100_000,
        "[ # ]\n" * 100_000,
        '[ \']\', "]\\"]",\n' * 100_000,
        "{a=" * 100_000,
        "1\na" + ".a" * 50_000 + " = 1",
        "1\n[a" + " . 'b'" * 50_000 + "]",
    ],
)
def test_nesting_without_end_is_refused(tmp_path: Path, opened: str) -> None:
    with pytest.raises(RequestError, match="levels deep"):
        load_config(write(tmp_path, f"x = {opened}"))


def test_brackets_in_strings_and_many_tables_are_no_depth(tmp_path: Path) -> None:
    text = "exclude = [\n" + '\'[[[\', "\\"{{{", """["[""", # [[\n' * 100 + "]\n"
    text += "".join(f"[[validate.schema]]\nschema = 's{n}'\n" for n in range(300))
    assert len(load_config(write(tmp_path, text)).exclude) == 300


def test_flags_win_over_the_file() -> None:
    base = Settings(jobs=3, select=("LNK",), exclude=("a",))
    merged = base.merged(
        jobs=None,
        select=["HTM001, LNK", "FM"],
        exclude=(),
        fail_on="error",
        base_url="https://x.org",
        ignore=[],
    )
    assert merged.jobs == 3
    assert merged.select == ("HTM001", "LNK", "FM")
    assert merged.exclude == ("a",)
    assert merged.fail_on is Severity.ERROR
    assert merged.links.base_url == "https://x.org"
    assert merged.ignore == ()
    assert base.merged(exclude=["a,b"]).exclude == ("a,b",)  # a comma may be part of a name
    assert base.merged(jobs=0).jobs == 0


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ({"flavor": "jekyl"}, "`--flavor`: `flavor` cannot be `jekyl`, did you mean `jekyll`?"),
        ({"select": ["LNK,LKN"]}, "`--select`: no rule has the code `LKN`, did you mean `LNK`?"),
        ({"base_url": "x"}, "`--base-url`: `base-url` must match `^https?://[^/\\s]`, `x` does not"),
        ({"jobs": -1}, "`--jobs`: `jobs` must be a whole number from 0, not the number `-1`"),
    ],
)
def test_flags_are_held_to_the_same_rules(flags: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError) as error:
        Settings().merged(**flags)
    assert str(error.value) == message


def test_what_is_reported() -> None:
    assert Settings().reports("LNK001")
    assert Settings(select=("LNK",), ignore=("LNK001",)).reports("LNK002")
    assert not Settings(select=("LNK",), ignore=("LNK001",)).reports("LNK001")
    assert Settings(select=("LNK001",), ignore=("LNK",)).reports("LNK001")
    assert not Settings(select=("LNK001",), ignore=("LNK",)).reports("LNK002")
    assert not Settings(select=("LNK",), ignore=("LNK",)).reports("LNK001")
    assert not Settings(select=("FM",)).reports("LNK001")


def test_per_file_ignores_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(
        path=tmp_path / "site/postkit.toml", per_file_ignores=(("/old/*.md", ("LNK",)), ("*.mdx", ("FM",)))
    )
    assert not settings.reports("LNK001", tmp_path / "site/old/a.md")
    assert settings.reports("HTM001", tmp_path / "site/old/a.md")
    assert settings.reports("LNK001", tmp_path / "site/new/old/a.md")
    assert settings.reports("LNK001", tmp_path / "old/a.md")
    monkeypatch.chdir(tmp_path)
    assert settings.ignored_in(Path("site/old/a.md")) == ("LNK",)
    assert settings.ignored_in(Path("site/old/a.mdx")) == ("FM",)


def test_the_schema_file_is_in_step() -> None:
    text = (ROOT / "schemas/postkit.schema.json").read_text(encoding="utf-8")
    assert text == config_schema_text(), "run: python -m postkit.config.schema > schemas/postkit.schema.json"
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_the_schema_takes_what_the_reader_takes() -> None:
    jsonschema.validate(toml_rs.loads(FULL), config_schema())


VALUE = st.sampled_from(
    ["gfm", "error", "json", "LNK", "LNK001", "LNK9", "https://x", "x", 0, -1, True, 1.5, [], {}]
)
TABLE: st.SearchStrategy[Any] = st.recursive(
    VALUE,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["schema", "files", "base-url", "ignore", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = (
    "flavor",
    "select",
    "ignore",
    "fail-on",
    "exclude",
    "jobs",
    "per-file-ignores",
    "validate",
    "links",
    "z",
)


@given(st.dictionaries(st.sampled_from(NAMES), TABLE, max_size=2))
def test_reader_and_schema_agree(data: dict[str, Any]) -> None:
    # A schema sees a code's form only: `LNK9` is well formed and no rule's.
    valid = jsonschema.Draft202012Validator(config_schema()).is_valid(data)
    message = ""
    try:
        build(Settings, data)
    except BadSetting as error:
        message = error.message
    assert valid == (not message) or "LNK9" in message


TOML_KEY = st.sampled_from(["jobs", "links", "links.x", "validate.schema", "'é'", '"a.b"', "z"])
TOML_LINE = st.one_of(
    st.builds(
        "{} = {}".format,
        TOML_KEY,
        st.sampled_from(["1", "'x'", "[]", "{a.b = [1]}", "[{schema=1}]", '"""\na"""']),
    ),
    st.builds("[{}]".format, TOML_KEY),
    st.builds("[[{}]]".format, TOML_KEY),
)


@given(st.lists(TOML_LINE, max_size=5))
def test_every_refusal_has_a_place_inside_the_file(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "settings", "\n".join(lines))
    try:
        load_config(path)
    except RequestError as error:
        line, column, _ = str(error).removeprefix(f"{path}:").split(":", 2)
        text = "\n".join(lines).split("\n")
        assert 1 <= int(column) <= len(text[int(line) - 1]) + 1


def test_names_and_formats_are_in_step_with_the_rest() -> None:
    assert report.FORMATS == FORMATS
    assert {setting.flag for setting in SETTINGS.values() if setting.flag} == {
        "--flavor",
        "--select",
        "--ignore",
        "--fail-on",
        "--exclude",
        "--output-format",
        "--jobs",
        "--base-url",
        "--to",
        "--baseline",
    }
    assert all(setting.help.endswith(".") for setting in SETTINGS.values())
