"""The command line: one file a command, options written once."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from postkit.cli.boundary import run

    sys.exit(run(sys.argv[1:]))
