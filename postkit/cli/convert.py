"""`postkit convert`: turns HTML in posts into Markdown."""

from postkit.cli.command import command
from postkit.cli.options import CONVERSION, DIFF, DRY_RUN
from postkit.engine import Family

convert = command(
    "Turn HTML in posts into Markdown, in place, where both are proved to read alike.",
    (Family.CONVERT,),
    (DRY_RUN, DIFF, *CONVERSION),
    mends=True,
)
