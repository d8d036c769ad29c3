"""Posts of engines whose Markdown has not been measured are validated and never converted."""

from __future__ import annotations

from pathlib import Path

import pytest

import postkit as api
from postkit.errors import RequestError
from tests.cli.conftest import Postkit

POST = "---\ntitle: x\n---\n<p>A <b>word</b>.</p>\n"
NAMES = {"hexo": "marked", "mkdocs": "Python-Markdown"}


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "x.md"
    path.write_text(POST)
    return path


@pytest.mark.parametrize(("flavor", "renderer"), NAMES.items())
@pytest.mark.parametrize("arguments", [("x.md",), ("--check", "x.md"), ("--diff", "."), ("-",)])
def test_convert_is_refused_with_the_reason(
    postkit: Postkit, post: Path, flavor: str, renderer: str, arguments: tuple[str, ...]
) -> None:
    result = postkit("convert", "--flavor", flavor, *arguments, stdin=POST.encode())
    assert (result.status, result.out) == (2, b"")
    assert f"cannot be converted: {renderer}, which" in result.err
    assert "has not been measured" in result.err
    assert post.read_text() == POST


@pytest.mark.parametrize("flavor", NAMES)
def test_check_says_nothing_of_html(postkit: Postkit, post: Path, flavor: str) -> None:
    assert postkit("check", "--flavor", "eleventy", "x.md").lines == [
        "x.md:4:1: HTM001 this HTML can be Markdown"
    ]
    assert postkit("check", "--flavor", flavor, "--fix", "x.md").lines == []
    assert post.read_text() == POST


@pytest.mark.parametrize("flavor", NAMES)
def test_the_api_does_as_the_command_line(flavor: str) -> None:
    assert api.check(POST, flavor=flavor) == []
    assert api.fix(POST, flavor=flavor).text == POST
    with pytest.raises(RequestError, match="cannot be converted"):
        api.convert(POST, flavor=flavor)
