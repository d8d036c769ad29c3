"""The table of rules, and a page for each in `pages/`."""

from postkit.rules.table import RULES, page

__all__ = ["RULES", "page"]
