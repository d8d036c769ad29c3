"""The real engines as provers: is a post the same document, as the site's own engine reads it.

Subprocesses are started in this room only: without a shell, each with a limit of time. Every
process, a worker too, has its own.
"""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from postkit.errors import RequestError
from postkit.html.engines.base import Engine
from postkit.html.lines import with_line_feeds
from postkit.html.normal import normal_form
from postkit.html.shapes import read_html
from postkit.html.treatment import PLAIN, Treatment
from postkit.html.tree import TooDeepError
from postkit.markdown.mask import Masked

MAX_QUESTIONS = 64
"""So often an engine is asked about one post; what it has not accepted by then stays."""

_MODULES = {"jekyll": "Jekyll", "hugo": "Hugo"}


class NoAnswerError(Exception):
    """An engine failed on a post, or took too long."""


def demand(name: str) -> None:
    """Start an engine and see it tell two documents apart.

    Args:
        name: `jekyll` or `hugo`.

    Raises:
        RequestError: If it is not installed or does not work.
    """
    prover = Prover(name)
    try:
        works = prover.alike("<p>a <b>b</b></p>", "a **b**") and not prover.alike("<p>a</p>", "b")
    except NoAnswerError:
        works = False
    if not works:
        raise RequestError(f"`--prove-with {name}` cannot be done: {prover.title} fails on a test page")


class Prover:
    """Asks one engine about one post.

    Args:
        name: `jekyll` or `hugo`.
        treatment: What becomes of tags and attributes.

    Raises:
        RequestError: If the engine cannot be used.
    """

    def __init__(self, name: str, treatment: Treatment = PLAIN) -> None:
        self._treatment = treatment
        self._engine = _engine(name, os.getpid())
        self._left = MAX_QUESTIONS
        self.title = self._engine.title

    def alike(self, old: str, new: str, *, old_is_html: bool = False) -> bool:
        """Tell whether the engine makes the same document of two bodies.

        Args:
            old: Markdown with HTML, no front matter, template tags as words.
            new: The same after a conversion.
            old_is_html: Whether the old body was no Markdown but HTML, which an engine leaves as it is.

        Raises:
            NoAnswerError: If the engine fails on one of the two.
        """
        if not self._left:
            return False
        self._left -= 1
        pages = self._engine.render(
            [with_line_feeds(new)] if old_is_html else [with_line_feeds(old), with_line_feeds(new)]
        )
        if pages is None:
            raise NoAnswerError
        if old_is_html:
            pages = [with_line_feeds(old), *pages]
        try:
            was, is_now = (normal_form(read_html(page, self._treatment)) for page in pages)
        except TooDeepError:
            return False
        return was == is_now


def with_words(masked: Masked, text: str) -> str:
    """Return a text made from a masked one, each template tag a word of its own.

    An engine reads Markdown after its template tags have become text, and a private-use character
    is no letter to it.

    Args:
        masked: The body whose tags they are.
        text: It, or what became of it.
    """
    if not masked.tags:
        return text
    numbers = {character: number for number, character in enumerate(masked.tags)}
    token = re.compile(f"[{''.join(masked.tags)}]")
    return token.sub(lambda match: f"tag{numbers[match[0]]}", text)


@cache
def _engine(name: str, process: int) -> Engine:  # noqa: ARG001 (a forked worker must not use its parent's)
    engine: Callable[[], Engine] = getattr(import_module(f"postkit.html.engines.{name}"), _MODULES[name])
    started = engine()
    atexit.register(started.close)
    return started
