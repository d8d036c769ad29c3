"""`postkit validate`: checks front matter."""

from postkit.cli.command import command
from postkit.cli.options import FIXES, SCHEMA
from postkit.engine import Family

validate = command(
    "Check front matter: can the engine read it, and does it fit the schema?",
    (Family.VALIDATE,),
    (SCHEMA, *FIXES),
)
