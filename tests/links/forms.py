"""A site whose links are asked to be written in a form, for the tests of forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.links.check import check
from postkit.links.destinations.all import destinations
from postkit.links.forms.rewriting import Rewriting, rewriting
from postkit.links.linking import Linking
from postkit.links.lookup.locate import asked, locate
from postkit.links.lookup.resolve import Form, resolve
from postkit.site.post import Post
from tests.links.sandbox import Sandbox

FORMS = ("LNK014", "LNK015", "LNK016")


class Forms(Sandbox):
    """A site in a folder, with what is asked of its links."""

    def asked(
        self, to: str | None = None, table: Mapping[str, str] | None = None, https: Sequence[str] = ()
    ) -> Rewriting:
        return rewriting(self.targets, to, tuple((table or {}).items()), https)

    def text(self, path: str, body: str) -> Post:
        return Post(Source(path, body.encode()), self.flavor, path)

    def said(self, path: str, body: str, wanted: Rewriting, codes: Sequence[str] = FORMS) -> list[Diagnostic]:
        found = check(self.text(path, body), Linking(self.targets, rewriting=wanted))
        return [one for one in found if one.code in codes]

    def written(self, path: str, body: str, wanted: Rewriting, codes: Sequence[str] = FORMS) -> str:
        """Return a text after the fixes of one round; a second round must find none."""
        new = self._once(path, body, wanted, codes)
        assert self._once(path, new, wanted, codes) == new
        return new

    def _once(self, path: str, body: str, wanted: Rewriting, codes: Sequence[str]) -> str:
        fixes = [one.fix for one in self.said(path, body, wanted, codes) if one.fix]
        assert all(fix.safety is Safety.SAFE for fix in fixes)
        return apply_edits(body.encode(), [edit for fix in fixes for edit in fix.edits]).decode()

    def leads(self, path: str, body: str) -> Iterator[tuple[str | None, str | None]]:
        """Yield the file that each link leads to, and its fragment."""
        post = self.text(path, body)
        for one in destinations(post):
            reference = resolve(one, self.targets.site.addresses)
            on_site = reference.form in (Form.RELATIVE, Form.ROOT_RELATIVE)
            found = locate(self.targets, asked(path, one, reference)) if on_site else None
            yield found, reference.fragment


def site(root: Path, flavor: str, files: Mapping[str, str]) -> Forms:
    """Make a site of a flavor."""
    return Forms(root, flavor, files)
