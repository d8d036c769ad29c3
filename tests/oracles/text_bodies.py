"""Random Markdown with tags in its text: paragraphs, lists, quotes, tables, headings."""

from __future__ import annotations

import random

_WORDS = (
    *(
        "word",
        "two words",
        "a",
        "中文",
        "「引用」",
        "注意：",
        "，然后",
        "。",
        "(b)",
        "T.",
        "😀",
        "50%",
        "￥100",
    ),
    *(
        "*",
        "_",
        "~",
        "`",
        "|",
        "[",
        "]",
        "!",
        "\\",
        "\\*",
        "&lt;",
        "&amp;",
        "&nbsp;",
        "$",
        "{",
        "{: .c}",
        "^",
    ),
    *(
        "snake_case",
        "2*3*4",
        "10~20",
        "https://a.example/x",
        "www.a.example",
        "a@b.example",
        "#x",
        "1.",
        "- x",
    ),
    *(
        "*em*",
        "**strong**",
        "_em_",
        "`code`",
        "~~gone~~",
        "[link](/u)",
        "![alt](/i.png)",
        "<https://a.example>",
    ),
    *(
        "***both***",
        "**a *b* c**",
        "[**b**](/u)",
        "{{ page.title }}",
        "[x]",
        "[x][y]",
        "[^1]",
        "--",
        '"q"',
        ":",
    ),
)
_GLUE = ("", "", " ", " ", " ", " ", "\n", "  ", "  \n", "\\\n")
_URLS = (
    "/u",
    "https://a.example/x",
    "a b",
    "x_y_z",
    "(a)",
    "a(b",
    "{{ site.url }}/a",
    "",
    "#top",
    "a|b",
    "中文",
)
_ATTRIBUTES = (
    "",
    "",
    "",
    ' target="_blank"',
    ' title="t"',
    ' class="c"',
    ' id="i"',
    ' title="a &quot;b&quot; | c"',
)
_MARKS = ("b", "strong", "i", "em", "b", "em", "del", "s", "strike")
_OTHER = (
    "u",
    "sub",
    "kbd",
    "mark",
    "small",
    "span",
    "font",
    'span style="x"',
    'font color="red"',
    "tt",
    "code",
)
_ODD = (
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "</a>",
    "<!-- c -->",
    '<a name="n"></a>',
    "<div>x</div>",
    "<hr>",
    "<wbr>",
    "<B>",
)
_BREAKS = ("<br>", "<br/>", "<br />\n", "<br>\n", "<br><br>", "<BR>", " <br /> ")
_TAIL = ("\n\n[x]: /u\n[y]: /v\n", "\n\n[^1]: note\n", "\n\n*[A]: x\n", "", "", "")


class TextGenerator:
    """Makes bodies from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def body(self) -> str:
        """Return a body of a few blocks."""
        pick = self._random.choice
        makers = (
            *((self._paragraph,) * 5),
            self._list,
            self._list,
            self._quote,
            self._table,
            self._heading,
            self._block,
        )
        text = "\n\n".join(pick(makers)() for _ in range(self._random.randint(1, 4))) + pick(_TAIL)
        return text.replace("\n", "\r\n") if self._random.random() < 0.03 else text

    def _text(self, depth: int = 0, most: int = 6) -> str:
        return "".join(
            self._piece(depth) + self._random.choice(_GLUE) for _ in range(self._random.randint(1, most))
        )

    def _line(self) -> str:
        return " ".join(self._text(most=3).split())

    def _piece(self, depth: int) -> str:
        pick, kind = self._random.choice, self._random.random()
        if kind < 0.5 or depth > 2:
            return pick(_WORDS)
        if kind < 0.9:
            return self._around(self._text(depth + 1, 3))
        if kind < 0.95:
            return pick(_BREAKS)
        if kind < 0.98:
            return f'<img src="{pick(_URLS)}" alt="{pick(_WORDS[:13])}"{pick(_ATTRIBUTES)}>'
        return pick(_ODD)

    def _around(self, inner: str) -> str:
        """Put a tag or a mark of Markdown around a text."""
        pick, kind = self._random.choice, self._random.random()
        tag = pick(_MARKS if kind < 0.5 else _OTHER)
        if kind < 0.65:
            return f"<{tag}>{inner}</{tag.split()[0]}>"
        if kind < 0.85:
            return f'<a href="{pick(_URLS)}"{pick(_ATTRIBUTES)}>{inner}</a>'
        return f"*{inner.strip()}*" if kind < 0.93 else f"[{inner.strip()}](/u)"

    def _paragraph(self) -> str:
        return self._text()

    def _heading(self) -> str:
        return f"{'#' * self._random.randint(1, 4)} {self._line()}{self._random.choice(('', ' {#i}', ' ##'))}"

    def _list(self) -> str:
        marker = self._random.choice(("- ", "* ", "1. "))
        gap = self._random.choice(("\n", "\n", "\n\n"))
        pad = " " * len(marker)
        items = []
        for _ in range(self._random.randint(1, 3)):
            item = marker + self._text(most=4).strip().replace("\n", f"\n{pad}")
            if self._random.random() < 0.2:
                item += f"\n{pad}- {self._line()}"
            items.append(item)
        return gap.join(items)

    def _quote(self) -> str:
        return "> " + self._text(most=4).strip().replace("\n", "\n> ")

    def _table(self) -> str:
        rows = [f"| {self._line()} | {self._line()} |" for _ in range(self._random.randint(1, 2))]
        return "\n".join(["| a | b |", "| --- | --- |", *rows])

    def _block(self) -> str:
        pick = self._random.choice
        return pick(
            (
                f"<p>{self._line()}</p>",
                f"<div>\n\n{self._line()}\n\n</div>",
                f'<div markdown="1">\n\n{self._line()}\n\n</div>',
                "<br>",
                '<img src="/i.png">',
                f"<b>{self._line()}</b>",
                f"    {self._line()}",
                f"```\n{self._line()}\n```",
            )
        )


def text_bodies(count: int, seed: int) -> list[str]:
    """Return some random bodies; the same for the same seed."""
    generator = TextGenerator(seed)
    return [generator.body() for _ in range(count)]
