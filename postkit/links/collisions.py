"""Pages that are published at the address of another: the engine writes one over the other."""

from __future__ import annotations

from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import quoted
from postkit.core.span import WHOLE_FILE, Span
from postkit.links.lookup.targets import Targets
from postkit.rules.table import URL001
from postkit.site.post import Post

_DECIDING = ("permalink", "url", "slug")
_MOST_NAMES = 3


def collisions(post: Post, targets: Targets) -> Iterator[Diagnostic]:
    """Yield a finding if a post shares its address with others, at the key that gives it the address.

    Args:
        post: The post.
        targets: What is on its site.
    """
    others = [path for path in targets.twins.get(post.path, ()) if path != post.path]
    if not others:
        return
    named = ", ".join(map(quoted, others[:_MOST_NAMES]))
    more = f" and {len(others) - _MOST_NAMES} more" if len(others) > _MOST_NAMES else ""
    url = targets.site.url_of(post.path) or ""
    message = f"{named}{more} {'is' if len(others) == 1 else 'are'} published at {quoted(url)}, too"
    yield Diagnostic(URL001, _place(post), message, "give one of them another name, slug or permalink")


def _place(post: Post) -> Span:
    for key in _DECIDING:
        if key in post.front_matter.data and (found := post.front_matter.locate((key,))):
            return found.value
    return WHOLE_FILE
