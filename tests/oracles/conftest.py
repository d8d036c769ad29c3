"""The command line as a fixture for the tests that ask real engines."""

from __future__ import annotations

from tests.cli.conftest import postkit

__all__ = ["postkit"]
