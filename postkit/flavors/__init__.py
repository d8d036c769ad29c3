"""The engines that postkit knows, one small file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from postkit.flavors.base import Dialect, Flavor

_NAMES = ("gfm", "jekyll", "hugo", "astro", "hexo", "eleventy", "mkdocs")


class _Flavors(Mapping[str, Flavor]):
    """Loads an engine's file when it is first asked for: a run needs one, and each costs 5 ms."""

    def __init__(self) -> None:
        self._loaded: dict[str, Flavor] = {}

    def __getitem__(self, name: str) -> Flavor:
        if name not in self._loaded:
            if name not in _NAMES:
                raise KeyError(name)
            self._loaded[name] = getattr(import_module(f"postkit.flavors.{name}"), name.upper())
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


FLAVORS: Mapping[str, Flavor] = _Flavors()
"""Every flavor by its name."""

__all__ = ["FLAVORS", "Dialect", "Flavor"]
