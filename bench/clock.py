"""How long a command takes by the clock, compiled modules kept for all tools alike."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, run


def compiling_to(folder: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, into a folder of their own."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def seconds(command: Sequence[str | Path], environment: dict[str, str]) -> float:
    """Return how long a command takes by the clock."""
    started = time.perf_counter()
    done = run(command, stdout=DEVNULL, stderr=DEVNULL, env=environment, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1):
        sys.exit(f"{command[:3]} failed")
    return taken
