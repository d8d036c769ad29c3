"""Pairs files that have moved with others of the very same text: git looks at little more than that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from postkit.git.folders import moved_folders
from postkit.git.raw import WHOLE, Change

PAGES = (".html", ".htm", ".md", ".markdown", ".mdx")
"""How the names of posts and pages end."""

_Key = Callable[[str], Hashable]


def with_twins_paired(changes: Sequence[Change]) -> list[Change]:
    """Return changes in which files of one text are paired by where their folders went, then by name.

    Placeholders, pictures that each folder has a copy of, and pages with nothing to say are alike.
    What could be paired otherwise as well is marked as doubtful.

    Args:
        changes: What git says.
    """
    groups: dict[str, list[Change]] = {}
    for one in changes:
        if one.blob and one.old and (one.new is None or (one.new != one.old and one.alike == WHOLE)):
            groups.setdefault(one.blob, []).append(one)
    twins = [group for group in groups.values() if len(group) > 1 and any(one.new for one in group)]
    among = {one for group in twins for one in group}
    others = [one for one in changes if one not in among]
    folders = moved_folders((one.old, one.new) for one in others if one.old and one.new)
    return [*others, *(one for group in twins for one in _paired(group, folders))]


def with_endings_paired(changes: Sequence[Change]) -> list[Change]:
    """Return changes in which a page that is gone and a new one of its name, but for the ending, are one.

    An HTML post that has become Markdown has hardly a line in common with what it was.

    Args:
        changes: What git says.
    """
    gone = {_stem(one.old): one for one in changes if one.old and not one.new and _is_page(one.old)}
    new = {_stem(one.new): one for one in changes if one.new and not one.old and _is_page(one.new)}
    pairs = {gone[stem]: new[stem] for stem in gone.keys() & new.keys()}
    found = set(pairs.values())
    return [one._replace(new=pairs[one].new) if one in pairs else one for one in changes if one not in found]


def _paired(group: Sequence[Change], folders: Mapping[str, str]) -> Iterator[Change]:
    """Yield the changes of files of one text."""
    olds = {one.old: one for one in group if one.old}
    news = dict.fromkeys(one.new for one in group if one.new)
    for of_old, of_new in _keys(folders):
        for old, new in list(_alone(olds, news, of_old, of_new)):
            del news[new]
            yield olds.pop(old)._replace(new=new)
    for old, new in zip(list(olds), news, strict=False):
        yield olds.pop(old)._replace(new=new, doubtful=True)
    yield from (one._replace(new=None) for one in olds.values())


def _alone(
    olds: Mapping[str, Change], news: Mapping[str, None], of_old: _Key, of_new: _Key
) -> Iterator[tuple[str, str]]:
    """Yield an old path and a new one that have in common what no other ones have."""
    count = Counter(map(of_old, olds))
    found: dict[Hashable, list[str]] = {}
    for new in news:
        found.setdefault(of_new(new), []).append(new)
    for old in olds:
        same = found.get(of_old(old), [])
        if len(same) == 1 == count[of_old(old)]:
            yield old, same[0]


def _keys(folders: Mapping[str, str]) -> Iterator[tuple[_Key, _Key]]:
    """Yield what the old path and the new one of a file may have in common, the surest first."""

    def moved(path: str) -> str:
        folder, _, rest = path.rpartition("/")
        while folder and folder not in folders:
            folder, _, name = folder.rpartition("/")
            rest = f"{name}/{rest}"
        return f"{folders[folder]}/{rest}" if folder else path

    yield moved, str
    for key in (str.casefold, _name, lambda path: _name(path).casefold()):
        yield key, key
    yield (lambda old: _folder(moved(old))), _folder
    yield (lambda _: None), (lambda _: None)


def _is_page(path: str) -> bool:
    return path.lower().endswith(PAGES)


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
