"""Whatever is written into one destination, that one alone says something else."""

from __future__ import annotations

from random import Random
from urllib.parse import unquote

from hypothesis import event, given, settings
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.destinations.front_matter import front_matter_destinations
from postkit.links.spelling.parts import with_fragment, with_path, with_value
from postkit.links.spelling.percent import percent_encoded
from postkit.links.spelling.written import says
from postkit.site.post import Post
from tests.links.rewriting import any_value, problem, rewritten

_INLINE = [
    *("[a](b.md)", "![x `](` y](<p q.png> 't')", "[![i](u(1)v)](w 'z')", "[e]()", "[字](路/径.md#节)"),
    *(r"[k](a\)b?c&amp;d)", "<http://a.example/c>", "see http://b.example/d.", "(www.c.example/e)"),
    *('<img src="s.png" alt="[a](b)">', "<a href='q'>r</a>", "<a href=q/r>s</a>", "<a href>t</a>"),
    *(
        '<img srcset="a.png, b.png 2x">',
        "`[a](b)`",
        "`",
        "$x",
        "y$ z",
        "**b**",
        "\\[n](o)",
        "[m][r]",
        "a | b",
    ),
    *('{{< figure src="f.png" >}}', "[u]({{< ref `g.md` >}}#h)", "[v]({% link i.md %})", "[w]({{ x }}/j)"),
    *("{{ '/k' | relative_url }}", "[l]({{ site.baseurl }}/m.md)", "{{", "}}", "{%", "[x", "](", "<b", "-->"),
]
_BLOCKS = [
    *("{}", "> {}", "- {}", "# {}", "| a | b |\n|---|---|\n| {} | c |", "{}\n---|---\nx|y", "    {}"),
    *("<div>\n{}\n</div>", "<div markdown='1'>\n\n{}\n\n</div>", "```\n{}\n```", "<!-- {} -->"),
]
_TEXTS = st.lists(
    st.tuples(st.sampled_from(_BLOCKS), st.lists(st.sampled_from(_INLINE), min_size=1, max_size=4)),
    min_size=1,
    max_size=4,
)
_DEFINITIONS = ["[r]: ref.md 'title'", "> [r]:\n> <re f>\n> 'title'", "[r]:ref", "[r]: re(f)\n\n[r]: other"]
_VALUES = st.text(alphabet="ab/.:?#&;=%\\()[]{}<>|`'\"*_~$!,^ \n\t é中、copyx10", max_size=12) | st.text(
    max_size=6
)
_FLAVORS = st.sampled_from(["gfm", "jekyll", "hugo", "hexo", "mkdocs", "eleventy", "astro"])


@settings(max_examples=300, deadline=None)
@given(
    _TEXTS,
    st.sampled_from(_DEFINITIONS),
    _FLAVORS,
    _VALUES | st.randoms(use_true_random=False),
    st.booleans(),
    st.data(),
)
def test_one_destination_is_written_and_no_other_changes(
    blocks: list[tuple[str, list[str]]],
    definition: str,
    flavor: str,
    value: str | Random,
    crlf: bool,
    data: st.DataObject,
) -> None:
    lines = [block.replace("{}", " ".join(snippets)) for block, snippets in blocks]
    text = "\n\n".join(["---\nt: x\n---", *lines, definition])
    raw = (text.replace("\n", "\r\n") if crlf else text).encode()
    post = Post(Source("post.md", raw), FLAVORS[flavor])
    found = data.draw(st.sampled_from(list(destinations(post))))
    wanted = value if isinstance(value, str) else any_value(value, found)
    if wanted == found.value:
        return
    new = rewritten(post, found, wanted)
    event(f"{found.kind} {'left' if new is None else 'written'}")
    if new is not None:
        assert problem(post, found, wanted, new) == "", (text, found.written, wanted, new)


_URL = {"properties": {"url": {"format": "iri-reference"}, "urls": {"items": {"format": "iri-reference"}}}}
_HEADS = [
    *("---\nurl: b.md\nurls: [c, 'd', \"e\"]\n---\n", "---\nurl: 'b.md'\nurls:\n  - c # x\n  - d\n---\n"),
    *('+++\nurl = "b.md"\nurls = ["c", \'d\']\n+++\n', '{\n"url": "b.md", "urls": ["c"]\n}\n'),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_HEADS), _VALUES, st.data())
def test_one_value_of_the_front_matter(head: str, value: str, data: st.DataObject) -> None:
    post = Post(Source("post.md", f"{head}text\n".encode()), FLAVORS["hugo"])
    before = list(front_matter_destinations(post, _URL))
    assert len(before) > 1
    at = data.draw(st.sampled_from(range(len(before))))
    new = rewritten(post, before[at], value)
    if new is None:
        return
    after = front_matter_destinations(Post(Source("post.md", new), FLAVORS["hugo"]), _URL)
    assert [one.value for one in after] == [value if n == at else one.value for n, one in enumerate(before)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="a/.%20Eé中 ()'&#?|", max_size=8), st.text(max_size=8))
def test_percent_signs_say_what_is_wanted(old: str, new: str) -> None:
    new = new.encode(errors="ignore").decode()
    for safest in (False, True):
        assert unquote(percent_encoded(old, new, safest=safest)) == new
    assert percent_encoded(old, unquote(old)) == old


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        ["[a](b%20c/d.md?e=f#g)", "<a href='../b c.md?e#g'>", "[a](<./b c.md?e#g>)", "[a](b?e#g)"]
    ),
    st.data(),
)
def test_path_and_fragment_are_written_apart(text: str, data: st.DataObject) -> None:
    post = Post(Source("post.md", text.encode()), FLAVORS["gfm"])
    (found,) = destinations(post)
    part = data.draw(st.text(alphabet="abé中/ ()'\"&;#?%|<>`$[]{}\\", min_size=1, max_size=10))
    path, fragment = with_path(post, found, part), with_fragment(post, found, part)
    query = found.value[found.value.index("?") :]
    if path is not None:
        value = says(post, found, path)
        assert value.endswith(query)
        assert unquote(value.removesuffix(query)) in (part, f"./{part}")
    assert path is not None or part.startswith("//") or unquote(found.value) == f"{part}{query}"
    assert fragment is not None
    assert unquote(says(post, found, fragment)).endswith(f"#{part}")
    assert says(post, found, fragment).startswith(found.value.partition("#")[0])
    assert with_value(post, found, found.value) is None
