"""The sites that Astro is measured on: settings, and pages by path with their front matter."""

# ruff: noqa: E501

from __future__ import annotations

from tests.oracles.site_rows import Pages, Sites


def config(settings: str = "", before: str = "", name: str = "astro.config.mjs") -> dict[str, str]:
    """Return a configuration with some settings."""
    return {
        name: f"import {{ defineConfig }} from 'astro/config';\n{before}\n"
        f"export default defineConfig({{\n  {settings}\n}});\n"
    }


NAMES: Pages = dict.fromkeys(
    [
        *(f"src/pages/{name}" for name in (
            *("index.md", "about.md", "About Us.md", "UPPER.md", "README.md", "404.md", "sub/index.md"),
            *("sub/a.md", "sub/same/same.md", "_draft.md", "sub/_d.md", "_folder/x.md", "2024-01-05-a.md"),
            *("数字/技术.md", "é/ü.md", "a.b.md", "a+b.md", "b&c.md", "it's.md", "m.markdown", "n.mdx", "o.mdown"),
            *(".hidden.md", ".hid/x.md", "page.html", "x/INDEX.md", "x/Index/y.md", "(p).md", "l;m.md"),
            *("n~o.md", "p.mkd", "q.mkdn", "r.mdwn", "s.txt", "trail /r.md", "500.md", "t.MD", "index/index.md"),
            *("u/index.html.md", "v.html.md", "..z.md"),
        )),
        *("README.md", "src/x.md", "pages/x.md", "public/p.md", "src/content/blog/a.md", "src/components/c.md"),
    ],
    "title: T\n",
)  # fmt: skip
HARD: Pages = dict.fromkeys(
    [f"src/pages/{name}" for name in ("100%.md", "50%25.md", "h#i.md", "j?k.md", "[q].md", "[...r].md")],
    "title: T\n",
)
KEYS: Pages = {
    f"src/pages/{number}.md": front_matter
    for number, front_matter in enumerate(
        [
            *("draft: true\n", "published: false\n", "slug: my-slug\n", "permalink: /p/\n", "url: /u/\n"),
            *("date: 2024-01-05\n", "aliases: [/old/]\n", "redirect_from: /old2/\n", "", "prerender: true\n"),
        ]
    )
}
FEW: Pages = {
    f"src/pages/{name}": "title: T\n" for name in ("index.md", "a.md", "sub/index.md", "sub/b.md", "404.md")
}

_CONTENT = {
    path: f"title: T\n{extra}"
    for path, extra in {
        "index.md": "",
        "a.md": "",
        "sub/index.md": "",
        "sub/b c.md": "",
        "Upper Case.md": "",
        "2024-01-05-dated.md": "",
        "v1.0 (new).md": "",
        "_draft.md": "",
        "sub/_d.md": "",
        "_f/x.md": "",
        "draft.md": "draft: true\n",
        "slugged.md": "slug: My/Own Slug\n",
        "sub/slugged.md": "slug: other\n",
        "技术.md": "",
        "é.md": "",
        "c++ & c#.md": "",
        "a.b.md": "",
        "x--y.md": "",
        "m.markdown": "",
        ".hid.md": "",
        "snake_case.md": "",
        "idx/INDEX.md": "",
        "permalinked.md": "permalink: /p/\n",
    }.items()
}
_LITTLE = {path: _CONTENT[path] for path in ("index.md", "a.md", "sub/index.md", "sub/b c.md", "draft.md", "slugged.md")}  # fmt: skip


def _in(folder: str, pages: Pages) -> Pages:
    return {f"{folder}/{path}": text for path, text in pages.items()}


def _collection(name: str, base: str, pattern: str = "'**/*.md'", more: str = "") -> str:
    return (
        "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
        f"const {name} = defineCollection({{\n  loader: glob({{ pattern: {pattern}, base: '{base}'{more} }}),\n}});\n"
        f"export const collections = {{ {name} }};\n"
    )


