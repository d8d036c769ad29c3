"""How sites of each engine are laid out, and how their writers spell links.

Nothing here asks postkit: what is right is what the real engines publish.
"""

from __future__ import annotations

from tests.links.injector.layouts.astro import astro
from tests.links.injector.layouts.gfm import gfm
from tests.links.injector.layouts.hugo import hugo
from tests.links.injector.layouts.jekyll import jekyll
from tests.links.injector.layouts.layout import Layout
from tests.links.injector.layouts.mkdocs import mkdocs

_MAKERS = {"jekyll": jekyll, "hugo": hugo, "gfm": gfm, "mkdocs": mkdocs, "astro": astro}

FLAVORS = tuple(_MAKERS)


def layout(flavor: str, seed: int) -> Layout:
    """Return a site of a flavor; sites of one engine may differ in their configuration.

    Args:
        flavor: One of `FLAVORS`.
        seed: Even and odd ones differ where an engine's configuration decides what is right.
    """
    return _MAKERS[flavor](seed)
