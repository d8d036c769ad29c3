"""The sites that Eleventy is measured on: settings, and pages by path with their front matter."""

# ruff: noqa: E501

from __future__ import annotations

import json

from tests.oracles.site_rows import Pages, Sites

_JS = "module.exports = function (eleventyConfig) {{ {before}return {{ {settings} }}; }};\n"
CONFIG = "eleventy.config.js"


def _config(settings: str = "", before: str = "", name: str = CONFIG) -> dict[str, str]:
    return {name: _JS.format(settings=settings, before=before)}


def _page(**data: object) -> str:
    """Return front matter in JSON's style, which is YAML."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())


NAMES: Pages = dict.fromkeys(
    [
        *("index.md", "about.md", "About Us.md", "UPPER.md", "README.md", "404.md", "sub/index.md"),
        *("posts/a.md", "posts/index.md", "same/same.md", "deep/same/same.md", "deep/same/other.md"),
        *("deep/index/index.md", "deep/index/a.md", "Case/case.md", "2024-01-01-a.md", "2024-01-02.md"),
        *("posts/2024-01-05-Hello World.md", "posts/2024-01-05-index.md", "posts/2024-1-5-x.md"),
        *("posts/2024-01-05_y.md", "posts/2024-01-06-.md", "posts/20240105-z.md", "x/pre-2024-01-05-w.md"),
        *("2024-02-01-folder/index.md", "2024-02-01-folder/b.md", "2024-02-02-f/2024-02-02-f.md"),
        *("2024-02-03-g/g.md", "a/2024-02-04-a.md", "数字/技术.md", "é/ü.md", "a.b.md", "c.html.md"),
        *(
            "d.liquid.md",
            "e.md.md",
            "page.html",
            "page2.njk",
            "page3.liquid",
            "feed.xml.njk",
            "sub2/index.html",
        ),
        *("_draft.md", "_folder/x.md", ".hidden.md", ".hid/x.md", "_includes/inc.md", "_data/d.md"),
        *(
            "_layouts/l.md",
            "_drafts/d.md",
            "_posts/2024-03-01-p.md",
            "node_modules/n.md",
            "q/node_modules/n.md",
        ),
        *("_site/s.md", "m.markdown", "n.mdx", "t.txt", "b&c.md", "100%.md", "50%25.md", "a+b.md", "it's.md"),
        *(
            "h#i.md",
            "j?k.md",
            "l;m.md",
            "n~o.md",
            "(p).md",
            "[q].md",
            "trail /r.md",
            "INDEX/INDEX.md",
            "u.MD",
        ),
        *("v/Index.md", "w/index.htm.md", "en/index.en.md", "x1/x1.html", "x2/X2.md", "y.11ty.md", "..z.md"),
    ],
    "title: T\n",
)

PERMALINKS: Pages = {
    f"src/2024-01-05-{number:02} Post.md": front_matter
    for number, front_matter in enumerate(
        [
            *(_page(permalink=f"{path}") for path in ("/p/one/", "p/two/", "p/four.html")),
            *(_page(permalink=path) for path in ("/p/five/index.html", "/p/six.txt", "/p/v1.0", "/p/v1.0/")),
            *(_page(permalink=path) for path in ("/P/Upper Case/", "/p/中文/", "/p/../q/", "//p//x/", "./p/y/")),
            *(_page(permalink=path) for path in ("/p/a?b/", "/p/a#b/", "/p/a b.html", "/p/%20/", "/p/:title/")),
            *(_page(permalink=path) for path in ("/p/index/", "/p/x/index.htm", "/p/e&f/")),
            *(_page(permalink=path) for path in ("/", "../r/", "/p/i/./j/", "/p/k//")),
            *(_page(permalink=value) for value in (False, None, "", {}, {"build": "/p/built/"}, {"serve": "/p/"})),
            *(_page(permalink=value) for value in ({"build": False}, {"build": "/b/{{ page.fileSlug }}/"})),
            *(_page(permalink=f"/v{n}/{{{{ {name} }}}}/") for n, name in enumerate(
                ("page.fileSlug", "page.filePathStem", "page.inputPath", "page.outputFileExtension", "page.url"),
            )),
            _page(permalink="/{{page.fileSlug}}.html"),
            _page(permalink="{{ page.filePathStem }}.html"),
            _page(permalink="{{ page.filePathStem }}/"),
            _page(permalink="/{{- page.fileSlug -}}/f1/"),
            _page(title="My Post Nr 1", permalink="/t/{{ title | slugify }}/"),
            _page(title="My Post Nr 2", permalink="/t/{{ title | slug }}/"),
            _page(title="My  Odd -- Post_3", permalink="/t/{{ title | slugify }}/"),
            _page(title="My  Odd -- Post_4", permalink="/t/{{ title | slug }}/"),
            _page(title="Ça va, déjà 5?", permalink="/t/{{ title | slugify }}/"),
            _page(title="Ça va, déjà 6?", permalink="/t/{{ title | slug }}/"),
            _page(title="fooBar's 7 & 8", permalink="/t/{{ title | slugify }}/"),
            _page(title="fooBar's 8 & 9", permalink="/t/{{ title | slug }}/"),
            _page(title="My Post A&B", permalink="/t/{{ title }}/"),
            _page(title="My Post C", permalink="/t/{{ title | downcase }}/"),
            _page(slug="the-slug", permalink="/s/{{ slug }}/"),
            _page(slug=7, permalink="/s/{{ slug }}/"),
            _page(permalink="/s/{{ nothing }}/no/"),
            _page(permalink="/s/{{ nothing.at.all }}/no2/"),
            _page(tags=["one", "two"], permalink="/g/{{ tags[0] }}/"),
            _page(permalink="/d/{{ page.date | date: '%Y/%m/%d' }}/{{ page.fileSlug }}/"),
            "date: 2023-04-05\npermalink: \"/d/{{ page.date | date: '%Y/%m/%d' }}/a/\"\n",
            "date: 2023-04-05\npermalink: '/d/{{ page.date | date: \"%Y-%m\" }}/b/'\n",
            "date: 2023-04-05T23:30:00-08:00\npermalink: \"/d/{{ date | date: '%Y/%m/%d' }}/c/\"\n",
            "date: '2023-04-05'\npermalink: \"/d/{{ date | date: '%Y/%b/%-d/%j' }}/d/\"\n",
            "permalink: \"/i/{% if title %}yes{% else %}no{% endif %}/\"\n",
            "permalink: /bare/two/\n",
            "permalink: /dyn/{{ page.fileSlug }}/\ndynamicPermalink: false\n",
            "permalink: /dyn2/\ndynamicPermalink: false\n",
            "permalink: /root/\npermalinkBypassOutputDir: true\n",
            "eleventyComputed:\n  permalink: /computed/{{ page.fileSlug }}/\n",
            "eleventyComputed:\n  permalink: /computed2/\n",
            "permalink: /own/\neleventyComputed:\n  permalink: /computed3/\n",
            "permalink: /own2/\neleventyComputed:\n  title: X\n",
            "eleventyExcludeFromCollections: true\n",
            "draft: true\n",
            "published: false\n",
            "pagination:\n  data: list\n  size: 1\nlist: [a, b]\n",
            "pagination:\n  data: list\n  size: 1\nlist: [a, b]\npermalink: /pg/{{ pagination.pageNumber }}/\n",
            "pagination:\n  data: list\n  size: 1\n  alias: one\nlist: [a, b]\npermalink: /pa/{{ one }}/\n",
            "pagination:\n  data: list\n  size: 5\nlist: [a, b]\npermalink: /pz/\n",
            "pagination:\n  data: list\n  size: 5\nlist: []\npermalink: /py/\n",
            "slug: my-slug\nurl: /my-url/\naliases: [/old/]\nredirect_from: /old2/\n",
        ]
    )
}  # fmt: skip

STOPS: Pages = {
    f"src/{number}.md": front_matter
    for number, front_matter in enumerate(
        [
            *(
                _page(permalink=value)
                for value in (True, 5, ["/a/", "/b/"], "/p/{{ title | nofilter }}/", "/p/{{ x")
            ),
            *(
                _page(permalink=path)
                for path in ("/p/three", "p", "/p/index", "  /p/g/ ", "/p/.", "/p/h/..", "?p=1")
            ),
            *("permalink: |\n  /block/one/\n", "permalink: /a\neleventyAllowMissingExtension: true\n"),
            "templateEngineOverride: njk,md\npermalink: /n/{{ page.fileSlug | upper }}/\n",
            *("date: tomorrow\n", "date: 2022-02-30x\n", "date: 5\n", "layout: none.html\n"),
        ]
    )
}
_FEW: Pages = {
    "posts/2024-01-05-a b.md": "title: My Post\n",
    "posts/own.md": "permalink: /own/\n",
    "posts/none.md": "permalink: false\n",
    "posts/null.md": "permalink: null\n",
    "posts/empty.md": 'permalink: ""\n',
    "posts/deep/c.md": "title: T\n",
    "posts/deep/own.md": "permalink: /deep-own/\n",
    "d.md": "title: T\n",
    "index.md": "title: T\n",
}
_SRC: Pages = {f"src/{path}": front_matter for path, front_matter in _FEW.items()} | {"out.md": "title: T\n"}
_LAID: Pages = {
    "a.md": "layout: post.liquid\n",
    "b.md": "layout: post\n",
    "c.md": "layout: chain.njk\n",
    "d.md": "layout: post.liquid\npermalink: /own/\n",
    "e.md": "layout: plain.liquid\n",
    "f.md": "layout: false\n",
    "g.md": "title: T\n",
    "h.md": "layout: sub/post.liquid\n",
    "posts/i.md": "title: T\n",
}
_LAYOUTS = {
    "_includes/post.liquid": "---\npermalink: /laid/{{ page.fileSlug }}/\n---\n{{ content }}\n",
    "_includes/chain.njk": "---\nlayout: post.liquid\n---\n{{ content | safe }}\n",
    "_includes/plain.liquid": "{{ content }}\n",
    "_includes/sub/post.liquid": "---\npermalink: /sublaid/{{ page.fileSlug }}/\n---\n{{ content }}\n",
}
_IGNORED: Pages = dict.fromkeys(
    [
        *("a.md", "drafts/b.md", "drafts/in/c.md", "x/drafts/d.md", "secret.md", "x/secret.md", "tmp/e.md"),
        *("tmp/in/f.md", "g1.md", "g2.md", "x/g1.md", "keep/k.md", "x/y/z.md", "notes.md", "x/notes.md"),
    ],
    "title: T\n",
)

SITES: Sites = {
    "none": ({}, NAMES),
    "permalink": (_config('dir: { input: "src" }'), PERMALINKS),
    "stops": (_config('dir: { input: "src" }'), STOPS),
    "input cjs": ({"eleventy.config.cjs": _JS.format(before="", settings='dir: { input: "src" }')}, _SRC),
    "input dot": ({".eleventy.js": "module.exports = {\n  dir: {\n    input: 'src',\n    output: 'dist',\n  },\n};\n"}, _SRC),
    "input esm": (
        {"eleventy.config.mjs": 'export default function (cfg) {}\nexport const config = {\n  dir: { input: "./src/" }, // here\n};\n'},
        _SRC,
    ),
    "input set": (_config(before='eleventyConfig.setInputDirectory("src"); '), _SRC),
    "input and data": (
        _config('dir: { input: "src", includes: "../_includes", data: "../_data" }')
        | {"src/posts/posts.json": '{"permalink": "/all/{{ page.fileSlug }}/"}', "src/src.json": '{"permalink": "/r/{{ page.fileSlug }}/"}'},
        _SRC | {"src/_includes/x.md": "title: T\n", "src/_data/y.md": "title: T\n"},
    ),
    "root data": (
        _config('dir: { input: "src" }') | {"src/src.json": '{"permalink": "/all/{{ page.fileSlug }}x/"}'},
        _SRC,
    ),
    "prefix": (_config('pathPrefix: "/base/"'), _FEW),
    "prefix bare": (_config("pathPrefix: 'base/two'"), {"a.md": "permalink: /base/own/\n", "b.md": "title: T\n"}),
    "data json": ({"posts/posts.json": '{"permalink": "/blog/{{ page.fileSlug }}/"}'}, _FEW),
    "data 11tydata": ({"posts/posts.11tydata.json": '{"permalink": "blog/{{ page.filePathStem }}.html"}'}, _FEW),
    "data both": (
        {
            "posts/posts.json": '{"permalink": "/one/{{ page.fileSlug }}/"}',
            "posts/posts.11tydata.json": '{"permalink": "/two/{{ page.fileSlug }}/"}',
            "posts/deep/deep.json": '{"permalink": "/three/{{ page.fileSlug }}/"}',
            "posts/deep/c.json": '{"permalink": "/four/"}',
            "d.11tydata.json": '{"permalink": "/five/"}',
            "index.json": '{"title": "only"}',
        },
        _FEW,
    ),
    "data override": (
        {
            "posts/posts.json": '{"permalink": "/one/{{ page.fileSlug }}/", "slug": "dir", "date": "2020-02-03"}',
            "posts/deep/deep.json": '{"permalink": false}',
            "posts/deep/c.json": '{"override:permalink": "/over/"}',
        },
        _FEW,
    ),
    "data js": (
        {
            "posts/posts.11tydata.js": 'module.exports = { permalink: (data) => `/js/${data.page.fileSlug}/` };\n',
            "posts/deep/deep.11tydata.cjs": 'module.exports = { permalink: "/cjs/{{ page.fileSlug }}/" };\n',
        },
        _FEW,
    ),
    "data tags only": ({"posts/posts.11tydata.js": 'module.exports = { tags: ["posts"], layout: "" };\n'}, _FEW),
    "data computed": (
        {"posts/posts.json": '{"eleventyComputed": {"permalink": "/c/{{ page.fileSlug }}/"}}'},
        _FEW,
    ),
    "global permalink": ({"_data/permalink.json": '"/g/{{ page.filePathStem }}/"'}, _FEW),
    "global computed": ({"_data/eleventyComputed.json": '{"permalink": "/g/{{ page.fileSlug }}x/"}'}, _FEW),
    "global by config": (_config(before='eleventyConfig.addGlobalData("permalink", "/a/{{ page.filePathStem }}/"); '), _FEW),
    "global layout": ({"_data/layout.json": '"post.liquid"', **_LAYOUTS}, _LAID),
    "layouts": ({"posts/posts.json": '{"layout": "post.liquid"}', **_LAYOUTS}, _LAID),
    "layouts folder": (
        _config('dir: { layouts: "_layouts" }')
        | {path.replace("_includes", "_layouts"): text for path, text in _LAYOUTS.items()},
        dict(_LAID.items()) | {"_layouts/x.md": "title: T\n"},
    ),
    "njk": (
        _config('markdownTemplateEngine: "njk"'),
        {
            "a.md": _page(title="A&B", permalink="/n/{{ title }}/"),
            "b.md": _page(title="My Post", permalink="/n/{{ title | slugify }}/"),
            "c.md": _page(permalink="/n/{{ page.fileSlug | upper }}/"),
            "2024-01-05-d.md": _page(permalink="/n/{{ page.filePathStem }}.html"),
            "e.md": _page(permalink="/n/{{ nothing }}/x/"),
            "f.md": _page(permalink="/n/{# c #}f/"),
        },
    ),
    "no engine": (_config("markdownTemplateEngine: false"), {"a.md": "permalink: /n/{{ page.fileSlug }}/\n"}),
    "override engine": (
        {},
        {
            "b.md": "templateEngineOverride: md\npermalink: /n/{{ page.fileSlug }}/\n",
            "c.md": "templateEngineOverride: false\n",
            "d.njk": "permalink: /n/{{ page.fileSlug }}/\n",
            "e.html": "permalink: /n/{{ page.fileSlug }}/\n",
            "f.liquid": "permalink: /n/{{ page.fileSlug }}.xml\n",
        },
    ),
    "not dynamic": (
        _config(before="eleventyConfig.setDynamicPermalinks(false); "),
        {"a.md": "permalink: /n/{{ page.fileSlug }}/\n", "b.md": "permalink: n/b\n"},
    ),
    "formats": (_config('templateFormats: ["md", "html"]'), dict.fromkeys(("a.md", "b.njk", "c.html", "d.liquid"), "title: T\n")),
    "formats text": (_config('templateFormats: "njk,md"'), dict.fromkeys(("a.md", "b.njk", "c.html"), "title: T\n")),
    "formats set": (
        _config(before='eleventyConfig.setTemplateFormats(["njk"]); eleventyConfig.addTemplateFormats("md"); '),
        dict.fromkeys(("a.md", "b.njk", "c.html"), "title: T\n"),
    ),
    "no html": (_config("htmlTemplateEngine: false"), {"a.html": "title: T\n", "b.md": "title: T\n"}),
    "ignore": (
        {
            ".eleventyignore": "# c\ndrafts\nsecret.md\n/tmp/\ng*.md\n**/notes.md\n",
            ".gitignore": "keep/\n",
            "x/.eleventyignore": "z.md\n",
        },
        _IGNORED,
    ),
    "gitignore": ({".gitignore": "drafts/\n*.tmp\nsecret.md\n!tmp\nx/y/*\n**/drafts/**\n"}, _IGNORED),
    "gitignore off": (_config(before="eleventyConfig.setUseGitIgnore(false); ") | {".gitignore": "drafts\n"}, _IGNORED),
    "ignores add": (
        _config(before='eleventyConfig.ignores.add("drafts/**"); eleventyConfig.ignores.add("secret.md"); '),
        _IGNORED,
    ),
    "ignore in src": (
        _config('dir: { input: "src" }') | {"src/.eleventyignore": "drafts\n", ".eleventyignore": "src/tmp\nnotes.md\n"},
        {f"src/{path}": text for path, text in _IGNORED.items()},
    ),
    "drafts": (
        _config(before='eleventyConfig.addPreprocessor("drafts", "*", (data) => { if (data.draft) return false; }); '),
        {"a.md": "draft: true\n", "b.md": "draft: false\n", "c.md": "title: T\n"},
    ),
    "transform": (
        _config(before='eleventyConfig.addUrlTransform(({ urlStem }) => urlStem); '),
        {"a.md": "title: T\n", "b.md": "permalink: /own/\n"},
    ),
    "suffixes": (
        _config(before='eleventyConfig.setDataFileSuffixes([".11tydata"]); ')
        | {"posts/posts.json": '{"permalink": "/one/{{ page.fileSlug }}/"}'},
        _FEW,
    ),
    "base name": (
        _config(before='eleventyConfig.setDataFileBaseName("index"); ')
        | {"posts/index.json": '{"permalink": "/one/{{ page.fileSlug }}/"}', "posts/posts.json": '{"permalink": "/no/{{ page.fileSlug }}/"}'},
        _FEW,
    ),
    "computed setting": (_config('dir: { input: process.env.NOWHERE || "src" }, pathPrefix: process.env.NOPREFIX || "/p/"'), _SRC),
    "twig date": ({}, {"posts/2024-02-30-a.md": "title: T\n", "posts/b.md": "date: 2024-02-30\ntitle: T\n"}),
}  # fmt: skip
