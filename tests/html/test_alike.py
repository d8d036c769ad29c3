"""The short way of the proof says what the long way says: two pieces of HTML have one normal form, or not."""

from __future__ import annotations

import random

import pytest

from postkit.html.alike import are_alike
from postkit.html.normal import normal_form
from postkit.html.rendered import read_rendered
from postkit.html.treatment import PLAIN

BLOCKS = (
    "<p>a</p>",
    "<p>a\nb</p>",
    "<p class='x'>a</p>",
    "<p>a<br><br>b</p>",
    "<p>b</p>",
    "<p><b>a",
    "<p id='x'>a</p>",
    "<p></p>",
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span> a</p>",
    "<div>a</div>",
    "<div><p>a</p><p>b</p></div>",
    "<pre>a</pre>",
    "<pre>\n\na</pre>",
    "<pre id='x'><code>a</code></pre>",
    "<ul><li>a</li></ul>",
    "<ul><li><p>a</p></li></ul>",
    "<blockquote>a</blockquote>",
    "<h2>a</h2>",
    "<table id='x'><tr><td>a</td></tr></table>",
    "<!-- c -->",
    "<b>a</b>",
    "<a href='#x'>a</a>",
    "<li>a</li>",
    "a",
    "\xa0",
    "\n",
    "\n\n",
    " ",
)


def _form(html: str) -> object:
    return normal_form(read_rendered(html, PLAIN))


@pytest.mark.parametrize("seed", range(20))
def test_it_says_what_the_normal_forms_of_the_whole_say(seed: int) -> None:
    chance = random.Random(seed)
    said = set()
    for _ in range(500):
        old = [chance.choice(BLOCKS) for _ in range(chance.randint(1, 5))]
        new = list(old)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(new) + 1)
            new[place : place + chance.randint(0, 1)] = chance.choices(BLOCKS, k=chance.randint(0, 2))
        was, is_now = "".join(old), "".join(new)
        wanted = _form(was) == _form(is_now)
        assert are_alike(was, is_now, PLAIN) is wanted, (was, is_now)
        said.add(wanted)
    assert said == {True, False}
