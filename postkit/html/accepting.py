"""Which conversions of a post are good all together: the body around them must read as before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from postkit.html.conversion import Conversion
from postkit.html.prove import (
    Change,
    Rewriting,
    new_body,
    other_headings_keep_ids,
    whole_body_reads_alike,
    words_read_alike,
)
from postkit.html.treatment import Treatment
from postkit.site.post import Post


def allowed(
    post: Post, wanted: Sequence[Conversion], treatment: Treatment, *, refused: Sequence[Conversion]
) -> list[Conversion]:
    """Return the conversions under which the whole body reads as before.

    Args:
        post: The post.
        wanted: What would change.
        treatment: What becomes of tags and attributes.
        refused: Conversions under which it is known not to.
    """
    return _good(wanted, lambda some: whole_is_good(post, some, treatment), refused)


def accepted(
    post: Post, wanted: Sequence[Conversion], prove_with: str, treatment: Treatment
) -> tuple[Sequence[Conversion], str]:
    """Return the conversions under which an engine reads the body as before, and why others stay.

    Args:
        post: The post.
        wanted: Those under which it does to postkit.
        prove_with: The name of the engine, which is installed.
        treatment: What becomes of tags and attributes.

    Raises:
        RequestError: If the engine cannot be asked.
    """
    from postkit.html.engines import NoAnswerError, Prover, with_words

    prover = Prover(prove_with, treatment)
    old = with_words(post.masked, post.masked.text)

    def is_good(conversions: Sequence[Conversion]) -> bool:
        new = with_words(post.masked, new_body(post, *_parted(conversions)))
        return prover.alike(old, new, old_is_html=post.is_html) and (
            conversions == wanted or whole_is_good(post, conversions, treatment)
        )

    try:
        return _good(wanted, is_good), f"{prover.title} reads its Markdown differently"
    except NoAnswerError:
        return [], f"{prover.title} gives no answer on this post"


def _good(
    wanted: Sequence[Conversion],
    is_good: Callable[[Sequence[Conversion]], bool],
    refused: Sequence[Conversion] = (),
) -> list[Conversion]:
    """Return the conversions that are good together.

    All at once where that is true, which it nearly always is; else half by half, each on top of
    those that were good. What is known not to be good is not asked again.
    """
    good: list[Conversion] = []
    bad = {_changes(refused)}
    batches = [list(wanted)] if wanted else []
    while batches:
        batch = batches.pop()
        changes = _changes([*good, *batch])
        if changes not in bad and is_good([*good, *batch]):
            good += batch
            continue
        bad.add(changes)
        if len(batch) > 1:
            middle = len(batch) // 2
            batches += (batch[middle:], batch[:middle])
    return good


def _changes(conversions: Sequence[Conversion]) -> frozenset[Change | Rewriting | None]:
    return frozenset(one.change or one.rewriting for one in conversions)


def whole_is_good(post: Post, conversions: Sequence[Conversion], treatment: Treatment) -> bool:
    """Tell whether the whole body reads as before under some conversions.

    Args:
        post: The post.
        conversions: What would change.
        treatment: What becomes of tags and attributes.
    """
    changes, rewritings = _parted(conversions)
    return whole_body_reads_alike(post, changes, rewritings, treatment) and other_headings_keep_ids(
        post, changes, rewritings
    )


def words_are_good(post: Post, conversions: Sequence[Conversion], treatment: Treatment) -> bool:
    """Tell whether the whole body reads as before where template tags are mere words, whatever else differs.

    Args:
        post: The post.
        conversions: What would change.
        treatment: What becomes of tags and attributes.
    """
    return words_read_alike(post, *_parted(conversions), treatment)


def _parted(conversions: Sequence[Conversion]) -> tuple[list[Change], list[Rewriting]]:
    changes = sorted(one.change for one in conversions if one.change)
    return changes, sorted(one.rewriting for one in conversions if one.rewriting)