def _route(name: str, param: str = "slug", value: str = "post.id", rest: str = "") -> str:
    return (
        "---\nimport { getCollection, render } from 'astro:content';\n"
        "export async function getStaticPaths() {\n"
        f"  const posts = await getCollection('{name}'{rest});\n"
        f"  return posts.map((post) => ({{\n    params: {{ {param}: {value} }},\n    props: {{ post }},\n  }}));\n}}\n"
        "const { post } = Astro.props;\nconst { Content } = await render(post);\n---\n<html><body><Content /></body></html>\n"
    )


def _blog(route: str = "src/pages/blog/[...slug].astro", text: str = "", **more: str) -> dict[str, str]:
    content = more.pop("config", _collection("blog", more.pop("base", "./src/content/blog")))
    return {
        **config(more.pop("settings", "")),
        "src/content.config.ts": content,
        route: text or _route("blog"),
    }


_BLOG = _in("src/content/blog", _LITTLE)
_DOCS = _in(
    "src/content/docs",
    {
        **{
            path: _CONTENT[path]
            for path in ("a.md", "sub/index.md", "sub/b c.md", "Upper Case.md", "_draft.md")
        },
        **{
            path: _CONTENT[path]
            for path in ("slugged.md", "draft.md", "技术.md", "m.markdown", "2024-01-05-dated.md")
        },
        "index.md": "title: T\n",
        "guides/g.md": "title: T\n",
        "404.md": "title: T\n",
        "fr/a.md": "title: T\n",
        "sub/slug.md": "title: T\nslug: sub/other\n",
    },
)
_STARLIGHT = {
    "src/content.config.ts": (
        "import { defineCollection } from 'astro:content';\n"
        "import { docsLoader } from '@astrojs/starlight/loaders';\n"
        "import { docsSchema } from '@astrojs/starlight/schema';\n"
        "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n"
    )
}


def _starlight(settings: str = "", options: str = "title: 'Docs'") -> dict[str, str]:
    plugin = f"integrations: [starlight({{ {options}, pagefind: false }})],"
    return config(plugin + settings, "import starlight from '@astrojs/starlight';") | _STARLIGHT


