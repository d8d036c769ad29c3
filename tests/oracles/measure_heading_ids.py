"""Measure the ids that Hexo and MkDocs give to headings, under the settings that change them.

A tool for developers, no test. It needs node and a folder where `npm install hexo
hexo-renderer-marked` was run, and a Python with `mkdocs` and `pymdown-extensions`:

    python tests/oracles/measure_heading_ids.py hexo FOLDER > tests/facts/heading-ids-hexo.vectors.json
    python tests/oracles/measure_heading_ids.py mkdocs > tests/facts/heading-ids-mkdocs.vectors.json

A row has the ids of all headings of one page under one setting, in order.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

_HEADING = re.compile(r"<h[1-6]\b([^>]*)>.*?</h[1-6]>", re.DOTALL)
_ID = re.compile(r"\bid=\"([^\"]*)\"")

HEADINGS = (
    *("Hello World", "Hello, World!", "C++ & C#", "What's new? (v2.0)", "foo_bar baz", "foo--bar - baz"),
    *(
        "Trailing dash -",
        "1. First step",
        "2024 in review",
        "数字技术如何为社区赋能？",
        "你好 World",
        "日本語の見出し、テスト",
    ),
    *("Ünïcödé Straße", "ПРИВЕТ Мир", "emoji 🚀 launch", "🚀 Usage", "⚠️ Disclaimer", ":smile: short"),
    *(
        "`code` and **bold** _em_",
        "[link text](http://x.y) here",
        "a.b.c/d:e",
        "100% sure",
        "!!!",
        "Foo",
        "Foo",
    ),
    *("Foo-1", "Foo", "foo 1", "İstanbul", "dash–en—em…", "x² and ½", "tab\tinside", "under__score__d"),
    *(
        "<em>html</em> head",
        '"Quoted" ‘smart’',
        "é combining",
        "The `--fix` option",
        "a -- b --- c",
        "wait... what",
    ),
    *(
        "`List<int>` of things",
        "a < b > c",
        "x &amp; y &lt;z&gt;",
        "&copy; 2024",
        "![alt](a.png) image",
        "![alt](a.png)",
    ),
    *(
        "'single' and it's",
        "**Bold**'s own",
        "`a`'s own",
        r"escaped \*stars\* and \_",
        "constructor",
        "constructor",
    ),
    *(
        "constructor",
        "toString",
        "hasOwnProperty",
        "Ａｂｃ　全角",
        "Ⓐ circled",
        "Łódź Œuvre ĳ",
        "ΑΣ",
        "A\u00a0b",
        "no\u200bspace",
    ),
    *(
        "foo_1",
        "foo",
        "foo",
        "foo_1",
        "a  double   blank",
        "~~gone~~ text",
        "<https://x.example/a>",
        "www.a.example",
    ),
    *("Heading {#own}", "Other {#own-2 .class}", "Own", "own", "Head {: #colon }", "Tail #", "Tail ##", "😀"),
    *(
        "[alias](#to-here)",
        "[ref][r] text",
        "q<br>r",
        "H~2~O and x^2^",
        "==marked== text",
        "{{ macro }}",
        "$x_1$",
    ),
)
HEXO_HEADINGS = tuple(one for one in HEADINGS if "{{" not in one and "{#" not in one)
CURLY = ("Heading {#own}", "Other", "Text {: #colon }", "Last {.class}")
SETTINGS_HEXO: dict[str, dict[str, Any]] = {
    "default": {},
    "lower": {"modifyAnchors": 1},
    "upper": {"modifyAnchors": 2},
    "off": {"headerIds": False},
    "alias": {"anchorAlias": True},
    "plain quotes": {"smartypants": False},
    "own quotes": {"quotes": "«»“”"},
    "no breaks": {"breaks": False},
    "no autolink": {"autolink": False},
}
_TOC = "markdown_extensions:\n- toc:\n    "
SETTINGS_MKDOCS = {
    "default": "",
    "permalink": "markdown_extensions:\n- toc:\n    permalink: true\n",
    "anchorlink": "markdown_extensions:\n- toc:\n    anchorlink: true\n",
    "baselevel": "markdown_extensions:\n- toc:\n    baselevel: 3\n",
    "toc_depth": "markdown_extensions:\n- toc:\n    toc_depth: 1\n",
    "separator": "markdown_extensions:\n- toc:\n    separator: _\n",
    "attr_list": "markdown_extensions: [attr_list]\n",
    "extra": "markdown_extensions: [extra]\n",
    "smarty": "markdown_extensions: [smarty]\n",
    "mapping": "markdown_extensions: {toc: {separator: _}, attr_list: {}}\n",
    "unicode": _TOC + "slugify: !!python/name:markdown.extensions.toc.slugify_unicode\n",
    "pymdownx": _TOC + "slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n",
    **{
        f"pymdownx {case}": "markdown_extensions:\n- toc:\n    permalink: true\n    slugify: "
        f"!!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: {case}}}}}\n- pymdownx.superfences\n"
        for case in ("lower", "lower-ascii", "fold")
    },
    "pymdownx encoded": "markdown_extensions:\n- toc:\n    slugify: "
    "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower, percent_encode: true}}\n",
    "tilde and mark": "markdown_extensions: [pymdownx.tilde, pymdownx.caret, pymdownx.mark]\n",
    "symbols": "markdown_extensions: [pymdownx.smartsymbols]\n",
    "emoji": "markdown_extensions: [pymdownx.emoji]\n",
    "emoji and case": "markdown_extensions:\n- pymdownx.emoji\n- toc:\n    slugify: "
    "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n",
}
_HEXO = r"""
const Hexo = require('hexo');
const jobs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
(async () => {
  const hexo = new Hexo(process.cwd(), {silent: true});
  await hexo.init();
  const usual = {...hexo.config.marked};
  const done = [];
  for (const [options, content] of jobs) {
    hexo.config.marked = {...usual, ...options};
    try {
      done.push((await hexo.post.render(null, {content, engine: 'markdown'})).content);
    } catch (error) {
      done.push('STOPS: ' + String(error.message || error).split('\n').slice(0, 2).join(' '));
    }
  }
  const of = (name) => name + ' ' + require(name + '/package.json').version;
  console.log(JSON.stringify([done, ['hexo', 'hexo-renderer-marked', 'marked'].map(of).join(', ')]));
})();
"""


def page(headings: tuple[str, ...]) -> str:
    """Return a page with some headings, one a section."""
    return "".join(f"## {heading}\n\nText.\n\n" for heading in headings) + "[r]: /there\n"


def ids(html: str) -> list[str | None]:
    """Return the id of each heading, None where it has none."""
    found = (_ID.search(match[1]) for match in _HEADING.finditer(html))
    return [match[1] if match else None for match in found]


def hexo(folder: Path) -> dict[str, Any]:
    """Return Hexo's rows: its usual settings, and what each of marked's options changes."""
    pages = [("", HEXO_HEADINGS), ("curly ", CURLY)]
    names = [(kind + name, headings, name) for name in SETTINGS_HEXO for kind, headings in pages]
    jobs = json.dumps([(SETTINGS_HEXO[name], page(headings)) for _, headings, name in names])
    done = subprocess.run(
        ["node", "-e", _HEXO], input=jobs, capture_output=True, text=True, check=True, cwd=folder
    )
    htmls, versions = json.loads(done.stdout.strip().splitlines()[-1])
    assert all("STOPS" not in html for html in htmls), htmls
    rows = [
        {"setting": setting, "config": {"marked": SETTINGS_HEXO[name]}, "headings": texts, "ids": ids(html)}
        for (setting, texts, name), html in zip(names, htmls, strict=True)
    ]
    return {"engine": versions, "rows": rows, "slugize": _slugized(folder)}


def _slugized(folder: Path) -> dict[str, str]:
    """Return what `slugize` makes of each character beyond ASCII that it changes."""
    script = r"""
