"""Random posts with HTML against the real engines: converted, they must read as before.

`python -m tests.oracles.fuzz_convert --count N --seed S` prints each difference, made small.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Sequence

from postkit import convert
from postkit.html.style import AS_USUAL, Style
from tests.oracles.bodies import Difference, converted, differences
from tests.oracles.engines import ENGINES
from tests.oracles.styles import STYLES, keeps_looks
from tests.oracles.text_bodies import text_bodies

_WORDS = (
    *(
        "word",
        "a",
        "bold text",
        "two words",
        "中文",
        "漢字テスト",
        "「引用」",
        "（括号）",
        "注意：",
        "，然后",
        "。",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "``",
        "\\",
        "|",
        "||",
        "[",
        "]",
        "(",
        ")",
        "!",
        "#",
        "+",
        "-",
        ">",
    ),
    *(
        "&lt;",
        "&gt;",
        "&amp;",
        "&amp;lt;",
        "&amp;#42;",
        "&quot;",
        "&copy;",
        "&hellip;",
        "&nbsp;",
        "\xa0",
        "\u3000",
    ),
    *(
        "$",
        "$$",
        "{",
        "}",
        "{x}",
        "{: .c}",
        "{:toc}",
        "{::comment}",
        "{#id}",
        "^",
        "=",
        "%",
        "@",
        "'",
        '"',
        ":",
        ";",
    ),
    *(
        "1.",
        "2)",
        "10. x",
        "1986. A",
        "- x",
        "+ y",
        "* z",
        "# h",
        "## h ##",
        "> q",
        "---",
        "===",
        "***",
        "+++",
        "-",
    ),
    *(
        ": x",
        "[^1]",
        "*[A]: x",
        "[x]",
        "[x]: /u",
        "[x](y)",
        "![a](b)",
        "[ ]",
        "[x] task",
        "[y][x]",
        "~~~",
        "```",
    ),
    *(
        "https://a.example/x_y",
        "www.a.example",
        "a@b.example",
        "http://é.example/(a)",
        "ftp://a.example",
        "mailto:a@b.c",
    ),
    *(
        "snake_case_name",
        "_lead",
        "2*3*4",
        "a|b",
        "10~20",
        "C:\\path",
        "a\\*b",
        "￥100",
        "50%",
        "😀",
        "©",
        "→",
        "～3",
    ),
    *(
        "don't",
        "...",
        "--",
        "&#123;&#123; x }}",
        "&#123;% y %}",
        "$x$",
        "$$y$$",
        "x^2",
        "==m==",
        "!important",
        "a &lt; b",
    ),
    *(
        "{{ page.title }}",
        '{{< ref "a" >}}',
        "[gallery]",
        "T.",
        "etc.)",
        "é",
        "ﬁ",
        "\u200b",
        "1",
        "42",
        "3.14",
        "\t",
    ),
)
_GLUE = ("", "", "", " ", " ", " ", "\n", "  ", " \n ", "\u3000", "&nbsp;")
_URLS = (
    *(
        "/u",
        "https://a.example/x",
        "a b.html",
        "x_y_z",
        "a*b*c",
        "(a)",
        "a(b",
        "a)b",
        "?a=1&amp;b=2",
        "#top",
        "中文.html",
    ),
    *(
        "a|b",
        "a%20b",
        "mailto:a@b.example",
        "//a.example",
        "a\\b",
        "[x]",
        "{{ site.url }}/a",
        "&lt;x&gt;",
        "",
        "tel:1",
        " /s ",
    ),
)
_TITLES = (
    "",
    "",
    "",
    ' title="t"',
    ' title="a &quot;b&quot;"',
    ' title="a|b &amp;amp; *c*"',
    ' title="x\\y &lt;z&gt;"',
)
_EMPHASIS = ("b", "strong", "i", "em", "del", "s", "strike", "b", "em")
_OTHER = ("span", "font", "u", "sub", "sup", "kbd", "mark", "small", "abbr", "cite", "q", "var", "ins", "big")
_ODD = ("my-tag", "time", "svg", "button", "label", "ruby", "bdo", "o:p", "video")
_COMMENTS = ("<!-- c -->", "<!--more-->", "<!---->", "<!-- a\nb -->", "<!-- *x* -->")
_BREAKS = ("<br>", "<br />", "<br>\n", "<br><br>", "<br> <br>\n<br>")
_STRAY = ('<a name="n"></a>', '<a id="m">x</a>', "<wbr>", "<b>", "</i>")
_KEPT = (
    '<iframe src="https://a.example/e?a=1&amp;b=2" width="5"></iframe>',
    "<script>\nvar a = '<b>*x*</b>';\n</script>",
    "<script>\na\n\nb\n</script>",
    "<style>p { color: red }</style>",
    "<dl><dt>t</dt><dd>d *x*</dd></dl>",
    "<details><summary>s</summary><p>*x*</p></details>",
    '<form action="/x"><input name="a"></form>',
    '<figure><img src="i.png"><figcaption>c</figcaption></figure>',
    "<table><caption>c</caption><tr><td>1</td></tr></table>",
    '<video src="v.mp4"></video>',
    "<unknown>x</unknown>",
    "<p>{{ page.title }}</p>",
    '<ol start="3"><li>a</li><li>b</li></ol>',
    "<aside>only *text*</aside>",
    '<div class="hook"></div>',
)
_EMPTY = (
    *(
        "<p></p>",
        "<p>&nbsp;</p>",
        "<p> <br> </p>",
        "<h2></h2>",
        "<ul></ul>",
        "<ul><li></li></ul>",
        "<pre></pre>",
    ),
    *("<div></div>", "<blockquote></blockquote>", '<p id="e"></p>', "<p><b></b><span></span></p>"),
)
_CONTAINERS = (
    *(
        'div id="d"',
        'div class="c" onclick="x()"',
        "section",
        "article",
        'aside id="d"',
        "header",
        "footer",
        "nav",
    ),
    *("main", 'blockquote cite="u"', 'center id="d"', "details", 'details open=""', "figure", "figcaption"),
    *("address", 'section\n  class="c"'),
)
_BEFORE = (
    *(
        "",
        "",
        "Text before.",
        "# Title\n\nText.",
        "- a\n- b",
        "1. a\n2. b",
        "> quote",
        "```\ncode\n```",
        "- a\n\n- b",
    ),
    *(
        "[x]: /u",
        "text\n===",
        "word",
        "## Head",
        "term\n: def",
        "[^1]: note\n\nsee[^1]",
        "| a |\n| --- |\n| b |",
        "    code",
    ),
    *(
        '<div markdown="1">\n\n*a* <b>b</b>\n\n<p>c</p>\n\n- d\n\n</div>',
        '<section markdown="1">\n\n<aside markdown="1">\n\n<ul><li>a</li></ul>\n\n</aside>\n\n</section>',
        '<div markdown="1">\n*a* <b>b</b>\n</div>',
        "*[A]: x",
        "A line\nand <b>inline</b> HTML",
        "<!-- c -->",
        "* a\n  * b\n",
        "a\n***",
        "<span>x</span>",
        "a <br>",
        "{:toc}",
    ),
)
_AFTER = (
    *_BEFORE,
    "{: .c}",
    ": def",
    "---",
    "===",
    "  indented",
    "</div>",
    "<p>more</p>",
    "## word",
    "## a",
    "[x]",
)


class Generator:
    """Makes nasty bodies from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def body(self) -> str:
        """Return the body of a post: Markdown, HTML, Markdown."""
        pick = self._random.choice
        parts = [pick(_BEFORE)]
        for _ in range(self._random.choice((1, 1, 1, 2))):
            html = "".join(
                self._block(0) + pick(("", "", "\n", "\n", "\n\n", " ")) for _ in range(self._many())
            )
            parts += [
                pick(("\n\n", "\n\n", "\n\n", "\n")),
                html,
                pick(("\n\n", "\n\n", "\n\n", "\n")),
                pick(_AFTER),
            ]
        # A tag that is never closed would stop Hugo.
        text = re.sub(r"\{(?=<(?! ref)|%)", "{ ", "".join(parts))
        text = text.strip("\n") + pick(("\n", "\n", ""))
        return text.replace("\n", "\r\n") if self._chance(0.03) else text

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _many(self, most: int = 3) -> int:
        return self._random.randint(1, most)

    def _text(self) -> str:
        pick = self._random.choice
        return "".join(pick(_WORDS) + pick(_GLUE) for _ in range(self._many(4)))

    def _inline(self, depth: int) -> str:
        return "".join(self._span(depth) for _ in range(self._many(4)))

    def _span(self, depth: int) -> str:
        pick = self._random.choice
        kind = self._random.random()
        if depth > 3 or kind < 0.5:
            return self._text()
        if kind < 0.7:
            return self._wrap(pick(_EMPHASIS), depth)
        if kind < 0.77:
            return f'<a href="{pick(_URLS)}"{pick(_TITLES)}>{self._inline(depth + 1)}</a>'
        if kind < 0.81:
            return f"<code>{self._text()}</code>"
        if kind < 0.85:
            alt = pick(_WORDS).replace('"', "")
            return f'<img src="{pick(_URLS)}" alt="{alt}"{pick(_TITLES)} width="3">'
        if kind < 0.9:
            return self._wrap(pick(_OTHER), depth)
        if kind < 0.97:
            return pick(_BREAKS)
        return pick((pick(_COMMENTS), self._wrap(pick(_ODD), depth), pick(_STRAY)))

    def _wrap(self, tag: str, depth: int) -> str:
        attributes = self._random.choice(("", "", "", ' class="c"', ' style="x"')) if tag in _OTHER else ""
        return f"<{tag}{attributes}>{self._inline(depth + 1)}</{tag}>"

    def _blocks(self, depth: int) -> str:
        pick = self._random.choice
        return "".join(self._block(depth) + pick(("", "\n", "\n")) for _ in range(self._many()))

    def _block(self, depth: int) -> str:
        makers = (
            *((self._paragraph,) * 6),
            *((self._list,) * 3),
            *((self._heading,) * 2),
            *((self._quote, self._pre, self._table) * 2),
            *(self._group, self._rule, self._loose, self._kept, self._empty, self._figure),
            *((self._container, self._definitions) * 2),
        )
        return self._random.choice(makers[: 9 if depth > 2 else None])(depth)

    def _paragraph(self, _depth: int) -> str:
        attributes = self._random.choice(("", "", "", ' class="x"', ' align="center"', ' id="p"'))
        return f"<p{attributes}>{self._space()}{self._inline(0)}{self._space()}</p>"

    def _heading(self, _depth: int) -> str:
        level = self._many(6)
        attributes = self._random.choice(("", "", "", ' id="h"', ' id="a b"', ' class="x"'))
        return f"<h{level}{attributes}>{self._inline(1)}</h{level}>"

    def _list(self, depth: int) -> str:
        tag = self._random.choice(("ul", "ul", "ol", 'ol start="3"'))
        items = "".join(self._whole_item(depth) for _ in range(self._many()))
        tag += self._random.choice(("", "", "", "", ' id="l"', ' type="1"', ' class="c"'))
        return f"<{tag}>{self._space()}{items}</{tag[:2]}>"

    def _whole_item(self, depth: int) -> str:
        attributes = self._random.choice(("", "", "", "", "", ' id="i"', ' class="c"', ' value="4"'))
        stray = self._list(depth + 1) if depth < 2 and self._chance(0.05) else ""
        return f"<li{attributes}>{self._item(depth)}</li>{self._space()}{stray}"

    def _item(self, depth: int) -> str:
        kind = self._random.random()
        if kind < 0.5:
            return f"{self._space()}{self._inline(1)}{self._space()}"
        if kind < 0.7 and depth < 2:
            return f"{self._inline(1)}{self._space()}{self._list(depth + 1)}"
        if kind < 0.78:
            return self._inline(1) + self._space() + (self._block(depth + 1) if depth < 2 else "")
        if kind < 0.88:
            return self._paragraph(depth) + self._space() + (self._blocks(depth + 1) if depth < 2 else "")
        return self._blocks(depth + 1) if depth < 2 else ""

    def _quote(self, depth: int) -> str:
        inner = self._blocks(depth + 1) if self._chance(0.7) else self._inline(1)
        return f"<blockquote>{self._space()}{inner}</blockquote>"

    def _pre(self, _depth: int) -> str:
        text = "\n".join(self._text() for _ in range(self._many()))
        if self._chance(0.2):
            text = text.replace("\n", "\n\n") + "\n"
        opening = self._random.choice(
            ("<code>", '<code class="language-c++">', "", '<code class="lang-a b">')
        )
        return f"<pre>{opening}{text}{'</code>' if opening else ''}</pre>"

    def _table(self, _depth: int) -> str:
        width = self._many()
        head = "".join(f"<th>{self._inline(2)}</th>" for _ in range(width))
        rows = "".join(
            "<tr>" + "".join(self._cell() for _ in range(width)) + f"</tr>{self._space()}"
            for _ in range(self._many())
        )
        header = self._random.choice((f"<thead><tr>{head}</tr></thead>", f"<tr>{head}</tr>", ""))
        caption = self._random.choice(("", "", "", "", "<caption></caption>", "<caption>c</caption>"))
        foot = f"<tfoot><tr>{self._cell()}</tr></tfoot>" if self._chance(0.1) else ""
        attributes = self._random.choice((' border="1"', "", "", ' id="t"', ' summary=""', ' summary="s"'))
        return f"<table{attributes}>{caption}{self._space()}{header}{rows}{foot}</table>"

    def _cell(self) -> str:
        pick = self._random.choice
        attributes = pick(("", "", "", "", "", ' align="right"', ' id="c"', ' colspan="2"'))
        inner = pick((self._inline(2), self._inline(2), "", self._paragraph(0), "---", "===", "&nbsp;"))
        if self._chance(0.1):
            inner += pick((self._paragraph(0), "<ul><li>a</li></ul>", "<div>b</div>"))
        tag = "th" if self._chance(0.03) else "td"
        return f"<{tag}{attributes}>{inner}</{tag}>" if self._chance(0.95) else ""

    def _group(self, depth: int) -> str:
        tag = self._random.choice(("div", "div", "center", 'div id="d"', 'div class="c"', "section"))
        inner = self._blocks(depth + 1) if self._chance(0.6) else self._inline(0)
        return f"<{tag}>{self._space()}{inner}{self._space()}</{tag.split()[0]}>"

    def _container(self, depth: int) -> str:
        tag = self._random.choice(_CONTAINERS)
        summary = f"<summary>{self._text()}</summary>" if tag.startswith("details") else ""
        inner = self._blocks(depth + 1) if self._chance(0.8) else self._inline(0)
        return f"<{tag}>{self._space()}{summary}{self._space()}{inner}{self._space()}</{tag.split()[0]}>"

    def _definitions(self, depth: int) -> str:
        return f"<dl>{self._space()}{''.join(self._entry(depth) for _ in range(self._many()))}</dl>"

    def _entry(self, depth: int) -> str:
        terms = "".join(f"<dt>{self._inline(2)}</dt>{self._space()}" for _ in range(1 + self._chance(0.1)))
        texts = (self._item(depth) for _ in range(self._many(2) - self._chance(0.05)))
        return terms + "".join(f"<dd>{text}</dd>{self._space()}" for text in texts)

    def _figure(self, _depth: int) -> str:
        pick = self._random.choice
        inner = pick(('<img src="i.png" alt="a">', '<a href="/u"><img src="i.png"></a>', "{{ page.title }}"))
        caption = f"<figcaption>{self._inline(2)}</figcaption>" if self._chance(0.7) else ""
        return f"<figure>{self._space()}{inner}{self._space()}{caption}</figure>"

    def _empty(self, _depth: int) -> str:
        return self._random.choice(_EMPTY)

    def _rule(self, _depth: int) -> str:
        return self._random.choice(("<hr>", "<hr />", "<hr/>"))

    def _loose(self, _depth: int) -> str:
        return self._inline(0) if self._chance(0.6) else "{{ page.title }}"

    def _kept(self, _depth: int) -> str:
        return self._random.choice((*_KEPT, *_COMMENTS))

    def _space(self) -> str:
        return self._random.choice(("", "", "", "\n", " ", "\n  ", "\n\t", "\n\n"))


