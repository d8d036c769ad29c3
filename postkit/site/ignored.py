"""Posts that their engine passes over without a word."""

from __future__ import annotations

from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import WHOLE_FILE
from postkit.rules.table import URL002
from postkit.site.post import Post


def ignored(post: Post) -> Iterator[Diagnostic]:
    """Yield a finding where the name of a file keeps its engine from publishing it.

    Args:
        post: The post.
    """
    if post.flavor.ignores is not None and (reason := post.flavor.ignores(post.path)):
        yield Diagnostic(URL002, WHOLE_FILE, f"this post is not published: {reason}", "rename the file")
