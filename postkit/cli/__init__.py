"""The command line: one file a command, options written once."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.disable()  # while modules load nothing becomes garbage, and looking for it takes time
    try:
        from postkit.cli.boundary import run

        gc.freeze()
        gc.enable()
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
