"""postkit keeps a site's posts in order: validate front matter, convert HTML, mend links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postkit.api import ConvertResult, check, check_links, convert, fix, validate

__version__ = "0.1.0"

__all__ = ["ConvertResult", "__version__", "check", "check_links", "convert", "fix", "validate"]


def __getattr__(name: str) -> Any:
    """Load the API when it is first asked for: the command line starts without it."""
    if name in __all__:
        from postkit import api

        return getattr(api, name)
    raise AttributeError(f"module 'postkit' has no attribute {name!r}")