def bodies(count: int, seed: int) -> list[str]:
    """Return some random bodies; the same for the same seed."""
    generator = Generator(seed)
    return [generator.body() for _ in range(count)]


BODIES = {"html": bodies, "text": text_bodies}
"""Blocks of HTML among Markdown, or Markdown with tags in its text."""

_PIECE = re.compile(r"<[^<>]*>|\{\{.*?\}\}|&[#\w]+;|\w+|\s+|.", re.DOTALL)


def smaller(difference: Difference, style: Style = AS_USUAL) -> Difference:
    """Return a small body that shows the same kind of difference: pieces taken away while it lasts."""
    best = difference
    size = max(len(_PIECE.findall(best.old)) // 2, 1)
    while size:
        pieces = _PIECE.findall(best.old)
        tries = [
            "".join(pieces[:at] + pieces[at + size :]) for at in range(0, len(pieces), max(size // 2, 1))
        ]
        tries = [text for text in tries if text != best.old]
        found = differences(best.flavor, converted(tries, best.flavor, style), looks=keeps_looks(style))
        if found:
            best = min(found, key=lambda one: len(one.old))
        else:
            size //= 2
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Look for differences, print each; the exit status tells whether there were any."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1500)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--flavor", choices=sorted(ENGINES), action="append")
    options.add_argument("--bodies", choices=sorted(BODIES), default="html", help="what they are made of")
    options.add_argument("--show", type=int, default=10, help="how many to make small and print")
    options.add_argument("--style", choices=sorted(STYLES), default="usual", help="what the writers want")
    given = options.parse_args(arguments)
    failed, style = False, STYLES[given.style]
    for flavor in given.flavor or ENGINES:
        texts = BODIES[given.bodies](given.count, given.seed)
        pairs = converted(texts, flavor, style)
        found = differences(flavor, pairs, looks=keeps_looks(style))
        twice = [(new, convert(new, flavor=flavor, style=style).text) for _, new in pairs]
        again = [(new, text) for new, text in twice if text != new]
        failed |= bool(found or again)
        for one in found[: given.show]:
            sys.stdout.write(f"{smaller(one, style)}\n\n")
        for new, text in again[: given.show]:
            sys.stdout.write(f"[{flavor}] changes once more:\n{new}\n->\n{text}\n\n")
        sys.stdout.write(
            f"{flavor}: {given.count} bodies, {len(pairs)} changed, {len(found)} read differently, "
            f"{len(again)} changed once more\n"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
