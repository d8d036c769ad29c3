"""Whether where a redirect leads is what the old address named."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import unquote

from postkit.links.online.urls import Address

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sign_in|signup|sso|oauth2?|authorize|authenticate|wp-login|"
    r"accountchooser|consent|captcha|challenge|checkpoint)(?:[/._?-]|$)",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"(?:^|\.)(?:login|signin|sso|auth|accounts|idp|consent)\.")
_ERROR = re.compile(
    r"(?:^|/)(?:404|410|error|errors|not-?_?found|page-?not-?found|gone|unavailable|sorry|expired|parked)"
    r"(?:[/.?-]|$)",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default|home)(?:\.[a-z]{3,5})?/?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"/[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/|$)")
_PERSONAL = re.compile(
    r"[;?&](?:jsessionid|phpsessid|sid|session|token|signature|expires|x-amz-\w+)=", re.IGNORECASE
)


def doubt(old: Address, new: Address, *, lasting: bool) -> str:
    """Return why a page that answers need not be the one that was linked to; empty where it may well be.

    Args:
        old: What was asked.
        new: Where the redirects led.
        lasting: Whether they are for good; one for the moment to the first page means little.
    """
    if _is_login(new) and not _is_login(old):
        return "it leads to a page to log in"
    old_path, new_path = _path(old), _path(new)
    if _ERROR.search(new_path) and not _ERROR.search(old_path):
        return "it leads to a page that tells of an error"
    if lasting and old_path != "/" and new_path == "/" and not _has_query(new):
        return f"it leads to the first page of {'the' if old.host == new.host else 'another'} site"
    return ""


def is_better(old: Address, new: Address, hops: list[Address]) -> bool:
    """Tell whether an address may be written for one that redirects there for good.

    Not where it is less safe on the way, made for one reader or one language, or the folder that the
    page was in.

    Args:
        old: What was asked.
        new: Where the redirects led.
        hops: All addresses on the way.
    """
    if new.userinfo or _PERSONAL.search(new.rest):
        return False
    schemes = [one.scheme for one in (old, *hops)]
    if ("https", "http") in pairwise(schemes):
        return False
    old_path, new_path = _path(old), _path(new)
    if old_path == "/" and new_path != "/" and _name(old) == _name(new):
        return False
    plain = _LANGUAGE.sub("", new_path, count=1)
    if plain != new_path and plain.strip("/") == old_path.strip("/"):
        return False
    folder = new_path.rstrip("/") + "/"
    above = old_path.startswith(folder) and old_path.rstrip("/") != folder[:-1]
    return not (above and _name(old) == _name(new))


def _is_login(address: Address) -> bool:
    return bool(_LOGIN.search(_path(address)) or _LOGIN_HOST.search(address.host))


def _path(address: Address) -> str:
    path = unquote(address.rest.partition("?")[0])
    return _INDEX.sub("/", path) or "/"


def _has_query(address: Address) -> bool:
    return bool(address.rest.partition("?")[2])


def _name(address: Address) -> str:
    return address.host.removeprefix("www.")
