"""What template tags name, looked up as Jekyll, Hugo and Hexo do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links.sandbox import POST, Findings, Sandbox

JEKYLL = {
    "_config.yml": "baseurl: /base\n",
    "_posts/2024-01-05-one.md": POST, "_posts/deep/2024-01-06-two.md": POST,
    "docs/a.md": POST, "docs/Plan.pdf": "",
}  # fmt: skip
HUGO = {
    "hugo.toml": "title = 'x'\n",
    "content/docs/_index.md": POST, "content/docs/one.md": POST, "content/docs/Two words.md": POST,
    "content/docs/leaf/index.md": POST, "content/blog/one.md": POST, "content/blog/three.fr.md": POST,
}  # fmt: skip
HEXO = {
    "_config.yml": "url: https://x.example\npost_asset_folder: true\n",
    "source/_posts/one.md": POST, "source/_posts/one/pic.png": "", "source/_posts/two.md": POST,
}  # fmt: skip


def found(root: Path, flavor: str, files: dict[str, str], path: str, body: str) -> Findings:
    return Sandbox(root, flavor, files).findings(path, body)


@pytest.mark.parametrize(
    "text",
    [
        "[a]({% link _posts/2024-01-05-one.md %})",
        "[a]({% link docs/a.md %}#one)",
        "[a]({% link docs/Plan.pdf %})",
        "[a]({% post_url 2024-01-05-one %})",
        "[a]({% post_url 2024-01-06-two %}#one)",
        "[a]({% post_url deep/2024-01-06-two %})",
        '<a href="{% post_url 2024-01-05-one %}">x</a>',
        "[a]({{ '/docs/a.html' | relative_url }}#one)",
        "[a]({{ site.baseurl }}/docs/a.html)",
        "{% raw %}[a]({% link no.md %}){% endraw %} `{% link no.md %}`",
    ],
)
def test_jekyll_finds_it(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "jekyll", JEKYLL, "docs/a.md", POST + text) == []


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("[a]({% link docs/b.md %})", "LNK006", "docs/b.md"),
        ("[a]({% link docs/plan.pdf %})", "LNK006", "docs/plan.pdf"),
        ("[a]({% post_url 2024-01-05-two %})", "LNK006", "2024-01-05-two"),
        ("{% post_url 2024-01-05-none %}", "LNK006", "2024-01-05-none"),
        ("[a]({% link docs/a.md %}#two)", "LNK003", "#two"),
        ("[a]({{ '/docs/b.html' | relative_url }})", "LNK001", "/docs/b.html"),
        ("[a]({{ site.baseurl }}/docs/b.html)", "LNK001", "/docs/b.html"),
        # Jekyll's `link` writes the base path itself.
        ("[a]({{ site.baseurl }}{% link docs/a.md %})", "LNK006", "{% link docs/a.md %}"),
    ],
)
def test_jekyll_finds_nothing(tmp_path: Path, text: str, code: str, at: str) -> None:
    assert found(tmp_path, "jekyll", JEKYLL, "docs/x.md", text) == [(code, at)]


NAMES = [
    *("/docs/one", "/docs/one.md", "docs/one", "Two words.md", "two-words"),
    *("leaf", "./one.md", "/blog/three", "."),
]


@pytest.mark.parametrize("name", NAMES)
def test_hugo_finds_it(tmp_path: Path, name: str) -> None:
    text = f'[a]({{{{< ref "{name}" >}}}}) [b]({{{{< relref "{name}#one" >}}}})'
    assert found(tmp_path, "hugo", HUGO, "content/docs/one.md", POST + text) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("/docs/four", "LNK006"),
        ("one", "LNK006"),
        ("/docs/one#no", "LNK003"),
        ("/content/docs/one.md", "LNK006"),
    ],
)
def test_hugo_finds_nothing_or_too_much(tmp_path: Path, name: str, code: str) -> None:
    text = f'[a]({{{{< ref "{name}" >}}}})'
    assert [one for one, _ in found(tmp_path, "hugo", HUGO, "content/none/x.md", text)] == [code]


def test_hexo_knows_posts_by_slug_and_files_by_post(tmp_path: Path) -> None:
    text = "{% post_link two %} {% asset_img pic.png %} {% post_link three %} {% asset_img pic2.png %}"
    assert found(tmp_path, "hexo", HEXO, "source/_posts/one.md", text) == [
        ("LNK006", "three"),
        ("LNK006", "pic2.png"),
    ]
