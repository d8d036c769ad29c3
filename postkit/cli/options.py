"""The options of all commands, each written once; what is a setting too takes its text from there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from postkit.config.settings import SETTINGS
from postkit.engine import Proposer, RealEngine


class Option(NamedTuple):
    """A parameter of a command.

    Attributes:
        name: Its Python name.
        type: Its type, annotated for typer.
        default: Its value where it is not given.
    """

    name: str
    type: Any
    default: Any


def _option(flags: str, kind: Any, text: str, **more: Any) -> Option:
    """Return an option; its Python name is the last of its flags."""
    spellings = flags.split()
    declared = typer.Option(*spellings, help=text, show_default=False, **more)
    default = False if kind is bool else None
    return Option(spellings[-1].strip("-").replace("-", "_"), Annotated[kind, declared], default)


def _setting(name: str, kind: Any, metavar: str) -> Option:
    """Return the option of a setting: flag and text as the settings' table has them."""
    setting = SETTINGS[name]
    choices = f" One of {', '.join(setting.choices)}." if setting.choices else ""
    return _option(setting.flag or "", kind, setting.help + choices, metavar=metavar)


PATHS = Option(
    "paths",
    Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders; `-` for standard input. Without any, the site's content folders.",
            show_default=False,
        ),
    ],
    None,
)
COMMON = (
    _option(
        "--config",
        Path | None,
        "The settings' file for all posts; else the nearest above each.",
        metavar="FILE",
    ),
    _setting("flavor", str | None, "NAME"),
    _setting("select", list[str] | None, "CODE,..."),
    _setting("ignore", list[str] | None, "CODE,..."),
    _setting("fail-on", str | None, "SEVERITY"),
    _setting("exclude", list[str] | None, "GLOB"),
    _option("--force-exclude", bool, "Pass over excluded files even when they are named."),
    _option(
        "--changed-since",
        str | None,
        "Read only posts that differ from a git revision: committed since, staged, not staged, or new.",
        metavar="REV",
    ),
    _setting("output-format", str | None, "FORMAT"),
    _option("--output-file", Path | None, "Write the findings here, not to stdout.", metavar="FILE"),
    _option("--statistics", bool, "Count the findings of each rule instead of listing them."),
    _setting("baseline", str | None, "FILE"),
    _option("--write-baseline", bool, "Record all findings as old ones in the file of --baseline."),
    _setting("jobs", int | None, "N"),
    _option("--stdin-filename", Path | None, "The name that the text on standard input has.", metavar="NAME"),
    _option("-q --quiet", bool, "Print no progress and no summary."),
    _option("-v --verbose", bool, "Say which flavor each site has and why."),
    _option("--exit-zero", bool, "Leave with 0 whatever is found."),
)
SCHEMA = _option(
    "--schema",
    list[str] | None,
    "A JSON Schema, or the name of a shipped one, that holds for every post.",
    metavar="FILE|NAME",
)
SCHEMA_INFER = (
    *(one for one in COMMON if one.name in {"config", "flavor", "exclude", "force_exclude", "quiet"}),
    _option("--title", str | None, "The title of the schema.", metavar="TEXT"),
    _option("--closed", bool, "Allow no other keys than those that occur."),
    _option("--output-file", Path | None, "Write the schema here, not to stdout.", metavar="FILE"),
)
BASE_URL = _setting("links.base-url", str | None, "URL")
TO = _setting("links.to", str | None, "FORM")
SINCE = _option(
    "--since",
    str | None,
    "Follow what git has moved since a revision, so that links to it are mended; without it, since the last"
    " commit.",
    metavar="REV",
)
ONLINE = (
    _option(
        "--online",
        bool,
        "Also ask other sites whether what posts link to is there; answers are remembered for a while.",
    ),
    _option(
        "--cache-only", bool, "Tell of links to other sites what earlier runs have learned, and ask nobody."
    ),
)
DIFF = _option("--diff", bool, "Write nothing; print the changes as a diff.")
DRY_RUN = _option("--check", bool, "Write nothing; leave with 1 if a post would be changed.")
CONVERSION = (
    _option(
        "--output-dir",
        Path | None,
        "Write the posts that change below DIR, each where it stands below its PATH, and leave the"
        " originals alone; what is in DIR already is never overwritten, a post that does not change is not"
        " written.",
        metavar="DIR",
    ),
    _option("--engine", Proposer | None, "Whose Markdown is tried; postkit's own `tree` without it."),
    _option(
        "--prove-with",
        RealEngine | None,
        "Also ask the installed engine, and keep the HTML where it reads the Markdown differently.",
    ),
    _option(
        "--report",
        Path | None,
        "Write a report of the run here: a FILE.json, or a FILE.html that shows every post before and after.",
        metavar="FILE",
    ),
    _option(
        "--force-html-pages",
        bool,
        "Turn named HTML files with front matter into Markdown, though they lie in no folder of posts.",
    ),
)
FIXES = (
    _option("--fix", bool, "Apply the fixes that are safe."),
    _option("--unsafe-fixes", bool, "With --fix or --diff: also the fixes that want a look."),
    DIFF,
)
