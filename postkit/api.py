"""What a program can ask of postkit: one text in, findings or a mended text out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.engine import Checks, Conversion, Family
from postkit.engine import check as run_checks
from postkit.engine import mend as run_fixes
from postkit.errors import RequestError
from postkit.flavors import FLAVORS, Flavor
from postkit.frontmatter.schema import load_schema
from postkit.html.style import AS_USUAL, Style
from postkit.site.post import Post


class ConvertResult(NamedTuple):
    """A text after its fixes.

    Attributes:
        text: The text; what lies outside the changes is as it was.
        diagnostics: What is left, places counted in the new text.
    """

    text: str
    diagnostics: list[Diagnostic]


def check(
    text: str, *, flavor: str = "gfm", path: str = "post.md", schema: str | None = None
) -> list[Diagnostic]:
    """Return what is wrong with a post: front matter, HTML and links within the post.

    Args:
        text: The post.
        flavor: A name of `postkit.flavors.FLAVORS`.
        path: The post's path below its site's root; its name tells posts from pages.
        schema: A file or the name of a shipped schema; the flavor's own without it.

    Raises:
        RequestError: If there is no such flavor or schema.
    """
    return _check(text, tuple(Family), flavor, path, schema)


def validate(
    text: str, *, flavor: str = "gfm", path: str = "post.md", schema: str | None = None
) -> list[Diagnostic]:
    """Return what is wrong with a post's front matter; arguments and errors as for `check`."""
    return _check(text, (Family.VALIDATE,), flavor, path, schema)


def check_links(text: str, *, flavor: str = "gfm", path: str = "post.md") -> list[Diagnostic]:
    """Return the broken links of a post that can be told without its site; see `check`."""
    return _check(text, (Family.LINKS,), flavor, path, None)


def convert(
    text: str, *, flavor: str = "gfm", path: str = "post.md", style: Style = AS_USUAL
) -> ConvertResult:
    """Return a post with its HTML as Markdown where both are proved to read alike.

    Args:
        text: The post.
        flavor: A name of `postkit.flavors.FLAVORS`.
        path: The post's path below its site's root.
        style: Which markers are written, and which tags and attributes stay.

    Raises:
        RequestError: If there is no such flavor.
    """
    checks = Checks((Family.CONVERT,), conversion=Conversion(style=style))
    return _mend(text, checks, flavor, path, unsafe=False)


def fix(
    text: str, *, flavor: str = "gfm", path: str = "post.md", schema: str | None = None, unsafe: bool = False
) -> ConvertResult:
    """Return a post with every fix applied, as `postkit check --fix` does.

    Args:
        text: The post.
        flavor: A name of `postkit.flavors.FLAVORS`.
        path: The post's path below its site's root.
        schema: A file or the name of a shipped schema; the flavor's own without it.
        unsafe: Whether fixes that want a person's look are applied too.

    Raises:
        RequestError: If there is no such flavor or schema.
    """
    checks = _checks(tuple(Family), _flavor(flavor), schema)
    return _mend(text, checks, flavor, path, unsafe=unsafe)


def _check(
    text: str, families: tuple[Family, ...], flavor: str, path: str, schema: str | None
) -> list[Diagnostic]:
    found = _flavor(flavor)
    return run_checks(Post(Source(path, _encoded(text)), found), _checks(families, found, schema))


def _mend(text: str, checks: Checks, flavor: str, path: str, *, unsafe: bool) -> ConvertResult:
    mended = run_fixes(Source(path, _encoded(text)), _flavor(flavor), checks, unsafe=unsafe)
    return ConvertResult(mended.source.data.decode(errors="surrogatepass"), mended.diagnostics)


def _encoded(text: str) -> bytes:
    # A lone surrogate becomes bytes that do not decode, which is a finding, not a crash.
    return text.encode(errors="surrogatepass")


def _checks(families: tuple[Family, ...], flavor: Flavor, schema: str | None) -> Checks:
    name = schema or flavor.schema
    wanted = name if Family.VALIDATE in families else None
    return Checks(families, schemas=[load_schema(wanted, Path())] if wanted else [])


def _flavor(name: str) -> Flavor:
    if name not in FLAVORS:
        raise RequestError(f"no flavor `{name}`; there are {', '.join(FLAVORS)}")
    return FLAVORS[name]
