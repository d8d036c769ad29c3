"""Which branch of `anyOf` or `oneOf` is meant."""

from __future__ import annotations

from typing import Any


def common_types(error: Any) -> list[str]:
    """Return the types that the branches ask for, where every branch fails by the value's type.

    Args:
        error: An `anyOf` or `oneOf` error with its branches' errors in `context`.
    """
    types: list[str] = []
    for branch in _branches(error):
        here = [one for one in branch if one.validator == "type" and not one.relative_path]
        if not here:
            return []
        wanted = here[0].validator_value
        types += [wanted] if isinstance(wanted, str) else wanted
    return list(dict.fromkeys(types))


def branch_meant(error: Any) -> Any | None:
    """Return the error to report in place of the variants'; None where no branch is nearest.

    A branch whose type fits the value is meant rather than one of another type; among several,
    the one that fails deepest in the value; a branch that fails on a `const` or `enum` of one of
    its keys (the key that tells the variants apart) is not meant.

    Args:
        error: An `anyOf` or `oneOf` error with its branches' errors in `context`.
    """
    from jsonschema.exceptions import relevance

    fitting = [branch for branch in _branches(error) if not any(_is_wrong_type(one) for one in branch)]
    told = [branch for branch in fitting if not any(_tells_apart(one) for one in branch)]
    candidates = told or fitting
    if len(candidates) > 1:
        depths = [max(len(one.relative_path) for one in branch) for branch in candidates]
        candidates = [
            branch for branch, depth in zip(candidates, depths, strict=True) if depth == max(depths)
        ]
    if len(candidates) != 1:
        return None
    return max(candidates[0], key=relevance)


def _branches(error: Any) -> list[list[Any]]:
    """Group the errors of the context by the branch that they come from."""
    branches: dict[Any, list[Any]] = {}
    for one in error.context:
        # A branch that is `false` has no path: nothing is meant by it.
        if one.relative_schema_path:
            branches.setdefault(one.relative_schema_path[0], []).append(one)
    return list(branches.values())


def _is_wrong_type(error: Any) -> bool:
    return error.validator == "type" and not error.relative_path


def _tells_apart(error: Any) -> bool:
    return error.validator in {"const", "enum"} and len(error.relative_path) == 1
