"""Where YAML readers differ beyond scalars; measured, see each engine's version."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quirks:
    """How an engine's reader treats what YAML leaves open.

    Args:
        last_key_wins: A key that stands twice is accepted and the last value counts.
        merge_overrides: `<<` replaces keys that stand before it.
        merges_lists: `<<` takes a list of mappings.
        anchor_twice: An anchor may be defined again.
        alias_of_nothing: An alias without an anchor is null.
        obeys_str_tag: `!!str 1` is a text.
        one_case: Keys that differ only in case are one key.
        bom_hides_pages: A BOM hides the front matter of a file outside the post folders.
    """

    last_key_wins: bool = True
    merge_overrides: bool = False
    merges_lists: bool = True
    anchor_twice: bool = False
    alias_of_nothing: bool = False
    obeys_str_tag: bool = True
    one_case: bool = False
    bom_hides_pages: bool = False


_PYYAML = Quirks()
"""PyYAML 6.0, which python-frontmatter uses."""

_QUIRKS = {
    # Jekyll 4.4.1 with safe_yaml 1.0.5
    "jekyll": Quirks(
        merge_overrides=True,
        merges_lists=False,
        anchor_twice=True,
        alias_of_nothing=True,
        obeys_str_tag=False,
        bom_hides_pages=True,
    ),
    # Hugo 0.168 with goccy/go-yaml
    "hugo": Quirks(last_key_wins=False, merge_overrides=True, anchor_twice=True, one_case=True),
}


def quirks_of(flavor: str) -> Quirks:
    """Return the quirks of a flavor's reader, PyYAML's where none are known.

    Args:
        flavor: The flavor's name.
    """
    return _QUIRKS.get(flavor, _PYYAML)
