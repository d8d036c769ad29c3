"""What the links of a site's posts are checked against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from postkit.links.forms.rewriting import AS_THEY_ARE, Rewriting
from postkit.links.lookup.targets import Targets
from postkit.links.moved.former import Former

if TYPE_CHECKING:
    from postkit.links.online.online import Online


class Linking(NamedTuple):
    """What the links of a site's posts are checked against.

    Attributes:
        targets: What is on the site; None for a text that belongs to none: then only anchors of the
            post itself and what is written wrong are told.
        ignore: Patterns, as of the shell, of destinations that are not checked.
        rewriting: How links are to be written that work as they are.
        former: The site before files were moved; None where none was, or that is not known.
        online: Knows what can be said of addresses elsewhere; None where none is asked.
    """

    targets: Targets | None = None
    ignore: Sequence[str] = ()
    rewriting: Rewriting = AS_THEY_ARE
    former: Former | None = None
    online: Online | None = None


ALONE = Linking()
"""For a text that belongs to no site."""
