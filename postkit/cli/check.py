"""`postkit check`: makes all checks in one pass."""

from postkit.cli.command import command
from postkit.cli.options import BASE_URL, FIXES, SCHEMA, SINCE, TO
from postkit.engine import Family

check = command(
    "Check front matter, HTML and links in one pass; writes nothing without --fix.",
    tuple(Family),
    (SCHEMA, BASE_URL, TO, SINCE, *FIXES),
)
