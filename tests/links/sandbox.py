"""A site in a folder, for the tests of links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.check import check
from postkit.links.linking import Linking
from postkit.links.lookup.targets import Targets
from postkit.site.build import build_site
from postkit.site.post import Post

Findings = list[tuple[str, str]]


class Sandbox:
    """A site in a folder."""

    def __init__(
        self, root: Path, flavor: str, files: Mapping[str, str], aliases: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.root = root
        self.flavor = FLAVORS[flavor]
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pages = sorted(name for name in files if name.endswith((".md", ".html")))
        site = build_site(root, self.flavor, pages, use_cache=False)
        self.targets = Targets(root, self.flavor, site, aliases)

    def post(self, path: str) -> Post:
        return Post(Source(path, (self.root / path).read_bytes()), self.flavor, path)

    def findings(self, path: str, body: str, **options: object) -> Findings:
        post = Post(Source(path, body.encode()), self.flavor, path)
        found = check(post, Linking(self.targets, **options))  # type: ignore[arg-type]
        return [(one.code, post.source.slice(one.span)) for one in found if one.rule.on]

    def fixed(self, path: str, body: str) -> str:
        post = Post(Source(path, body.encode()), self.flavor, path)
        fixes = [one.fix for one in check(post, Linking(self.targets)) if one.fix]
        assert all(fix.safety is Safety.SAFE for fix in fixes)
        return apply_edits(post.source.data, [edit for fix in fixes for edit in fix.edits]).decode()


POST = "---\ntitle: x\n---\n# One\n\n## 中文\n"
