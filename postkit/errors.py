"""What stops a run; everything that is wrong with one post is a finding instead."""

from __future__ import annotations


class PostkitError(Exception):
    """The base of every error that postkit raises on purpose."""


class RequestError(PostkitError):
    """The request cannot be carried out as it stands: exit status 2.

    Args:
        message: What is wrong, in one line, for the person who asked.
    """
