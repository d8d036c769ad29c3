"""`postkit links`: finds broken links and mends them in the source."""

from postkit.cli.command import command
from postkit.cli.options import BASE_URL, FIXES, ONLINE, SINCE, TO
from postkit.engine import Family

links = command(
    "Find broken links, by the rules of the site, and mend them in the source.",
    (Family.LINKS,),
    (BASE_URL, TO, SINCE, *ONLINE, *FIXES),
)
