"""Keys that are not the words they seem to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.flavors import FLAVORS
from tests.frontmatter.second_look import POST, WAYS, diagnostics, look, schema

STRANGE = [
    (
        "tаgs: [x]",
        "2:1-5",
        "the letter `а` in the key `tаgs` is Cyrillic, did you mean `tags`?",
        "safe",
        "tags: [x]",
    ),
    ("titlе: x", "2:1-6", "the letter `е` in the key `titlе` is Cyrillic", "safe", "title: x"),
    ("dαte: x", "2:1-5", "the letter `α` in the key `dαte` is Greek", "safe", "date: x"),
    ("сolor: x", "2:1-6", "the letter `с` in the key `сolor` is Cyrillic", "unsafe", "color: x"),
    ("'tаgs': [x]", "2:1-7", "the letter `а` in the key `tаgs`", "safe", "'tags': [x]"),
    ("ｔｉｔｌｅ: x", "2:1-6", "the key `ｔｉｔｌｅ` has full-width letters", "safe", "title: x"),
    ("标题：长: 文", "2:1-5", "the full-width colon in `标题：长` ends no key", None, None),
    ('"title ": x', "2:1-9", "the key `title ` ends with a blank", "safe", '"title": x'),
    ("' mood': x", "2:1-8", "the key ` mood` begins with a blank", "safe", "'mood': x"),
    ("\u00a0title: x", "2:1-7", "the key `\\xa0title` begins with a no-break space", "safe", "title: x"),
    ("标题\u00a0: x", "2:1-4", "the key `标题\\xa0` ends with a no-break space", "safe", "标题: x"),
    (
        "ti\u200btle: x",
        "2:1-7",
        "the key `ti\\u200btle` holds an invisible character (U+200B)",
        "safe",
        "title: x",
    ),
    ("\u200etitle: x", "2:1-7", "the key `\\u200etitle` holds an invisible", "safe", "title: x"),
    ("a: 1\nb:\n  - tаgs: 2", "4:5-9", "the letter `а`", "safe", "a: 1\nb:\n  - tags: 2"),
    ("tаgs: [x]\ntags: [y]", "2:1-5", "the letter `а`", None, None),
]


@pytest.mark.parametrize(("newline", "bom"), WAYS, ids=["lf", "crlf", "lf-bom", "crlf-bom"])
@pytest.mark.parametrize(("content", "place", "message", "safety", "fixed"), STRANGE)
def test_a_key_that_differs_invisibly_is_named(
    content: str, place: str, message: str, safety: str | None, fixed: str | None, newline: str, bom: str
) -> None:
    for flavor in FLAVORS:
        (found,) = look(flavor, content, newline=newline, bom=bom)
        assert (found.place, found.code, found.safety, found.fixed) == (place, "FM009", safety, fixed)
        assert found.message.startswith(message)


LEFT_ALONE = [
    "标题: x",
    "título: x",
    "дата: x",
    "ημερομηνία: x",
    "цвет_rgb: x",
    "naïve: x",
    "日付 と 時刻: x",
    "می\u200cخواهم: x",
    "two words: x",
    '"on": x',
    "note: 标题：x",
    "a: [：]",
]


@pytest.mark.parametrize("flavor", sorted(FLAVORS))
@pytest.mark.parametrize("content", LEFT_ALONE)
def test_keys_of_other_scripts_are_left_alone(flavor: str, content: str) -> None:
    assert not look(flavor, content)


@pytest.mark.parametrize(
    ("flavor", "codes"), [("jekyll", ["FM009"]), ("gfm", ["FM009"]), ("hugo", []), ("astro", [])]
)
@pytest.mark.parametrize("key", ["on", "Yes", "off"])
def test_a_key_may_be_read_as_a_truth_value(flavor: str, codes: list[str], key: str) -> None:
    assert [one.code for one in look(flavor, f"{key}: x")] == codes


def test_a_letter_of_another_script_is_no_slip_of_the_keyboard(tmp_path: Path) -> None:
    of_two = schema(tmp_path, mood={"type": "string"}, pace={})
    (found,) = look("jekyll", "moоd: x", [of_two])
    assert (found.code, found.safety, found.fixed) == ("FM009", "safe", "mood: x")
    (found,) = look("jekyll", "modo: x", [of_two])
    assert found.code == "SC002"


def test_keys_in_toml_and_json_are_looked_at() -> None:
    for text in ('+++\n"titlе" = "x"\n+++\n', '{\n"titlе": "x"\n}\n'):
        (found,) = diagnostics("hugo", text.encode(), path=POST)
        assert found.code == "FM009"
        assert found.fix is not None
        assert found.fix.edits[0].replacement == b'"title"'
