"""The sites that `measure_permalinks_hexo.py` has Hexo build: settings, and files with their front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

DATE = "date: 2024-01-05 10:20:30\n"
T = f"title: T\n{DATE}"


class HexoSite(NamedTuple):
    """One site.

    Args:
        name: What its rows call the setting.
        config: Its `_config.yml`.
        files: Front matter by path; None for a file without any.
        zone: The time zone of the machine.
    """

    name: str
    config: str
    files: Mapping[str, str | None]
    zone: str = "UTC"


def posts(**files: str | None) -> dict[str, str | None]:
    """Return posts by name without their ending."""
    return {f"source/_posts/{name}.md": text for name, text in files.items()}


NAMES: dict[str, str | None] = {
    f"source/_posts/{name}": text
    for name, text in {
        "hello-world.md": T,
        "Hello World.md": T,
        "2024-03-07-dated.md": "title: T\n",
        "2024-03-08-dated-own.md": "title: T\ndate: 2025-07-08 23:30:00\n",
        "2024-3-9-short.md": T,
        "数字技术.md": T,
        "2024/nested.md": T,
        "news/deep/x.md": T,
        "a_b.c.md": T,
        "sp ace&x.md": T,
        "what?.md": T,
        "a#b.md": T,
        "100%.md": T,
        "50%25.md": T,
        "été.md": T,
        "a+b,c;d@e!f'g(h).md": T,
        "index.md": T,
        "sub/index.md": T,
        "other.markdown": T,
        "page.html": T,
        "template.njk": T,
        "picture.png": None,
        "x.mdx": T,
        "_hidden.md": T,
        "_sub/a.md": T,
        ".dot.md": T,
        "backup.md~": T,
        "noext": T,
        "data.json": None,
    }.items()
}
KEYS = posts(
    slug=f"slug: my-slug\n{T}",
    title_number=f"title: 42\n{DATE}",
    title_chinese=f"title: 数字 技术\n{DATE}",
    title_signs=f'title: "C++ & You: A_b"\n{DATE}',
    title_empty=f'title: ""\n{DATE}',
    title_none=DATE,
    category=f"category: Foo Bar\n{T}",
    categories=f"categories: [Foo, Bar_Baz]\n{T}",
    categories_text=f"categories: Été\n{T}",
    categories_empty=f"categories: []\n{T}",
    categories_null=f"categories:\n{T}",
    categories_nested=f"categories: [[A, B], [C]]\n{T}",
    categories_number=f"categories: [1, 2]\n{T}",
    categories_mapped=f"categories: [Tech, Life]\n{T}",
    both=f"category: One\ncategories: [Two]\n{T}",
    tags=f"tags: [a, b]\n{T}",
    number=f"id: 42\nlang: zh\nabbrlink: 4a17b156\n{T}",
    lang_empty=f'lang: ""\n{T}',
    lang_null=f"lang:\n{T}",
    lang_list=f"lang: [a, b]\n{T}",
    lang_true=f"lang: true\n{T}",
    lang_float=f"lang: 1.50\n{T}",
    lang_date=f"lang: 2024-01-05\n{T}",
    year=f"year: 1999\nname: other\n{T}",
    layout=f"layout: photo\n{T}",
)
PERMALINKS = posts(
    plain=f"permalink: fixed-a\n{T}",
    slash=f"permalink: /fixed-b/\n{T}",
    relative=f"permalink: fixed-c/d/\n{T}",
    html=f"permalink: fixed-e.html\n{T}",
    absolute=f"permalink: /x/fixed-f.html\n{T}",
    to_index=f"permalink: /x/fixed-g/index.html\n{T}",
    variable=f"permalink: own/:title/\n{T}",
    chinese=f"permalink: 数字/页\n{T}",
    blank=f"permalink: a b/c d/\n{T}",
    encoded=f"permalink: a%20e/\n{T}",
    text=f"permalink: files/x.txt\n{T}",
    empty=f'permalink: ""\n{T}',
    null=f"permalink:\n{T}",
    double=f"permalink: //x//y/\n{T}",
    dots=f"permalink: a/../b/\n{T}",
    query=f"permalink: q?x=1\n{T}",
    upper=f"permalink: /Upper/Case/\n{T}",
)
DATES = posts(
    time="date: 2024-01-05 23:30:00\n",
    early="date: 2024-01-05 00:30:00\n",
    minutes="date: 2024-01-05 23:30\n",
    day="date: 2024-01-05\n",
    quoted='date: "2024-01-05 23:30:00"\n',
    quoted_day='date: "2024-01-05"\n',
    zulu="date: 2024-01-05T23:30:00Z\n",
    quoted_zulu='date: "2024-01-05T23:30:00Z"\n',
    colon="date: 2024-01-05 23:30:00 +08:00\n",
    colon_early="date: 2024-01-05 00:30:00 +08:00\n",
    offset="date: 2024-01-05 00:30:00 +0800\n",
    offset_west="date: 2024-01-05 23:30:00 -0500\n",
    slashes="date: 2024/01/05 23:30:00\n",
    slashes_day="date: 2024/01/05\n",
    iso="date: 2024-01-05T23:30:00\n",
    iso_quoted='date: "2024-01-05T23:30:00"\n',
    iso_ms="date: 2024-01-05T23:30:00.123Z\n",
    short="date: 2024-1-5 3:04:05\n",
    short_day="date: 2024-1-5\n",
    words='date: "Jan 5, 2024"\n',
    words_time='date: "January 5, 2024 23:30:00"\n',
    rolled="date: 2024-02-30\n",
    rolled_time="date: 2024-02-30 10:00:00\n",
    old="date: 1999-12-31 23:59:59\n",
    compact="date: 20240105\n",
    year_only='date: "2024"\n',
    quoted_rolled='date: "2024-02-30"\n',
    quoted_rolled_time='date: "2024-02-30 10:00:00"\n',
    quoted_short='date: "2024-1-5"\n',
    quoted_month='date: "2024-01"\n',
    quoted_number='date: "20240105"\n',
    month_only="date: 2024-01\n",
    points="date: 2024.01.05 10:00\n",
    twelve="date: 2024-01-05 11:30 PM\n",
    gmt='date: "Fri, 05 Jan 2024 23:30:00 GMT"\n',
    words_short='date: "5 Jan 2024"\n',
    american="date: 01/05/2024\n",
    midnight="date: 2024-01-05 24:00:00\n",
    no_such_month="date: 2024-13-05\n",
    tail="date: 2024-01-05 10:20:30 # x\n",
    chinese="date: 2024年1月5日\n",
    no_date="title: T\n",
    null_date="title: T\ndate:\n",
    not_a_date="title: T\ndate: tomorrow\n",
    template="title: T\ndate: '{{ date }}'\n",
)
HIDDEN = {
    **posts(
        shown=T,
        no=f"published: false\n{T}",
        no_text=f'published: "false"\n{T}',
        no_null=f"published:\n{T}",
        no_zero=f"published: 0\n{T}",
        no_word=f"published: no\n{T}",
        empty=f'published: ""\n{T}',
        draft_key=f"draft: true\n{T}",
        future="title: T\ndate: 2099-01-01 00:00:00\n",
        layout_false=f"layout: false\n{T}",
        layout_draft=f"layout: draft\n{T}",
    ),
    "source/_drafts/draft.md": T,
    "source/_drafts/yes.md": f"published: true\n{T}",
    "source/_drafts/2024-03-07-old.md": T,
    "source/page-future.md": "title: T\ndate: 2099-01-01 00:00:00\n",
    "source/page-no.md": f"published: false\n{T}",
}
PAGES: dict[str, str | None] = {
    f"source/{name}": text
    for name, text in {
        "index.md": T,
        "about/index.md": T,
        "about/Team.md": T,
        "a.md": T,
        "b.markdown": T,
        "c.html": T,
        "d.htm": T,
        "e.njk": T,
        "feed.xml": None,
        "中文/页 面.md": T,
        "README.md": None,
        "no-title.md": "layout: page\n",
        "off.md": f"layout: false\n{T}",
        "p1.md": f"permalink: /pages/one/\n{T}",
        "p2.md": f"permalink: pages/two\n{T}",
        "p3.md": f"permalink: pages/three.html\n{T}",
        "p4.md": f"permalink: /pages/four.txt\n{T}",
        "p5.md": f"permalink: pages/v1.2\n{T}",
        "p6.md": f"permalink: pages/页\n{T}",
        "p7.md": f"permalink: https://other.example/x/\n{T}",
        "zh-cn/x/index.md": T,
        "zh-cn/y.md": f"lang: zh-cn\n{T}",
        "_hidden/x.md": T,
        "_below.md": T,
        "sub/_x.md": T,
        "sub/.dot.md": T,
        "sub/.well-known/x.txt": None,
        "old.md~": None,
        "what?.md": T,
        "a#b.md": T,
        "CNAME": None,
        "data.json": None,
        "settings.yml": None,
        "images/pic.png": None,
        "images/A b.png": None,
        "x.mdx": T,
        "skip/a.md": T,
        "skip/b.html": T,
        "skip/sub/c.md": T,
        "drop/a.md": T,
    }.items()
}
ASSETS: dict[str, str | None] = {
    "source/_posts/one.md": T,
    "source/_posts/one/pic.png": None,
    "source/_posts/one/sub/pic.png": None,
    "source/_posts/one/notes.md": T,
    "source/_posts/one/page.html": None,
    "source/_posts/two.md": f"permalink: two.html\n{T}",
    "source/_posts/two/pic.png": None,
    "source/_posts/three.md": f"permalink: fixed/three\n{T}",
    "source/_posts/three/pic.png": None,
    "source/_posts/sub/four.md": T,
    "source/_posts/sub/four/A b.png": None,
    "source/_posts/loose.png": None,
    "source/_posts/other.markdown": T,
    "source/_drafts/five.md": T,
    "source/_drafts/five/pic.png": None,
}
ALIASES = {
    **posts(
        one=f"alias: old/one/\n{T}",
        many=f"aliases: [/old/many/, old/other.html, 旧/页/]\n{T}",
        both=f"alias: first/\naliases: [second/]\n{T}",
    ),
    "source/page/index.md": f"alias: old/page/\n{T}",
}
ORDER = {
    "source/_posts/a.md": f"categories: [Second, First]\n{T}",
    "source/_posts/b.md": f"categories: [First, Second]\n{T}",
}


def _all() -> list[HexoSite]:
    common = {**NAMES, **KEYS, **PERMALINKS}
    names = posts(**{"Hello World": T, "2024-03-07-dated": "title: T\n", "sub/x": T})
    few = {**KEYS, **names}
    basic = ("slug", "title_none", "category", "number", "year", "layout")
    plain = {**{path: text for path, text in KEYS.items() if path[14:-3] in basic}, **names}
    titles = {path: text for path, text in KEYS.items() if "/title_" in path and "none" not in path}
    dated = {path: text for path, text in NAMES.items() if "20" in path or "hello" in path}
    lang = {
        **few,
        **posts(**{"en/hello": T, "zh/2024-03-07-x": T, "en/sub/deep": f"lang: fr\n{T}"}),
    }
    sites = [
        HexoSite("default", "", {**common, **DATES}),
        HexoSite("pages", "", PAGES),
        HexoSite("hidden", "", HIDDEN),
        HexoSite("render_drafts", "render_drafts: true", HIDDEN),
        HexoSite("future false", "future: false", HIDDEN),
        HexoSite("assets", "post_asset_folder: true", ASSETS),
        HexoSite("assets html", "post_asset_folder: true\npermalink: :title.html", ASSETS),
        HexoSite("assets bare", "post_asset_folder: true\npermalink: p/:title", ASSETS),
        HexoSite("assets off", "", ASSETS),
        HexoSite("alias", "plugins: [hexo-generator-alias]", ALIASES),
        HexoSite(
            "alias below", "plugins: [hexo-generator-alias]\nurl: https://x.example/b\nroot: /b/", ALIASES
        ),
        HexoSite("order of categories", "permalink: :category/:title/", ORDER),
    ]
    templates = {
        "title": ":title/",
        "html": ":title.html",
        "bare": ":title",
        "leading slash": "/abs/:title/",
        "numbers": ":year/:i_month/:i_day/:hour-:minute-:second/:name/",
        "category": ":category/:title/",
        "post_title": "p/:post_title/",
        "lang": ":lang/:title/",
        "year key": ":year/:title/",
        "unknown": ":nonsense/:title/",
        "id key": "p/:abbrlink/:title/",
        "hash": ":hash/",
        "timestamp": ":timestamp/:title/",
        "slug": ":slug/",
        "layout": ":layout/:title/",
        "underscore": ":year_:title/",
        "source": ":source/",
        "published": ":published/:comments/:title/",
        "encoded": "数字/a b/:title/",
        "double": "/x//:title//",
    }
    wanted = {"title": common, "category": few, "lang": few, "post_title": titles}
    sites += [
        HexoSite(f"permalink {name}", f'permalink: "{rule}"', wanted.get(name, plain))
        for name, rule in templates.items()
    ]
    sites += [
        HexoSite("permalink id", "permalink: :id/", posts(a=f"id: 42\n{T}", b=f"id: x y\n{T}", c=T)),
        HexoSite("permalink categories", "permalink: :categories/:title/", posts(a=T)),
        HexoSite("permalink tags", "permalink: :tags/:title/", posts(a=T)),
        HexoSite("permalink null", "permalink:", posts(a=T)),
        HexoSite("permalink empty", 'permalink: ""', posts(a=T)),
        HexoSite("defaults", "permalink: :lang/:title/:kind/\npermalink_defaults: {lang: en, kind: 7}", few),
        HexoSite("default_category", "permalink: :category/:title/\ndefault_category: misc one", few),
        HexoSite(
            "category_map",
            "permalink: :category/:title/\ncategory_map: {Tech: tech notes, Life: Leben, Foo Bar: fb}",
            few,
        ),
        HexoSite("filename_case 1", "permalink: :category/:title/\nfilename_case: 1", few),
        HexoSite("filename_case 2", "permalink: :category/:title/\nfilename_case: 2", plain),
        HexoSite("named by date", "new_post_name: :year-:month-:day-:title.md", {**dated, **plain, **DATES}),
        HexoSite(
            "named in folders",
            "new_post_name: :year/:month-:day-:title.md",
            {**dated, **posts(**{"2023/03-07-x": "title: T\n", "2023/03-08-y": T, "2023/3-8-z": T})},
        ),
        HexoSite("named by short date", "new_post_name: :year-:i_month-:i_day-:title.md", dated),
        HexoSite("named by language", "new_post_name: :lang/:title.md\npermalink: :lang/:title/", lang),
        HexoSite(
            "named by category", "new_post_name: :category/:title.md\npermalink: :category/:title/", lang
        ),
        HexoSite(
            "named without title",
            "new_post_name: :year-:month-:day.md",
            {**dated, **posts(**{"2023-03-07": "title: T\n"})},
        ),
        HexoSite("named by markdown", "new_post_name: :title.markdown", dated),
        HexoSite(
            "use_slug",
            "use_slug_as_post_title: true\npermalink: p/:post_title/",
            {**titles, **posts(**{"No Title_x": DATE})},
        ),
        HexoSite("titlecase", "titlecase: true\npermalink: p/:post_title/", titles),
        HexoSite("no index", "pretty_urls: {trailing_index: false}", {**PERMALINKS, **PAGES}),
        HexoSite("no html", "pretty_urls: {trailing_html: false}", {**PERMALINKS, **PAGES}),
        HexoSite(
            "neither",
            "pretty_urls: {trailing_index: false, trailing_html: false}\npermalink: :title.html",
            {**PERMALINKS, **PAGES},
        ),
        HexoSite("below", "url: https://x.example/blog/\nroot: /blog/", {**PERMALINKS, **PAGES}),
        HexoSite("url alone", "url: https://x.example/blog", {**posts(a=T), **PAGES}),
        HexoSite("root bare", "url: https://x.example/blog\nroot: blog", posts(a=T)),
        HexoSite("root without slash", "url: https://x.example\nroot: /blog", posts(a=T)),
        HexoSite("root empty", 'url: https://x.example/deep/er/\nroot: ""', posts(a=T)),
        HexoSite("relative_link", "relative_link: true", {**posts(a=T), **PAGES}),
        HexoSite("source_dir", "source_dir: src", {"src/_posts/a.md": T, "src/b.md": T, **posts(c=T)}),
        HexoSite(
            "skip_render",
            "skip_render: ['skip/**', '_posts/hello*', 'c.html']",
            {**PAGES, **posts(hello=T, other=T)},
        ),
        HexoSite("skip_render one star", "skip_render: 'skip/*'", PAGES),
        HexoSite("skip_render name", "skip_render: [README.md, '*.html']", PAGES),
        HexoSite("include", "include: ['_hidden/*', '_below.md', 'sub/.well-known/**']", PAGES),
        HexoSite("exclude", "exclude: ['drop/*', '**/Team.md', '*.njk']", {**PAGES, **posts(drop=T)}),
        HexoSite("ignore", "ignore: ['**/drop', '**/skip/*']", PAGES),
    ]
    for zone in ("Asia/Tokyo", "America/New_York"):
        setting = f"timezone: {zone}\npermalink: :year/:month/:day/:hour:minute/:title/"
        sites.append(HexoSite(f"timezone {zone} on UTC", setting, DATES))
        sites.append(HexoSite(f"timezone {zone} there", setting, DATES, zone))
    setting = "permalink: :year/:month/:day/:hour:minute/:title/"
    sites += [
        HexoSite("no timezone in Tokyo", setting, DATES, "Asia/Tokyo"),
        HexoSite("no timezone in New York", setting, DATES, "America/New_York"),
        HexoSite("no timezone on UTC", setting, DATES),
    ]
    return sites


SITES = _all()
