"""How programs that highlight code write it: each takes lines of code and returns their HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

Writer = Callable[[Sequence[str]], str]


def _coloured(line: str) -> str:
    """Colour the first half of a line, as far as that is one."""
    middle = len(line) // 2
    return f'<span class="k">{escape(line[:middle])}</span>{escape(line[middle:])}' if line else ""


def _numbers(lines: Sequence[str], first: int = 1) -> list[str]:
    return [str(number) for number in range(first, first + len(lines))]


def _unfolded(line: str) -> str:
    """Write blanks so that no browser folds them."""
    return _coloured(re.sub(r" (?= )|^ | $", "\N{NO-BREAK SPACE}", line))


def pygments(lines: Sequence[str]) -> str:
    gutter = "\n".join(number.rjust(3) for number in _numbers(lines, 9))
    code = "".join(f"{_coloured(line)}\n" for line in lines)
    return (
        '<div class="highlight-python"><table class="highlighttable"><tr><td class="linenos">'
        f'<div class="linenodiv"><pre>{gutter}</pre></div></td><td class="code"><div class="highlight">'
        f"<pre><span></span>{code}</pre></div>\n</td></tr></table></div>"
    )


def rouge(lines: Sequence[str]) -> str:
    gutter = "".join(f"{number}\n" for number in _numbers(lines))
    code = "".join(f"{_coloured(line)}\n" for line in lines)
    return (
        '<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code>'
        f'<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">{gutter}</pre></td>'
        f'<td class="code"><pre><span></span>{code}</pre></td></tr></tbody></table></code></pre></div></div>'
    )


def octopress(lines: Sequence[str]) -> str:
    gutter = "".join(f"<span class='line-number'>{number}</span>\n" for number in _numbers(lines))
    code = "".join(f"<span class='line'>{_coloured(line)}\n</span>" for line in lines)
    return (
        "<div class='bogus-wrapper'><notextile><figure class='code'><figcaption><span></span></figcaption>"
        "<div class='highlight'><table><tr><td class='gutter'><pre class='line-numbers'>"
        f"{gutter}</pre></td><td class='code'><pre><code class='python'>{code}</code></pre></td></tr></table>"
        "</div></figure></notextile></div>"
    )


def hexo(lines: Sequence[str]) -> str:
    gutter = "".join(f'<span class="line">{number}</span><br>' for number in _numbers(lines))
    code = "".join(f'<span class="line">{_coloured(line)}</span><br>' for line in lines)
    return (
        f'<figure class="highlight python"><table><tr><td class="gutter"><pre>{gutter}</pre></td>'
        f'<td class="code"><pre>{code}</pre></td></tr></table></figure>'
    )


def chroma(lines: Sequence[str]) -> str:
    gutter = "".join(f'<span class="lnt">{number}\n</span>' for number in _numbers(lines))
    code = "".join(f"{_coloured(line)}\n" for line in lines)
    return (
        '<div class="highlight"><div class="chroma">\n<table class="lntable"><tr><td class="lntd">\n'
        f'<pre class="chroma"><code>{gutter}</code></pre></td>\n<td class="lntd">\n<pre class="chroma">'
        f'<code class="language-python" data-lang="python">{code}</code></pre></td></tr></table>'
        "</div></div>"
    )


def chroma_inline(lines: Sequence[str]) -> str:
    code = "".join(
        f'<span class="ln">{number}</span>{_coloured(line)}\n'
        for number, line in zip(_numbers(lines), lines, strict=True)
    )
    return (
        '<div class="highlight"><pre class="chroma"><code class="language-python" data-lang="python">'
        f"{code}</code></pre></div>"
    )


def coderay(lines: Sequence[str]) -> str:
    gutter = "".join(f'<a href="#n{number}" name="n{number}">{number}</a>\n' for number in _numbers(lines))
    code = "".join(f"{_coloured(line)}\n" for line in lines)
    return (
        '<table class="CodeRay"><tr>\n  <td class="line-numbers" title="double click to toggle" '
        f"ondblclick=\"with (this.firstChild.style) {{ display = '' }}\"><pre>{gutter}</pre></td>\n"
        f'  <td class="code"><pre><span></span>{code}</pre></td>\n</tr></table>'
    )


def wp_syntax(lines: Sequence[str]) -> str:
    gutter = "".join(f"{number}\n" for number in _numbers(lines))
    code = "\n".join(_coloured(line) or "&nbsp;" for line in lines)
    return (
        f'<div class="wp_syntax"><table><tr><td class="line_numbers"><pre>{gutter}</pre></td>'
        f'<td class="code"><pre class="python" style="font-family:monospace;">{code}</pre></td></tr></table>'
        "</div>"
    )


def gist(lines: Sequence[str]) -> str:
    rows = "".join(
        f'<tr><td id="file-a-py-L{number}" class="blob-num" data-line-number="{number}"></td>\n'
        f'<td id="file-a-py-LC{number}" class="blob-code js-file-line">{_coloured(line)}</td></tr>\n'
        for number, line in zip(_numbers(lines), lines, strict=True)
    )
    table = f'<table class="highlight js-file-line-container" data-tab-size="8"><tbody>{rows}</tbody></table>'
    return f'<div class="blob-wrapper type-python">{table}</div>'


def asp_net(lines: Sequence[str]) -> str:
    code = "\n".join(
        f'<pre><span class="lnum">{number.rjust(4)}:  </span>{_coloured(line)}</pre>\n<!--CRLF-->'
        for number, line in zip(_numbers(lines), lines, strict=True)
    )
    return f'<div class="csharpcode">\n{code}\n</div>'


def syntax_highlighter(lines: Sequence[str]) -> str:
    numbers = _numbers(lines)
    gutter = "".join(f'<div class="line number{number}">{number}</div>' for number in numbers)
    code = "".join(
        f'<div class="line number{number}">{_unfolded(line) or "&nbsp;"}</div>'
        for number, line in zip(numbers, lines, strict=True)
    )
    return (
        '<div id="highlighter_4711" class="syntaxhighlighter  python"><div class="toolbar"><span>'
        '<a href="#" class="toolbar_item command_help help">?</a></span></div><table><tbody><tr>'
        f'<td class="gutter">{gutter}</td><td class="code"><div class="container">{code}</div></td>'
        "</tr></tbody></table></div>"
    )


def dp_highlighter(lines: Sequence[str]) -> str:
    code = "".join(f"<li><span>{_unfolded(line)}&nbsp;&nbsp;</span></li>" for line in lines)
    return (
        '<div class="dp-highlighter bg_python"><div class="bar"><div class="tools"><strong>[python]</strong> '
        '<a href="#" class="ViewSource">view plain</a> <a href="#">copy to clipboard</a></div></div>'
        f'<ol start="1" class="dp-py">{code}</ol></div>'
    )


def geshi(lines: Sequence[str]) -> str:
    code = "\n".join(
        f'  <li class="li1"><div class="de1">{_unfolded(line) or "&nbsp;"}</div></li>' for line in lines
    )
    return f'<div class="geshi python">\n<ol>\n{code}\n</ol>\n</div>'


def crayon(lines: Sequence[str]) -> str:
    copy = escape("\n".join(lines))
    gutter = "".join(f'<div class="crayon-num">{number}</div>' for number in _numbers(lines))
    code = "".join(
        f'<div class="crayon-line" id="crayon-5a2b-{number}">{_unfolded(line) or "&nbsp;"}</div>'
        for number, line in zip(_numbers(lines), lines, strict=True)
    )
    return (
        '<div id="crayon-5a2b" class="crayon-syntax"><div class="crayon-plain-wrap">'
        f'<textarea class="crayon-plain print-no" readonly>{copy}</textarea></div>'
        '<div class="crayon-main"><table class="crayon-table"><tr class="crayon-row">'
        f'<td class="crayon-nums"><div class="crayon-nums-content">{gutter}</div></td>'
        f'<td class="crayon-code"><div class="crayon-pre">{code}</div></td></tr></table></div></div>'
    )


IN_PRE: Mapping[str, Writer] = {
    writer.__name__: writer
    for writer in (pygments, rouge, octopress, hexo, chroma, chroma_inline, coderay, gist, asp_net, wp_syntax)
}
"""Those that keep each blank."""

UNFOLDED: Mapping[str, Writer] = {
    writer.__name__: writer for writer in (syntax_highlighter, dp_highlighter, geshi, crayon)
}
"""Those that write blanks as no-break spaces."""

WRITERS = {**IN_PRE, **UNFOLDED}
WITHOUT_GUTTER = frozenset({"dp_highlighter", "geshi"})
WITHOUT_LANGUAGE = frozenset({"asp_net", "coderay", "crayon"})
