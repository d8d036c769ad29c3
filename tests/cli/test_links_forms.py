"""Links written anew on request, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Postkit

_POST = "_posts/2024-01-05-x.md"
_TEXT = "---\ntitle: x\n---\n[a](../../../../about/#one) ![b](/none.png)\r\n[c](http://old.example/a/)\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("permalink: pretty\nbaseurl: ''\n")
    (tmp_path / _POST).write_bytes(_TEXT.encode())
    (tmp_path / "about.md").write_text("---\n---\n# One\n")
    return tmp_path


def test_a_form_is_told_and_written(blog: Path, postkit: Postkit) -> None:
    finding = f"{_POST}:4:5: LNK014 `../../../../about/#one` is not a path from the site's root"
    assert postkit("links", "--select", "LNK014").lines == []
    told = postkit("links", "--to", "root", "--select", "LNK014")
    assert (told.status, told.lines) == (1, [finding])
    assert (blog / _POST).read_bytes() == _TEXT.encode()
    fixed = postkit("links", "--to", "root", "--select", "LNK014", "--fix")
    assert (fixed.status, fixed.lines) == (0, [])
    new = _TEXT.replace("../../../../about/", "/about/").encode()
    assert (blog / _POST).read_bytes() == new
    assert postkit("links", "--to", "root", "--select", "LNK014", "--fix").status == 0
    assert (blog / _POST).read_bytes() == new


def test_check_takes_the_form_too_and_the_flag_goes_before_the_file(blog: Path, postkit: Postkit) -> None:
    (blog / "postkit.toml").write_text("[links]\nto = 'relative'\n")
    assert postkit("check", "--select", "LNK014").lines == []
    assert postkit("check", "--select", "LNK014", "--to", "root").status == 1
    (blog / "postkit.toml").write_text("[links]\nto = 'root'\n")
    diff = postkit("check", "--select", "LNK014", "--diff")
    assert (diff.status, b"+[a](/about/#one) ![b](/none.png)" in diff.out) == (1, True)


def test_the_address_of_the_site_is_its_configurations_or_given(blog: Path, postkit: Postkit) -> None:
    done = postkit("links", "--to", "absolute")
    assert (done.status, done.out, "give it with `--base-url`" in done.err) == (2, b"", True)
    asked = ("links", "--to", "absolute", "--select", "LNK014", "--diff")
    assert (
        b"+[a](https://y.example/p/about/#one)" in postkit(*asked, "--base-url", "https://y.example/p/").out
    )
    (blog / "_config.yml").write_text("permalink: pretty\nurl: https://x.example\n")
    assert b"+[a](https://x.example/about/#one)" in postkit(*asked).out
    assert b"+[a](https://y.example/about/#one)" in postkit(*asked, "--base-url", "https://y.example").out


def test_files_that_no_engine_publishes_have_no_address(tmp_path: Path, postkit: Postkit) -> None:
    (tmp_path / "x.md").write_text("[a](x.md)\n")
    done = postkit("links", "--to", "absolute", "--base-url", "https://y.example")
    assert (done.status, "with `--flavor`" in done.err) == (2, True)
    assert postkit("links", "--to", "root").lines == [
        "x.md:1:5: LNK014 `x.md` is not a path from the site's root"
    ]


def test_a_table_and_hosts_from_the_settings(blog: Path, postkit: Postkit) -> None:
    settings = (
        '[links]\nhttps = ["*.b.example"]\n[links.rewrite]\n"http://old.example" = "http://new.b.example"\n'
    )
    (blog / "postkit.toml").write_text(settings + '"/none" = "/img/some"\n')
    missing, old = postkit("links").lines
    assert missing == f"{_POST}:4:34: LNK001 `/none.png` does not exist"
    beginning = f"{_POST}:5:5: LNK015 `http://old.example/a/` begins with `http://old.example`"
    assert old == f"{beginning}, which is `http://new.b.example` now"
    postkit("links", "--fix")
    assert "[c](https://new.b.example/a/)\n" in (blog / _POST).read_bytes().decode()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('to = "rot"', "did you mean `root`?"),
        ('https = ["https://a.example"]', "`https` must match"),
        ('rewrite = ["/a"]', "`rewrite` must be a table of texts, not a list"),
        ('rewrite = {"a/" = "/b/"}', "`a/` in `[links.rewrite]` is neither an address"),
        (
            'rewrite = {"/a/" = "/b/", "/b" = "/a"}',
            "leads in a circle: `/a/` → `/b` → `/a/`; take one of these out",
        ),
    ],
)
def test_settings_that_make_no_sense_stop_the_run(
    blog: Path, postkit: Postkit, settings: str, message: str
) -> None:
    (blog / "postkit.toml").write_text(f"[links]\n{settings}\n", encoding="utf-8")
    done = postkit("links", "--fix")
    assert (done.status, done.out, message in done.err) == (2, b"", True), done.err
    assert (blog / _POST).read_bytes() == _TEXT.encode()


def test_hosts_are_told_with_https_by_rule(blog: Path, postkit: Postkit) -> None:
    (blog / "postkit.toml").write_text('[links]\nhttps = ["old.example"]\n')
    assert postkit("links", "--ignore", "LNK001").lines == [
        f"{_POST}:5:5: LNK016 `http://old.example/a/` is asked by `http:`"
    ]
    assert postkit("links", "--select", "LNK013").lines == []
    assert postkit("links", "--ignore", "LNK001", "--fix").status == 0
    assert (blog / _POST).read_bytes() == _TEXT.replace("http:", "https:").encode()


@pytest.mark.usefixtures("blog")
def test_text_on_standard_input_is_written_as_its_name_says(postkit: Postkit) -> None:
    done = postkit("links", "--to", "root", "--fix", "--stdin-filename", _POST, "-", stdin=_TEXT.encode())
    assert done.out == _TEXT.replace("../../../../about/", "/about/").encode()
