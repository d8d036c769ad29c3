"""The promises that hold for any post whatever: no crash, only what is meant changes, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.engine import Checks, Conversion, Family, check, mend
from postkit.flavors import FLAVORS
from postkit.frontmatter.schema import load_schema
from postkit.site.post import Post

_PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", "{\n", "}\n", "...\n", ";;;\n", "title: x\n", "title: A: b\n", "tags: a, b\n"),
        *(
            "tags: [a, b]\n",
            "date: 2022-02-30\n",
            "draft: yes\n",
            'title = "x"\n',
            "tittle: 1\n",
            "a: 1\na: 1\n",
        ),
        *("<p>a <b>「b」</b>c</p>\n", "<ul><li>x<li>y</ul>\n", "<div>\n\n*a*\n\n</div>\n", "<!--more-->\n"),
        *("<table><tr><td>a|b</td></tr></table>\n", "<pre>\n\n  x</pre>\n", "<h2 id=a>T</h2>\n", "<i>\n"),
        *(
            "[x](//a.example)\n",
            "[x](#t)\n",
            "[x]: y.md\n",
            "![i](A%20b.png 't')\n",
            "<a href='//b.example'>z</a>\n",
        ),
        *(
            "{{ x }}",
            "{% raw %}",
            "{{< y >}}",
            "<!-- postkit-ignore LNK -->\n",
            "# T\n",
            "- a\n",
            "> q\n",
            "\n",
        ),
        *("\r\n", "\ufeff", "\t", "　", "中文", "\u2028", "\x00", "&amp;", "`", "```\n", "|", "*", "\\"),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=14).map("".join).map(str.encode)
_POSTS = st.one_of(st.binary(max_size=120), _TEXTS, st.tuples(_TEXTS, st.binary(max_size=4)).map(b"".join))
_QUICKLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=120)
_FLAVORS = pytest.mark.parametrize("name", list(FLAVORS))


def _checks(name: str) -> Checks:
    shipped = FLAVORS[name].schema
    return Checks(tuple(Family), schemas=[load_schema(shipped, Path())] if shipped else [])


@_FLAVORS
@_QUICKLY
@given(data=_POSTS)
def test_any_bytes_are_answered_with_findings_in_their_bounds(name: str, data: bytes) -> None:
    source = Source("_posts/2024-01-05-x.md", data)
    for finding in check(Post(source, FLAVORS[name]), _checks(name)):
        start, end = finding.span
        assert 0 <= start <= end <= len(data)
        assert finding.message
        assert "\n" not in finding.message
        line, column = source.position(start)
        assert line >= 1
        assert column >= 1
        if finding.fix:
            apply_edits(data, finding.fix.edits)


@_FLAVORS
@_QUICKLY
@given(data=_POSTS, unsafe=st.booleans())
def test_a_second_run_changes_nothing(name: str, data: bytes, *, unsafe: bool) -> None:
    checks = _checks(name)
    once = mend(Source("_posts/2024-01-05-x.md", data), FLAVORS[name], checks, unsafe=unsafe)
    if any(finding.code == "RUN005" for finding in once.diagnostics):
        return
    twice = mend(once.source, FLAVORS[name], checks, unsafe=unsafe)
    assert twice.source.data == once.source.data


@_FLAVORS
@_QUICKLY
@given(data=_POSTS)
def test_an_html_post_keeps_its_front_matter_and_changes_once(name: str, data: bytes) -> None:
    flavor, path = FLAVORS[name], "content/_posts/2024-01-05-x.html"
    checks = Checks((Family.CONVERT,), conversion=Conversion(html_pages=True))
    post = Post(Source(path, data), flavor)
    once = mend(post.source, flavor, checks, unsafe=False).source
    if once.path == path:
        assert once.data == data
        return
    assert once.path == "content/_posts/2024-01-05-x.md"
    assert once.data.startswith(data[: post.body.start])
    assert mend(once, flavor, checks, unsafe=False).source == once


@_FLAVORS
@_QUICKLY
@given(data=_POSTS)
def test_a_post_without_safe_fixes_comes_back_byte_for_byte(name: str, data: bytes) -> None:
    source, checks = Source("_posts/2024-01-05-x.md", data), _checks(name)
    found = check(Post(source, FLAVORS[name]), checks)
    if not any(finding.fix and finding.fix.safety is Safety.SAFE for finding in found):
        assert mend(source, FLAVORS[name], checks, unsafe=False).source.data == data
