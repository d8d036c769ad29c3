"""What a destination in a post is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from postkit.core.span import Span
from postkit.flavors.base import Names
from postkit.site.post import Post


class Kind(StrEnum):
    """How a destination is written: by which grammar its bytes say what they say."""

    INLINE = "inline"
    AUTOLINK = "autolink"
    BARE = "bare"
    DEFINITION = "definition"
    ATTRIBUTE = "attribute"
    TEMPLATE = "template"
    FRONT_MATTER = "front matter"


@dataclass(frozen=True, slots=True)
class Destination:
    """The destination of a link or an image.

    Attributes:
        kind: How it is written. A `TEMPLATE` stands in a template tag, letter by letter.
        span: The bytes of the destination as written, without `<>` or quotes.
        written: Their text.
        value: What it says: backslash escapes and character references resolved.
        image: Whether an image or another embedded file is named.
        whole: The bytes of the link, definition, start tag or template tag that it stands in.
        template: Whether a template tag stands in it, so that only the engine knows its value.
        names: What it is the name of; anything but `ADDRESS` comes from a template tag.
        tail: What follows the template tag in the same destination, such as `#part`; it begins at the
            end of `whole`.
        based: Whether a tag for the site's base path stands before it in the same destination.
    """

    kind: Kind
    span: Span
    written: str
    value: str
    image: bool
    whole: Span
    template: bool = False
    names: Names = Names.ADDRESS
    tail: str = ""
    based: bool = False


def destination(post: Post, kind: Kind, span: Span, value: str, *, image: bool, whole: Span) -> Destination:
    """Make a destination of a post.

    Args:
        post: The post.
        kind: How the destination is written.
        span: Its bytes.
        value: What it says, its template tags still masked.
        image: Whether an image is named.
        whole: The bytes of the construct that it stands in.
    """
    tags = post.masked.tags
    template = bool(tags) and any(character in tags for character in value)
    return Destination(kind, span, post.source.slice(span), post.masked.unmask(value), image, whole, template)
