"""What is read of sites whose configuration is a program: Eleventy and Astro."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from postkit.flavors import FLAVORS
from postkit.flavors.base import PageFacts
from postkit.flavors.permalinks.settings import UNKNOWN
from postkit.site.config import SiteConfig, read_site_config


def config_of(flavor: str, root: Path, files: dict[str, str]) -> SiteConfig:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return read_site_config(root, FLAVORS[flavor])


def eleventy(root: Path, files: dict[str, str]) -> dict[str, Any]:
    return config_of("eleventy", root, files).data


def astro(root: Path, files: dict[str, str]) -> dict[str, Any]:
    return config_of("astro", root, files).data


def test_eleventy_folders_are_below_the_root(tmp_path: Path) -> None:
    text = "module.exports = (cfg) => ({ dir: { input: './src/', data: '../data', layouts: '_l' } });"
    assert eleventy(tmp_path, {".eleventy.js": text})["dir"] == {
        "input": "src",
        "output": "_site",
        "includes": "src/_includes",
        "layouts": "src/_l",
        "data": "data",
    }


def test_eleventy_options_of_the_command(tmp_path: Path) -> None:
    package = '{"scripts": {"build": "npx eleventy --input=content --pathprefix=/x/ && cp a b"}}'
    settings = eleventy(tmp_path, {"package.json": package})
    assert settings["dir"]["input"] == "content"
    assert settings["pathPrefix"] == "/x/"
    package = '{"scripts": {"build": "eleventy", "build-elsewhere": "eleventy --pathprefix=/x/"}}'
    assert "pathPrefix" not in eleventy(tmp_path, {"package.json": package})
    package = '{"scripts": {"start": "eleventy --serve", "deploy": "eleventy --pathprefix=/x/"}}'
    assert "pathPrefix" not in eleventy(tmp_path, {"package.json": package})


def test_eleventy_prefix_that_is_computed(tmp_path: Path) -> None:
    text = "const pathPrefix = process.env.X;\nmodule.exports = () => { return { pathPrefix }; };"
    assert eleventy(tmp_path, {".eleventy.js": text})["pathPrefix"] is UNKNOWN
    assert (
        eleventy(tmp_path, {".eleventy.js": "// pathPrefix: '/x/'\nmodule.exports = {};"}).get("pathPrefix")
        is None
    )


def test_eleventy_data_that_is_a_program(tmp_path: Path) -> None:
    settings = eleventy(
        tmp_path,
        {
            "posts/posts.11tydata.js": "module.exports = () => ({ permalink: '/x/' });",
            "news/news.11tydata.js": "module.exports = { tags: ['news'], title: f() };",
            "docs/docs.11tydata.js": "const more = require('./x');\nmodule.exports = { ...more };",
            "posts/data.json": '{"permalink": "/no-template/"}',
            "node_modules/m/m.json": '{"permalink": "/no/"}',
        },
    )
    assert settings["data"]["posts/"]["permalink"] is UNKNOWN
    assert settings["data"]["news/"] == {}
    assert settings["data"]["docs/"]["permalink"] is UNKNOWN
    assert settings["data"]["posts/data"] == {"permalink": "/no-template/"}
    assert "node_modules/m/" not in settings["data"]


def test_eleventy_files_copied_as_they_are(tmp_path: Path) -> None:
    calls = "cfg.addPassthroughCopy('img'); cfg.addPassthroughCopy({ a: 'b' });"
    text = f"module.exports = function (cfg) {{ {calls} }};"
    assert eleventy(tmp_path, {"eleventy.config.js": text})["passthroughCopy"] == ["img", {"a": "b"}]


def test_each_file_that_decides_counts_for_the_cache(tmp_path: Path) -> None:
    before = config_of("eleventy", tmp_path, {"posts/posts.json": "{}"}).digest
    after = config_of("eleventy", tmp_path, {"posts/posts.json": '{"permalink": "/a/"}'}).digest
    assert before != after
    route = "export function getStaticPaths() {}"
    before = config_of("astro", tmp_path, {"src/pages/[id].astro": route}).digest
    assert before != config_of("astro", tmp_path, {"src/pages/[id].astro": f"{route} "}).digest


def test_astro_route_over_a_helper_is_no_route(tmp_path: Path) -> None:
    """A collection that no route names may still be published, so it is not known."""
    files = {
        "src/content.config.ts": (
            "const blog = defineCollection({ loader: glob({ pattern: '**/*.md', base: 'b' }) });\n"
            "export const collections = { blog };"
        ),
        "src/pages/[...slug].astro": "---\nexport async function getStaticPaths() { return helper(); }\n---",
    }
    settings = astro(tmp_path, files)
    assert settings["collections"] == {"blog": {"base": "b", "pattern": ["**/*.md"]}}
    assert settings["routes"] == []


def test_astro_loader_of_its_own(tmp_path: Path) -> None:
    made = "blog: defineCollection({ loader: mine() }), old: defineCollection({})"
    text = f"export const collections = {{ {made} }};"
    collections = astro(tmp_path, {"src/content/config.ts": text})["collections"]
    assert collections["blog"] is UNKNOWN
    assert collections["old"]["base"] == "src/content/old"


def test_what_cannot_be_read_is_a_note_and_no_url_is_known(tmp_path: Path) -> None:
    sites = (("astro", "astro.config.mjs", "src/pages/a.md"), ("eleventy", ".eleventy.js", "a.md"))
    for flavor, name, page in sites:
        urls = FLAVORS[flavor].urls
        assert urls is not None
        (tmp_path / name).write_bytes(b"\xff\xfe")
        config = config_of(flavor, tmp_path, {})
        assert config.notes == [f"`{name}` cannot be read: it is not UTF-8"]
        assert not urls(PageFacts(page, {}, config.data)).known
        config = config_of(flavor, tmp_path, {name: "export default " + "{a:" * 20000})
        assert config.notes == ["the site's configuration cannot be read: it is nested too deeply"]
        assert not urls(PageFacts(page, {}, config.data)).known


def test_settings_of_a_plugin_are_not_the_site_s(tmp_path: Path) -> None:
    text = "module.exports = function (c) { c.addPlugin(p, { dir: { input: 'no' }, pathPrefix: '/no/' }); };"
    settings = eleventy(tmp_path, {".eleventy.js": text})
    assert settings["dir"]["input"] == ""
    assert settings["pathPrefix"] is UNKNOWN


def test_a_route_with_an_odd_name(tmp_path: Path) -> None:
    assert astro(tmp_path, {"src/pages/[a b].astro": "getStaticPaths"})["routes"] == []