const {slugize} = require('hexo-util'), found = {};
for (let code = 0x7f; code < 0x10000; code++) {
  if (code >= 0xd800 && code < 0xe000) continue;
  const made = slugize('x' + String.fromCharCode(code) + 'x').slice(1, -1);
  if (made !== String.fromCharCode(code)) found[String.fromCharCode(code)] = made;
}
console.log(JSON.stringify(found));"""
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True, cwd=folder)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def mkdocs() -> dict[str, Any]:
    """Return MkDocs' rows."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.disable(logging.CRITICAL)
    rows = []
    for name, config in SETTINGS_MKDOCS.items():
        with tempfile.TemporaryDirectory() as temporary:
            root, was = Path(temporary), Path.cwd()
            (root / "docs").mkdir()
            (root / "theme").mkdir()
            (root / "theme/main.html").write_text("{{ page.content }}", encoding="utf-8")
            theme = "theme: {name: null, custom_dir: theme}\n"
            (root / "mkdocs.yml").write_text(f"site_name: x\n{theme}{config}", encoding="utf-8")
            (root / "docs/index.md").write_text(page(HEADINGS), encoding="utf-8")
            os.chdir(root)
            build(load_config("mkdocs.yml"))
            os.chdir(was)
            html = (root / "site/index.html").read_text(encoding="utf-8")
        rows.append({"setting": name, "config": config, "headings": HEADINGS, "ids": ids(html)})
    names = ("mkdocs", "Markdown", "pymdown-extensions")
    return {"engine": ", ".join(f"{name} {version(name)}" for name in names), "rows": rows}


def main() -> None:
    """Print the rows of one engine as JSON."""
    found = hexo(Path(sys.argv[2])) if sys.argv[1] == "hexo" else mkdocs()
    json.dump(found, sys.stdout, ensure_ascii=False, indent=0)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
