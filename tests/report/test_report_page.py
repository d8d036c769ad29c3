"""The report page in headless Chromium: it opens, filters, shows both sides, and runs nothing else."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.core.span import Span
from postkit.html.rendering import Sides
from postkit.html.tally import Kept, Tags, Tally
from postkit.report.conversion import report
from postkit.rules.table import HTM002, HTM003
from postkit.runner import Outcome
from tests.cli.conftest import Postkit, postkit

__all__ = ["postkit"]

pytestmark = pytest.mark.skipif(
    shutil.which("chromedriver") is None and not os.environ.get("CI"),
    reason="chromium-driver is not installed",
)

FLAGS = (
    "--headless",
    "--no-sandbox",  # as root there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
)
MANY = 2000
SECONDS = 15
"""How long a page with many posts may take to open, on a slow machine; it takes one."""

FAR = "http://127.0.0.1:9/leak"
ATTACK = "</script><script>window.top.ran=1</script><img src=x onerror=window.top.ran=2>"
RUNS = f"""
<p onclick="window.top.ran=3">one <b>two</b> <a href="javascript:window.top.ran=4">three</a></p>
<p title='on x = 1' ONMOUSEOVER=window.top.ran=5 data-x="onclick=1">four</p>
<script>window.top.ran = 6; document.title = "ran"</script>
<img src="{FAR}.png" onerror="window.top.ran=7" alt="a picture"><iframe src="{FAR}.html"></iframe>
<link rel="stylesheet" href="{FAR}.css"><meta http-equiv="refresh" content="0;url={FAR}">
<form action="{FAR}"><input name="x" autofocus onfocus="window.top.ran=8"><button>five</button></form>
<style>@import "{FAR}.css"; body {{ display: none }}</style>
<svg onload="window.top.ran=9"><script>window.top.ran=10</script><a href="{FAR}">x</a></svg>
<div style="background: url({FAR}.png)"><base href="{FAR}/">six</div>
<video src="{FAR}.mp4" autoplay></video><object data="{FAR}.swf"></object>
<a ping="{FAR}" href="{FAR}">seven</a>
{ATTACK}
<!--<script> &lt;script>window.top.ran=11&lt;/script> -->
<template><script>window.top.ran=12</script></template><noscript><img src="{FAR}"></noscript>
"""


class Browser:
    """A page in Chromium, asked by what a reader sees."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path) -> float:
        """Open a file; return the seconds that it took until the page was ready."""
        start = time.monotonic()
        self.driver.get(path.resolve().as_uri())
        self.wait("document.querySelector('#post:not([hidden]) iframe, #nothing:not([hidden])')")
        return time.monotonic() - start

    def ask(self, expression: str) -> Any:
        return self.driver.execute_script(f"return {expression}")

    def do(self, statement: str) -> None:
        self.driver.execute_script(statement)

    def wait(self, expression: str) -> Any:
        end = time.monotonic() + SECONDS
        while not (found := self.ask(expression)):
            assert time.monotonic() < end, expression
            time.sleep(0.02)
        return found

    def text(self, selector: str) -> str:
        return str(self.ask(f"document.querySelector({json.dumps(selector)}).textContent"))

    def shown(self) -> list[str]:
        """Return the titles in the list."""
        items = "[...document.querySelectorAll('#posts li:not([hidden]) b')]"
        found: list[str] = self.ask(f"{items}.map(one => one.textContent)")
        return found

    def panes(self, function: str = "page => page.body.innerText") -> list[Any]:
        """Return what a function of JavaScript says of the page of each side of the chosen post."""
        frames = "[...document.querySelectorAll('#panes iframe')]"
        self.wait(f"{frames}.every(frame => frame.contentDocument?.body?.className)")
        found: list[Any] = self.ask(f"{frames}.map(frame => ({function})(frame.contentDocument))")
        return found

    def press(self, key: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(key).perform()

    def fill(self, name: str, value: str) -> None:
        self.do(
            f"const e = document.getElementById('{name}'); e.value = {json.dumps(value)};"
            "e.dispatchEvent(new Event('input'))"
        )

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        """Return the addresses that were asked for since the last call, the page's own aside."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [one["params"] for one in events if one["method"] == "Network.requestWillBeSent"]
        return {one["request"]["url"] for one in sent if one["request"]["url"] != one["documentURL"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Browser]:
    """A browser that must have nothing to complain of, and must have asked for nothing."""
    one = Browser(chromium)
    chromium.get("about:blank")
    one.complaints()
    one.requests()
    yield one
    assert one.complaints() == []
    assert {url for url in one.requests() if not url.startswith("about:")} == set()


Site = Callable[..., Path]


@pytest.fixture
def site(postkit: Postkit) -> Site:
    """Convert posts, given by name, and return the page."""

    def make(**posts: str) -> Path:
        for name, text in posts.items():
            Path(f"{name}.md").write_text(text, encoding="utf-8")
        assert postkit("convert", ".", "--flavor", "jekyll", "--report", "r.html").status == 0
        return Path("r.html")

    return make


def test_both_sides_of_a_post(browser: Browser, site: Site) -> None:
    browser.open(site(a="---\ntitle: T\n---\n\nzero\n\n<p>one <b>two</b></p>\n\n<form>three</form>\n"))
    assert [text.split() for text in browser.panes()] == [["zero", "one", "two", "three"]] * 2
    assert browser.text("#title") == "T"
    assert "same text" in browser.text("#note")
    assert browser.panes("page => page.querySelector('[data-postkit]').innerText.trim()") == ["one two"] * 2
    titles = browser.panes("page => page.querySelector('[data-postkit=kept]')?.title")
    assert titles == [None, "stays HTML: Markdown has no `<form>`"]
    assert "+one **two**" in browser.text("#source")
    assert "Markdown has no `<form>`" in browser.text("#stays")


def test_words_that_differ_are_marked(browser: Browser, tmp_path: Path) -> None:
    sides = Sides("t", "<p>a b<i>c</i> d</p><p>e</p>", "<p>a b<i>x</i> d e f</p>", same_text=False)
    browser.open(written(tmp_path, [outcome(1, sides)]))
    marks = browser.panes("page => [...page.querySelectorAll('mark')].map(one => one.textContent)")
    assert marks == [["b", "c"], ["b", "x", "f"]]
    assert "differs" in browser.text("#note")


def test_a_hostile_title_is_text(browser: Browser, site: Site) -> None:
    browser.open(site(a=f"---\ntitle: '{ATTACK}'\n---\n\n<p>a</p>\n\n{ATTACK}\n"))
    assert browser.text("#title") == browser.shown()[0] == ATTACK
    assert ATTACK in browser.text("#source")
    assert browser.ask("window.ran === undefined")


def test_nothing_of_a_post_runs_or_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, [outcome(1, Sides("t", RUNS, f"{RUNS}<p>end</p>", same_text=False))]))
    before, after = browser.panes()
    for word in ("one two three", "four", "five", "six", "seven", "a picture"):
        assert word in before
        assert word in after
    browser.panes("page => page.querySelectorAll('a, form, input').forEach(one => one.click())")
    time.sleep(0.3)
    assert browser.ask("window.ran === undefined && document.title") == "postkit convert: report"
    active = "[...one.attributes].some(a => a.name.startsWith('on'))"
    harmful = f"{active} || one.matches('[href], script, img, iframe, link, base, svg')"
    assert browser.panes(f"page => [...page.body.querySelectorAll('*')].some(one => {harmful})") == [
        False,
        False,
    ]


def test_template_tags_are_shown_as_such(browser: Browser, site: Site) -> None:
    browser.open(site(a='---\ntitle: t\n---\n\n<p><a href="{{ x }}">a</a> {{ "<b>" }} b</p>\n'))
    tags = browser.panes("page => page.querySelector('.pk-tag').textContent")
    assert tags == ['{{ "<b>" }}'] * 2


def outcome(number: int, sides: Sides) -> Outcome:
    """Return what could have become of a post; of three, one stays as it is."""
    rule = HTM003 if number % 2 else HTM002
    reason = f"reason {number % 4}"
    source = Source(f"posts/{number:04}.md", b"<p>a</p>\n" * 20)
    kept = Diagnostic(rule, Span(0, 3), f"stays HTML: {reason}")
    tally = Tally(Tags(9, 1), Tags(2, 1), 3, (Kept(rule.code, reason, 1),), {"class": 2})
    changed = number % 3 > 0
    return Outcome(
        source,
        [kept],
        b"<p>b</p>\n" * 20 if changed else None,
        tally=tally,
        sides=sides if changed else sides._replace(after=None),
    )


def written(folder: Path, outcomes: list[Outcome]) -> Path:
    path = folder / "r.html"
    page = report(path)
    path.write_text(
        page.begin() + "".join(map(page.post, outcomes)) + page.end(), encoding="utf-8", newline=""
    )
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "<p>Some words of a post, with <b>emphasis</b> here and there.</p>\n" * 80
    outcomes = [outcome(n, Sides(f"Post {n}", text, text, same_text=True)) for n in range(1, MANY + 1)]
    return written(tmp_path_factory.mktemp("many"), outcomes)


def test_many_posts(browser: Browser, many: Path) -> None:
    assert many.stat().st_size > 10_000_000
    assert browser.open(many) < SECONDS
    assert len(browser.shown()) == MANY
    assert f"{MANY:,} of {MANY:,} posts" in browser.text("#count")
    assert "18,000 → 4,000 (22.2 % left)" in browser.text("#figures")


def test_filters(browser: Browser, many: Path) -> None:
    browser.open(many)
    browser.fill("reason", "reason 3")
    assert browser.shown()[:3] == ["Post 3", "Post 7", "Post 11"]
    browser.fill("state", "unchanged")
    assert browser.shown()[:3] == ["Post 3", "Post 15", "Post 27"]
    browser.fill("words", "post 003")
    assert browser.shown() == ["Post 3", "Post 39"]
    browser.fill("words", "no such post")
    assert browser.shown() == []
    assert browser.text("#count").startswith("0 of")
    browser.fill("words", "")
    browser.fill("reason", "")
    browser.fill("state", "differs")
    assert browser.shown() == []


def test_keys(browser: Browser, many: Path) -> None:
    browser.open(many)
    browser.fill("state", "changed")
    for key, title in (("j", "Post 2"), ("j", "Post 4"), ("k", "Post 2"), ("k", "Post 1"), ("k", "Post 1")):
        browser.press(key)
        browser.wait(f"document.getElementById('title').textContent === '{title}'")
    assert browser.ask("document.querySelector('#posts [aria-current]').innerText").startswith("Post 1\n")
    browser.press("3")
    assert browser.ask("document.querySelector('[role=tab][aria-selected=true]').id") == "tab-source"
    assert not browser.ask("document.getElementById('source').hidden")
    browser.press("/")
    browser.press("post j")
    assert browser.ask("document.activeElement.value") == "post j"
    assert browser.text("#title") == "Post 1"


def test_a_post_has_an_address(browser: Browser, many: Path) -> None:
    browser.driver.get(f"{many.as_uri()}#{MANY}")
    browser.wait(f"document.getElementById('title').textContent === 'Post {MANY}'")
    browser.do("location.hash = '#17'")
    browser.wait("document.getElementById('title').textContent === 'Post 17'")
    browser.do("location.hash = '#nothing'")
    assert browser.text("#title") == "Post 17"


def test_both_sides_scroll_together(browser: Browser, many: Path) -> None:
    browser.open(many)
    assert min(browser.panes("page => page.documentElement.scrollHeight")) > 1500
    frames = "document.querySelectorAll('iframe')"
    browser.do(f"{frames}[0].contentDocument.dispatchEvent(new Event('wheel'))")
    browser.do(f"{frames}[0].contentWindow.scrollTo(0, 700)")
    browser.wait(f"Math.abs({frames}[1].contentWindow.scrollY - 700) < 20")


def test_an_empty_report(browser: Browser, tmp_path: Path) -> None:
    browser.open(written(tmp_path, []))
    assert browser.shown() == []
    assert browser.text("#count") == "0 of 0 posts with HTML"
