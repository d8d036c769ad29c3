"""Hosts without a scheme: `www.a.example` as a destination is the name of a file."""

from __future__ import annotations

import re

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.faults.stray import Exists
from postkit.links.spelling.parts import with_value
from postkit.rules import table
from postkit.site.post import Post

_DOMAINS = (
    "com org net edu gov mil info biz int io dev app blog wiki news tech online xyz "
    "uk de fr nl ch at dk se no fi it es pt eu us ca br mx au nz jp kr tw cn hk sg cz hu gr ie"
)
"""Top-level domains that are the extension of no file that people link to."""

_HOSTS = r"youtu\.be|goo\.gl|bit\.ly|t\.co|t\.me|fb\.me|is\.gd|ow\.ly|twitch\.tv|redd\.it"
_HOST = re.compile(
    r"(?:www\d?\.(?:[\w-]+\.)+[a-z]{2,}"
    rf"|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_DOMAINS.replace(' ', '|')})|(?:www\.)?(?:{_HOSTS}))"
    r"(?=[/?#:]|\Z)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"[\w.+-]+@(?:[\w-]+\.)+(?!(?:png|jpe?g|gif|svg|webp|avif|md|html?|pdf|css|json|mp[34]|webm|zip)\Z)[a-z]{2,}",
    re.IGNORECASE,
)
"""Not the name of a picture for dense screens, such as `logo@2x.png`."""

_ATTRIBUTES = re.compile(r"<(?:a|area|img|iframe|embed)\s", re.IGNORECASE)


def scheme_less_host(post: Post, found: Destination, tag: str, exists: Exists) -> Diagnostic | None:
    """Return the finding on a destination that begins with a host, or is a mail address, or None.

    Args:
        post: The post.
        found: One of its destinations.
        tag: The text of the construct that it stands in.
        exists: Tells whether a destination names something on the site; then that is meant.
    """
    written = found.kind in (Kind.INLINE, Kind.DEFINITION)
    if not written and not (found.kind is Kind.ATTRIBUTE and _ATTRIBUTES.match(tag)):
        return None
    if found.template or found.names is not Names.ADDRESS or len(found.value) > 2048:
        return None
    mail = _MAIL.fullmatch(found.value)
    if (not mail and not _HOST.match(found.value)) or exists(found):
        return None
    scheme = "mailto:" if mail else "https://"
    fix = None
    if new := with_value(post, found, scheme + found.value):
        fix = Fix(f"write `{scheme}` before it", (Edit(found.span, new.encode()),), Safety.UNSAFE)
    what = "is a mail address without `mailto:`" if mail else "begins with a host, not with a scheme"
    message = f"{quoted(found.value)} {what}"
    return Diagnostic(table.LNK009, found.span, message, f"write {quoted(scheme + found.value)}", fix)
