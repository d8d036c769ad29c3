from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors import FLAVORS
from postkit.flavors.templates import LIQUID, SHORTCODES, WORDPRESS
from postkit.markdown.mask import is_only_tags, mask

TAGS = {name: flavor.tags for name, flavor in FLAVORS.items() if flavor.tags}

pieces = st.sampled_from(
    [
        *("{{", "}}", "{%", "%}", "{%-", "-%}", "{{<", ">}}", "{{%", "%}}", "</", "/>}}"),
        *("raw", "endraw", "highlight", "endhighlight", "{% raw %}", "{% endraw %}", "{{< highlight >}}"),
        *("{{< /highlight >}}", "[caption", "]", "[/caption]", " id=1", "[gallery]", "(u)"),
        *(" ", "\n", "\r\n", "\r", "\n\n", "x", "xx", "é", "題", "😀", "\U000f0000", "\U0010fffd", "\t"),
    ]
)
texts = st.lists(pieces, max_size=25).map("".join)


@pytest.mark.parametrize("name", TAGS)
@given(text=texts)
def test_a_mask_comes_off_again(name: str, text: str) -> None:
    masked = mask(text, TAGS[name])
    assert masked.unmask(masked.text) == text


@pytest.mark.parametrize("name", TAGS)
@given(text=texts)
def test_no_byte_offset_moves(name: str, text: str) -> None:
    masked = mask(text, TAGS[name])
    assert len(masked.text.encode()) == len(text.encode())
    assert re.findall(r"[\r\n]", masked.text) == re.findall(r"[\r\n]", text)
    data, hidden, done = text.encode(), masked.text.encode(), 0
    for character, tag in masked.tags.items():
        start = hidden.index(character.encode(), done)
        assert hidden[done:start] == data[done:start]
        done = start + len(tag.encode())
        assert data[start:done] == tag.encode()
    assert hidden[done:] == data[done:]


@pytest.mark.parametrize(
    ("name", "text", "tags"),
    [
        ("jekyll", "a {{ b }} c {% if x %}", ["{{ b }}", "{% if x %}"]),
        ("jekyll", "{% raw %}<b>{{ x }}</b>{% endraw %}", ["{% raw %}<b>{{ x }}</b>{% endraw %}"]),
        ("jekyll", "{%- raw -%}{{{%- endraw -%}", ["{%- raw -%}{{{%- endraw -%}"]),
        ("jekyll", "{% highlight js %}\n\n<p>\n\n{% endhighlight %}x", None),
        ("jekyll", "{% raw %} never closed", ["{% raw %}"]),
        ("jekyll", "{% rawest %}a{% endraw %}", ["{% rawest %}", "{% endraw %}"]),
        ("jekyll", "{{ never\n\nclosed }}", []),
        ("jekyll", "{{ never\r\n \r\nclosed }}", []),
        ("jekyll", "{{ never\r\rclosed }}", []),
        ("jekyll", "{{ one\r\nblank }}", ["{{ one\r\nblank }}"]),
        ("jekyll", "{{ a {{ b }}", ["{{ a {{ b }}"]),
        ("jekyll", "{{ a\n\n{{ b }}", ["{{ b }}"]),
        ("jekyll", "{{}}", ["{{}}"]),
        ("jekyll", "{{ a }}\n\n{{ b\n\n{% c %}", ["{{ a }}", "{% c %}"]),
        ("jekyll", "[caption id=1]x[/caption]", ["[caption id=1]", "[/caption]"]),
        ("jekyll", "[caption](u) and [gallery][r]", []),
        ("hugo", '{{< fig src="a" >}} {{% b %}}', ['{{< fig src="a" >}}', "{{% b %}}"]),
        ("hugo", "{{< highlight go >}}{{ x }}{{< /highlight >}}", None),
        ("hugo", "{{< highlight go />}}{{< b >}}", ["{{< highlight go />}}", "{{< b >}}"]),
        ("gfm", "plain {{ b }}", ["{{ b }}"]),
    ],
)
def test_what_is_a_tag(name: str, text: str, tags: list[str] | None) -> None:
    found = list(mask(text, FLAVORS[name].tags).tags.values())
    if tags is None:  # one tag from beginning to end of the text but a last x; none without syntaxes
        tags = [text.removesuffix("x")] if FLAVORS[name].tags else []
    assert found == tags


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "{{ ",
            "{% raw %}",
            "{% raw %}{% raw",
            "{{< ",
            "{{% ",
            "{%",
            "[caption a=",
            "[gallery ",
            "{{<highlight",
        ),
        *("{{ }", "{% highlight %} ", "{% raw %}\n\n", "{{\n", "{{< highlight >}}", "{%- comment -%}{% end"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n\n}} %} >}} %}} ]{% endcomment %}"])
def test_time_grows_as_the_number_of_openers(piece: str, end: str) -> None:
    # The best of three: other work on the machine only adds.
    short, long = (
        min(_seconds(piece * (size // len(piece)) + end) for _ in range(3)) for size in (100_000, 800_000)
    )
    # Eight times the text: linear is 8, quadratic 64.
    assert long < 24 * max(short, 0.01)


def _seconds(text: str) -> float:
    """Return how long it takes to mask a text and to unmask it."""
    started = time.process_time()
    masked = mask(text, SHORTCODES + LIQUID + WORDPRESS)
    assert masked.unmask(masked.text) == text
    return time.process_time() - started


def test_more_tags_than_there_are_private_characters() -> None:
    # The last 8,190 stand for shortcodes, which readers see.
    text = "{{a}}" * 122_900
    masked = mask(text, FLAVORS["jekyll"].tags)
    assert len(masked.tags) == 122_878
    assert len(masked.text.encode()) == len(text)
    assert masked.unmask(masked.text) == text
    assert masked.text.endswith("{{a}}" * 22)


def test_folded_white_space_inside_a_token_does_no_harm() -> None:
    masked = mask("a {{ b\n   c }} xx d", FLAVORS["jekyll"].tags)
    folded = " ".join(masked.text.split())
    assert masked.unmask(folded) == "a {{ b\n   c }} xx d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{{ a }}", True), (" {{ a }}\n{% b %} ", True), ("{{ a }} b", False), ("", False), ("b", False)],
)
def test_is_only_tags(text: str, expected: bool) -> None:
    assert is_only_tags(mask(text, FLAVORS["jekyll"].tags).text) is expected
