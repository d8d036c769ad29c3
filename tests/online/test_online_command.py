"""`postkit links --online` as a person runs it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Postkit
from tests.online.conftest import Serve
from tests.online.servers import Answer, Asked, Server, page, to

SETTINGS = """flavor = "gfm"
[links.online]
private = ["127.0.0.1"]
pause = "0ms"
retry-pause = "1ms"
"""


def site(text: str, *posts: str, more: str = "") -> None:
    Path("postkit.toml").write_text(SETTINGS + more)
    for number, post in enumerate([text, *posts]):
        Path(f"{number}.md").write_text(post)


def every_kind(serve: Serve) -> Server:
    return serve(
        {
            "/ok": page("<i id=part>"),
            "/moved": to("/ok"),
            "/now": to("/ok", 302),
            "/403": Answer(403),
            "/in": to("http://169.254.169.254/", 302),
        }
    )


def links(server: Server, *paths: str) -> str:
    return "\n\n".join(f"[x]({server.url}{path})" for path in paths) + "\n"


INSIDE = "it leads to a host on no public network, which is not asked"
ALL = ("/ok", "/ok#part", "/ok#gone", "/moved#part", "/now", "/gone", "/403", "/in")


def test_findings(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, *ALL))
    result = postkit("links", "--online")
    assert result.status == 1
    at = server.url
    assert result.lines == [
        f"0.md:5:{5 + len(at) + 3}: LNK020 no anchor `gone` in the page `{at}/ok`",
        f"0.md:7:5: LNK018 `{at}/moved#part` has moved for good to `{at}/ok#part`",
        f"0.md:11:5: LNK017 `{at}/gone` is dead: 404 Not Found",
        f"0.md:13:5: LNK019 cannot tell whether `{at}/403` works: 403 Forbidden",
        f"0.md:15:5: LNK019 cannot tell whether `{at}/in` works: {INSIDE}",
    ]
    assert "6 addresses elsewhere: 2 ok, 1 moved, 1 dead, 2 cannot tell" in result.err


def test_severities(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, "/403"))
    assert postkit("links", "--online").status == 0
    assert postkit("links", "--online", "--fail-on", "info").status == 1
    site(links(server, "/moved"))
    assert postkit("links", "--online").status == 1
    assert postkit("links", "--online", "--fail-on", "error").status == 0


def test_a_second_run_asks_nobody_and_says_the_same(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, *ALL))
    first = postkit("links", "--online")
    count = len(server.asked)
    second = postkit("links", "--online")
    assert second.out == first.out
    assert len(server.asked) == count
    assert "(6 from the cache)" in second.err
    replayed = postkit("links", "--cache-only")
    assert replayed.out == first.out
    assert len(server.asked) == count


def test_cache_only_knows_nothing_at_first(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, *ALL))
    result = postkit("links", "--online", "--cache-only")
    assert (result.status, result.out) == (0, b"")
    assert "6 not asked" in result.err
    assert not server.asked


def test_what_moved_is_written(postkit: Postkit, serve: Serve) -> None:
    # What a server sends in UTF-8 reads so as Latin-1.
    server = serve({"/a": to("/b c?d=Ã©&f"), "/b%20c?d=%C3%A9&f": page("<i id=x>"), "/now": to("/a", 302)})
    at = server.url
    text = "[a]({0}), <{0}>, {0}, [c][] ![i](<{0}> 'title')\n\n<a href='{0}'>x</a>\n\n[c]: {0}#x\n"
    site(text.format(f"{at}/a") + f"\n[now]({at}/now)\n")
    result = postkit("links", "--online", "--fix")
    new = text.format(f"{at}/b%20c?d=%C3%A9&f").replace("&f'>x", "&amp;f'>x")
    assert Path("0.md").read_text() == f"{new}\n[now]({at}/now)\n"
    assert result.status == 0
    count, written = len(server.asked), Path("0.md").read_bytes()
    assert postkit("links", "--online", "--fix").status == 0
    assert Path("0.md").read_bytes() == written
    assert len(server.asked) == count


@pytest.mark.parametrize(
    "location", ["/b?x={{ site.x }}#{% raw %}", "/b?x={{< y >}}", "/b#){{ x }}[", "/b?x=<%= y %>#<b>"]
)
def test_another_site_writes_no_template_tags(location: str, postkit: Postkit, serve: Serve) -> None:
    server = serve({"/a": to(location)})
    server.otherwise = Answer()
    site(links(server, "/a"))
    postkit("links", "--online", "--fix")
    written = Path("0.md").read_text()
    assert f"{server.url}/b" in written
    assert not any(sign in written for sign in ("{", "}", "<", ">", ")[", "&#123"))
    assert postkit("links", "--online").out == b""


def test_the_hint_names_the_archive_at_the_time_of_the_post(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(f"---\ndate: 2012-03-04 10:00\n---\n[x]({server.url}/gone#part)\n")
    result = postkit("links", "--online", "--output-format", "json")
    (finding,) = json.loads(result.out)
    assert finding["hint"] == f"an old copy may be at https://web.archive.org/web/20120304/{server.url}/gone"
    assert server.paths == ["GET /gone"]


def test_findings_come_in_the_order_of_posts_as_answers_come(postkit: Postkit, serve: Serve) -> None:
    server = serve()
    server.routes["/slow"] = lambda _: Answer(200 if server.stopped.wait(0.15) else 410)
    site(links(server, "/slow"), links(server, "/a"), links(server, "/b"))
    result = postkit("links", "--online")
    assert [line.partition(":")[0] for line in result.lines] == ["0.md", "1.md", "2.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_bar_counts_the_links(postkit: Postkit, serve: Serve) -> None:
    from tests.cli.test_progress import on_terminal

    server = serve()
    server.routes |= {f"/{n}": lambda _: Answer(500 if server.stopped.wait(0.1) else 200) for n in range(20)}
    site(links(server, *server.routes))
    shown = on_terminal(["links", "--online"])
    assert b"/20" in shown.shown
    assert b"links" in shown.shown
    assert shown.screen[-2:] == ["20 addresses elsewhere: 20 ok", ""]
    assert postkit("links", "--online").err.count("\r") == 0


def test_an_address_is_asked_once_for_all_posts(postkit: Postkit, serve: Serve) -> None:
    server = serve({"/x": page("<i id=a>")})
    site(links(server, "/x"), links(server, "/x#a"), links(server, "/x#b", "/x", "/x#"))
    assert len(postkit("links", "--online").lines) == 1
    assert server.paths == ["GET /x"]


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs")
def test_what_cannot_be_read_keeps_nothing_waiting(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, "/gone"), "---\na: [\n---\n" + links(server, "/403"))
    os.mkfifo("2.md")
    Path("3.md").write_bytes(b"[x](" + server.url.encode() + b"/\xff)\n")
    lines = postkit("links", "--online", "0.md", "1.md", "2.md", "3.md").lines
    assert [line.split()[1] for line in lines] == ["LNK017", "FM001", "RUN007", "FM006"]


def test_standard_input(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site("")
    result = postkit("links", "--online", "--fix", "-", stdin=links(server, "/moved").encode())
    assert result.out.decode() == links(server, "/ok")


def test_what_settings_name_is_not_asked(postkit: Postkit, serve: Serve) -> None:
    server, other = every_kind(serve), every_kind(serve)
    site(links(server, "/gone", "/403", "/draft/1") + links(other, "/gone"))
    Path("postkit.toml").write_text(
        SETTINGS + f'ignore = ["*/draft/*", "127.0.0.1:{other.port}"]\n[links]\nignore = ["*/403"]\n'
    )
    assert len(postkit("links", "--online").lines) == 1
    assert not other.asked
    assert {one.path for one in server.asked} == {"/gone"}
    Path("postkit.toml").write_text(SETTINGS + f'allow = ["127.0.0.1:{other.port}"]\n')
    assert len(postkit("links", "--online").lines) == 1
    assert {one.path for one in other.asked} == {"/gone"}


def test_the_own_site_and_other_schemes_are_not_asked(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(f"[own]({server.url}/gone) [m](mailto:a@b.example) [f](ftp://127.0.0.1/x) [t](tel:123)\n")
    Path("postkit.toml").write_text(SETTINGS.replace("gfm", "hugo"))
    postkit("links", "--online", "--base-url", server.url)
    assert not server.asked


def test_placeholders_are_not_asked(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> Any:
        raise AssertionError("something was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    site(
        "[a](https://example.com/x) [b](http://www.example.org) [c](https://my.example/) [d](http://a.test)\n"
    )
    result = postkit("links", "--online", "--fail-on", "info")
    assert (result.status, result.out) == (0, b"")


def test_a_header_with_a_secret(postkit: Postkit, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def route(asked: Asked) -> Answer:
        return Answer(200 if asked.headers.get("Authorization") == "Bearer abc" else 404)

    server = serve({"/x": route})
    header = '[[links.online.header]]\nhost = "127.0.0.1"\nname = "Authorization"\nvalue = "Bearer {}"\n'
    site(links(server, "/x"), more=header.format("$POSTKIT_TEST_TOKEN"))
    missing = postkit("links", "--online")
    assert (missing.status, missing.err.count("\n")) == (2, 1)
    assert "`POSTKIT_TEST_TOKEN`" in missing.err
    assert postkit("links").status == 0, "without --online nobody needs it"
    monkeypatch.setenv("POSTKIT_TEST_TOKEN", "abc")
    assert postkit("links", "--online").status == 0
    site("", more=header.format("abc"))
    assert postkit("links", "--online").status == 2


@pytest.mark.parametrize("value", ["20", "1 s", "-1s", "1.5s", "soon", "", "0s"])
def test_a_duration_that_is_none(value: str, postkit: Postkit) -> None:
    site("", more=f'timeout = "{value}"\n')
    assert postkit("links", "--online").status == 2


def test_a_host_says_who_asks(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site(links(server, "/ok"))
    postkit("links", "--online")
    site(links(server, "/now"), more='user-agent = "me/1"\n')
    postkit("links", "--online")
    assert "postkit/" in server.asked[0].headers["User-Agent"]
    assert server.asked[-1].headers["User-Agent"] == "me/1"


def test_suppressed(postkit: Postkit, serve: Serve) -> None:
    server = every_kind(serve)
    site("<!-- postkit-ignore LNK017 -->\n" + links(server, "/gone"))
    assert postkit("links", "--online").out == b""
    assert postkit("links").out == b"", "offline the suppression is not unused"
    site("<!-- postkit-ignore LNK017 -->\n" + links(server, "/ok"))
    assert postkit("links", "--online").out == b"", "another day it may be dead"


def test_nothing_is_sent_unasked(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[a](https://a.site/x#y) <http://b.site> ![c](//c.site/d.png)\n\n[e]: https://e.site/\n"
    site(text, text)
    expected = {verb: postkit(verb, *more).out for verb, *more in VERBS}

    def forbidden(*_: Any, **__: Any) -> Any:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, forbidden)
    for verb, *more in VERBS:
        assert postkit(verb, *more).out == expected[verb]
    assert postkit("links", "--cache-only").out == expected["links"]


VERBS = (("check",), ("validate",), ("convert", "--check"), ("links",))


def test_the_library_is_loaded_only_where_it_is_needed(tmp_path: Path) -> None:
    code = (
        "import sys; from postkit.cli.boundary import run; run(['links', 'x.md']);"
        "print([name for name in ('aiohttp', 'sqlite3', 'asyncio', 'ssl', 'idna') if name in sys.modules])"
    )
    (tmp_path / "x.md").write_text("[a](https://a.site/x)\n")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted(postkit: Postkit, serve: Serve) -> None:
    """What is answered is kept; what hangs is let go at once."""
    hanging = threading.Event()

    def hang(_: Asked) -> Answer:
        hanging.set()
        server.stopped.wait(20)
        return Answer()

    server = serve({"/hang": hang, "/gone": Answer(410)})
    site(links(server, "/gone"), links(server, "/hang"))
    # Whoever runs the tests in the background has it ignored, and a child inherits that.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from postkit.cli import main; sys.argv = ['postkit', 'links', '--online']; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        assert process.stdout
        # The findings of the first post come while the second is waited for.
        first = process.stdout.readline()
        assert hanging.wait(20)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in err
    count = len(server.asked)
    result = postkit("links", "--cache-only")
    assert len(result.lines) == 1
    assert "LNK017" in result.lines[0]
    assert "1 not asked" in result.err
    assert len(server.asked) == count
    assert (first, out) == (result.out, b"")
