"""HTML posts on real sites: built before and after the conversion, each page is the same at its address."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.flavors import FLAVORS
from tests.cli.conftest import Postkit
from tests.oracles.bodies import engine_body
from tests.oracles.engines import COMMON, HUGO
from tests.oracles.fuzz_convert import Generator
from tests.oracles.reading import read
from tests.site.test_real_hugo import needs_hugo
from tests.site.test_real_jekyll import needs_jekyll

BODIES = {
    "text": "<p>a <b>b</b></p><p>c &amp; d * e_f_g [x] `q` 1. <br> 2. z</p>\n<p>d :smile: $$x$$ {: .a}</p>\n",
    "loose": "Loose text\n\nwith <i>lines</i>\n    indented\n# no heading\n<p>1</p>\n- no list\n",
    "blocks": (
        "<h2>T</h2><p>x</p><h2 id='own'>U</h2>\n<table><tr><th>a|b</th></tr><tr><td>c</td></tr></table>\n"
        "<blockquote>q<br>r</blockquote>\n<pre>  code\n\n  *x*</pre>\n"
    ),
    "kept": (
        '<iframe src="https://v.example/1" width="3" allowfullscreen></iframe>\n<p>text</p>\n\n'
        '<div class="note" id="n"><p>kept <b>x</b></p>\n\n<p>two</p></div>\n<form><input name="q"></form>\n'
    ),
    "lists": (
        '<ol start="3"><li>x<ul><li>y</li></ul></li></ol><ul><li>a<li>b</ul><p>c</p>\n<!--more-->\n<p>d</p>\n'
    ),
    "blanks": "\n\n   <p>indented</p>\n\n\t<p>tab</p>\n<p>a\n\n\nb</p>",
}
LIQUID = {
    "values": '<p>a {{ page.title }}</p>\n{% include fig.html x="1" %}\n<p>b</p>\n',
    "highlight": "{% highlight ruby %}\nputs 1 < 2\n\n# *x*\n{% endhighlight %}\n\n<p>z</p>\n",
    "branches": (
        "{% if page.title %}\n<p>yes <em>x</em></p>\n{% else %}\n<p>no</p>\n{% endif %}\n<p>a</p>\n"
        "{% unless page.title %}<p>b</p>{% endunless %}\n<p>c</p>"
    ),
    "loops": (
        "{% for i in (1..3) %}\n<p>item <b>{{ i }}</b></p>\n{% endfor %}\n"
        "<ul>\n{% for p in (1..2) %}\n<li>{{ p }}</li>\n{% endfor %}\n</ul>\n"
    ),
    "raw": (
        "{% raw %}<p>{{ x }} *y*</p>{% endraw %}\n<p>*z*</p>\n"
        "{% comment %} <p> {% endcomment %}\n<p>end</p>\n"
    ),
    "links": '<p>{% link _posts/2024-01-05-plain.md %} <a href="{% post_url 2024-01-05-plain %}">l</a></p>\n',
}
SHORTCODES = {
    "alone": "<p>a</p>\n{{< fig >}}\n<p>b {{< word >}} c</p>\n",
    "around": "<p>a</p>\n{{< note >}}\n<p>b <i>c</i></p>\n{{< /note >}}\n",
    "rendered": "<p>a</p>\n{{% fig %}}\n",
}
JEKYLL_CONFIG = """
plugins: []
exclude: [old, new]
kramdown:
  auto_ids: false
  smart_quotes: [apos, apos, quot, quot]
permalink: """
HUGO_CONFIG = """
baseURL = "https://a.example/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]
[security]
allowContent = [".*"]
[markup.goldmark.parser]
autoHeadingID = false
[markup.highlight]
codeFences = false
[markup.goldmark.extensions.typographer]
disable = true
[markup.goldmark.renderer]
unsafe = """


def build(*command: str | Path) -> None:
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=120
    )


def pages(folder: str) -> dict[str, list[object]]:
    return {
        path.relative_to(folder).as_posix(): read(path.read_text(encoding="utf-8"))
        for path in Path(folder).rglob("*.html")
    }


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


@needs_jekyll
@pytest.mark.parametrize("permalink", ["date", "pretty"])
def test_a_site_of_jekyll(postkit: Postkit, permalink: str) -> None:
    posts = {f"_posts/2024-01-05-{name}.html": body for name, body in (BODIES | LIQUID).items()}
    write({name: f"---\nlayout: post\ntitle: t\n---\n{body}" for name, body in posts.items()})
    write(
        {
            "_config.yml": JEKYLL_CONFIG + permalink,
            "_layouts/post.html": "<main>{{ content }}</main>",
            "_includes/fig.html": '<figure>\n<img src="{{ include.x }}">\n\n<b>*c*</b>\n</figure>\n',
            "_posts/2024-01-05-plain.md": "---\nlayout: post\n---\nx\n",
        }
    )
    build("jekyll", "build", "-q", "--disable-disk-cache", "-d", "old")
    assert postkit("convert", "_posts").status == 0
    assert not list(Path("_posts").glob("*.html"))
    build("jekyll", "build", "-q", "--disable-disk-cache", "-d", "new")
    old = pages("old")
    assert len(old) == len(posts) + 1
    assert pages("new") == old


@needs_hugo
@pytest.mark.parametrize(
    ("unsafe", "stay"), [("true", {"around", "rendered"}), ("false", {"around", "rendered", "kept", "lists"})]
)
def test_a_site_of_hugo(postkit: Postkit, unsafe: str, stay: set[str]) -> None:
    posts = {f"content/posts/{name}.html": body for name, body in (BODIES | SHORTCODES).items()}
    write({name: f"---\ntitle: t\n---\n{body}" for name, body in posts.items()})
    write(
        {
            "hugo.toml": HUGO_CONFIG + unsafe,
            "layouts/_default/single.html": "<main>{{ .Content }}</main>",
            "layouts/shortcodes/fig.html": "<figure>\n\n<figcaption>*c*</figcaption></figure>\n",
            "layouts/shortcodes/word.html": "<b>*w*</b>",
            "layouts/shortcodes/note.html": "<aside>{{ .Inner }}</aside>",
        }
    )
    build(HUGO, "--quiet", "-d", "old")
    assert postkit("convert", "content").status == 0
    assert {path.stem for path in Path("content/posts").glob("*.html")} == stay
    build(HUGO, "--quiet", "-d", "new")
    old = pages("old")
    assert len(old) == len(posts)
    assert pages("new") == old


@pytest.mark.parametrize(
    ("flavor", "path"),
    [("jekyll", "_posts/2024-01-05-a.html"), ("hugo", "content/a.html"), ("gfm", "_posts/a.html")],
)
def test_nasty_bodies(flavor: str, path: str) -> None:
    make = Generator(1)
    texts = [f"---\ntitle: a\n---\n{make.body()}" for _ in range(150)]
    config = {"markup": {"goldmark": {"renderer": {"unsafe": True}}}}
    checks = Checks((Family.CONVERT,), config=lambda: config)
    pairs = []
    for text in texts:
        new = mend(Source(path, text.encode()), FLAVORS[flavor], checks, unsafe=False).source
        if new.path != path:
            pairs.append((text, new.data.decode()))
    assert len(pairs) > 50
    rendered = COMMON[flavor]([engine_body(new, flavor) for _, new in pairs])
    for (old, text), page in zip(pairs, rendered, strict=True):
        assert read(page) == read(engine_body(old, flavor, path)), text
