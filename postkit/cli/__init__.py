"""The command line: one file a command, options written once."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # While modules load and posts are read little becomes garbage; looking for it takes time.
    gc.set_threshold(50_000, 20, 20)
    try:
        from postkit.cli.boundary import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    gc.freeze()  # the interpreter's last collection would look at all that the process leaves anyway
    sys.exit(status)