SITES: Sites = {
    "names": (config(), NAMES),
    "hard names": (config(), HARD),
    "keys": (config(), KEYS),
    **{
        f"format {form}, slash {slash}": (
            config(f"build: {{ format: '{form}' }}, trailingSlash: '{slash}',"),
            FEW,
        )
        for form in ("directory", "file", "preserve")
        for slash in ("ignore", "always", "never")
    },
    "base": (config("base: '/base',"), FEW),
    "base slash": (config('site: "https://x.example/", base: "/base/",'), FEW),
    "base bare": (config("base: 'base',"), FEW),
    "base never": (config("base: '/base/', trailingSlash: 'never',"), FEW),
    "base file": (config("base: '/base', build: { format: 'file' },"), FEW),
    "source folder": (
        config("srcDir: './source', // here\n  publicDir: './static',", name="astro.config.ts"),
        {path.replace("src/", "source/"): text for path, text in FEW.items()} | {"src/pages/z.md": "title: T\n"},
    ),
    "plain object": ({"astro.config.js": "/** @type {x} */\nexport default {\n  base: `/b`,\n};\n", "package.json": '{"type": "module"}'}, FEW),
    "constant": ({"astro.config.mjs": "const base = '/c';\nconst config = { base, trailingSlash: 'always' };\nexport default config;\n"}, FEW),
    "environment": (config("base: process.env.NOBASE ?? '/env',"), FEW),
    "redirects": (config("redirects: { '/old': '/a', '/older/': { status: 302, destination: '/sub/b' } },"), FEW),
    "collection": (_blog(), _in("src/content/blog", _CONTENT)),
    "collection no route": ({**config(), "src/content.config.ts": _collection("blog", "./src/content/blog")}, _BLOG),
    "collection id": (_blog("src/pages/posts/[...id].astro", _route("blog", "id")), _BLOG),
    "collection root": (_blog("src/pages/[...path].astro", _route("blog", "path")), _BLOG),
    "collection one segment": (_blog("src/pages/blog/[slug].astro"), _in("src/content/blog", {p: t for p, t in _LITTLE.items() if "/" not in p and p != "slugged.md"})),
    "collection one segment, deep": (_blog("src/pages/blog/[slug].astro"), _in("src/content/blog", {"sub/b.md": "title: T\n"})),
    "collection index": (_blog("src/pages/blog/[slug]/index.astro"), _in("src/content/blog", {"a.md": "title: T\n"})),
    "collection elsewhere": (_blog(base="blog"), _in("blog", _LITTLE)),
    "collection in data": (_blog(base="./src/data/blog/"), _in("src/data/blog", _LITTLE)),
    "collection pattern": (_blog(config=_collection("blog", "./src/content/blog", "'**/[^_]*.{md,mdx}'")), _in("src/content/blog", _CONTENT)),
    "collection patterns": (_blog(config=_collection("blog", "./src", "['content/blog/*.md', '!content/blog/a.md']")), _BLOG),
    "collection flat": (_blog(config=_collection("blog", "./src/content/blog", "'*.md'")), _BLOG),
    "collection own id": (_blog(config=_collection("blog", "./src/content/blog", more=", generateId: ({ entry }) => entry.replace('.md', '')")), _BLOG),
    "collection drafts": (_blog(text=_route("blog", rest=", ({ data }) => data.draft !== true")), _BLOG),
    "collection by data": (_blog(text=_route("blog", value="post.data.title + post.id")), _BLOG),
    "collection changed id": (_blog(text=_route("blog", value="post.id.replace(/^sub\\//, '')")), _BLOG),
    "collection file": (_blog(settings="build: { format: 'file' }, base: '/b',"), _BLOG),
    "collection never": (_blog(settings="trailingSlash: 'never',"), _BLOG),
    "collection lists": (
        _blog()
        | {
            "src/pages/blog/index.astro": "---\nimport { getCollection } from 'astro:content';\nconst posts = await getCollection('blog');\n---\n<html>{posts.length}</html>\n",
            "src/pages/page/[...page].astro": (
                "---\nimport { getCollection } from 'astro:content';\n"
                "export async function getStaticPaths({ paginate }) {\n  return paginate(await getCollection('blog'), { pageSize: 2 });\n}\n"
                "---\n<html>list</html>\n"
            ),
        },
        _BLOG,
    ),
    "collection two routes": (_blog() | {"src/pages/news/[...slug].astro": _route("blog")}, _BLOG),
    "collection page beside": (_blog(), _BLOG | {"src/pages/blog/a.md": "title: T\n", "src/pages/b.md": "title: T\n"}),
    "two collections": (
        config()
        | {
            "src/content.config.ts": (
                "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
                "export const collections = {\n"
                "  blog: defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.md' }) }),\n"
                "  'team-news': defineCollection({ loader: glob({ base: './src/content/news', pattern: '**/*.md' }) }),\n};\n"
            ),
            "src/pages/blog/[...slug].astro": _route("blog"),
            "src/pages/team/news/[...slug].astro": _route("team-news"),
        },
        _BLOG | _in("src/content/news", {"n.md": "title: T\n"}),
    ),
    "starlight": (_starlight(), _DOCS),
    "starlight base": (_starlight(" base: '/d', trailingSlash: 'always',"), _DOCS),
    "starlight file": (_starlight(" build: { format: 'file' },"), _DOCS),
    "starlight root locale": (_starlight(options="title: 'D', locales: { root: { label: 'E', lang: 'en' }, fr: { label: 'F' } }"), _DOCS),
    "starlight locales": (
        _starlight(options="title: 'D', defaultLocale: 'en', locales: { en: { label: 'E' }, fr: { label: 'F' } }"),
        _in("src/content/docs", {"en/index.md": "title: T\n", "en/a.md": "title: T\n", "fr/a.md": "title: T\n", "en/Sub Dir/b.md": "title: T\n"}),
    ),
}  # fmt: skip

LEGACY: Sites = {
    f"legacy {name}": (
        config()
        | {
            path: "import { defineCollection } from 'astro:content';\n"
            "const blog = defineCollection({ type: 'content' });\nexport const collections = { blog };\n",
            "src/pages/blog/[...slug].astro": _route("blog", value=value),
        },
        _in("src/content/blog", _CONTENT),
    )
    for name, path, value in (
        ("slug", "src/content/config.ts", "post.slug"),
        ("new place", "src/content.config.ts", "post.slug"),
    )
}
"""Collections without a loader, which Astro 6 takes no more."""
