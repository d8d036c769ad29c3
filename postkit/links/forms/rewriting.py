"""What is asked of links that work as they are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from postkit.errors import RequestError
from postkit.links.forms.prefixes import Prefixes
from postkit.links.forms.secure import SecureHosts
from postkit.links.lookup.targets import Targets


class To(StrEnum):
    """The forms in which a link to a page or file of the site can be written."""

    RELATIVE = "relative"
    ROOT = "root"
    ABSOLUTE = "absolute"


class Rewriting(NamedTuple):
    """How links are to be written.

    Attributes:
        to: The form of those that lead to pages and files of the site; None for any.
        prefixes: How destinations begin that have changed.
        hosts: The hosts that are to be asked by `https:`.
    """

    to: To | None = None
    prefixes: Prefixes = Prefixes(())
    hosts: SecureHosts = SecureHosts()


AS_THEY_ARE = Rewriting()
"""Nothing is asked."""


def rewriting(
    targets: Targets, to: str | None, table: Sequence[tuple[str, str]], hosts: Sequence[str]
) -> Rewriting:
    """Return what settings ask of the links of a site.

    Args:
        targets: The site.
        to: One of the forms, or None.
        table: How destinations begin that have changed, each with what stands there now.
        hosts: Hosts, as names or as patterns that begin with `*.`.

    Raises:
        RequestError: If the table leads in a circle, or the address of the site is not known and
            asked for.
    """
    form = To(to) if to else None
    if form is To.ABSOLUTE:
        _demand_address(targets)
    return Rewriting(form, Prefixes(table), SecureHosts(hosts))


def _demand_address(targets: Targets) -> None:
    if targets.flavor.urls is None:
        raise RequestError(
            "`absolute` links need an engine whose addresses are known: name the one that publishes these "
            "files with `--flavor`"
        )
    if not targets.site.addresses.full:
        raise RequestError(
            "`absolute` links need the address of the site, which its configuration does not tell: "
            "give it with `--base-url`"
        )
