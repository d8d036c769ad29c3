"""Tabs that indent: Hexo makes two blanks of each before it parses YAML, and so do we."""

from __future__ import annotations

import re

from postkit.frontmatter.tree import Entry, Node, Parsed, Problem

_TABS = re.compile(r"(?<=\n)\t+")


def expand(text: str) -> str:
    """Return YAML with two blanks for each tab at the start of a line.

    Args:
        text: The content; the first line is left as it is, as Hexo does.
    """
    return _TABS.sub(lambda tabs: "  " * len(tabs[0]), text)


def move_back(parsed: Parsed, text: str) -> Parsed:
    """Change the places in what was parsed from expanded content to those in the content itself.

    Args:
        parsed: What was parsed; its tree is changed in place.
        text: The content as it is written.
    """
    origin = _origins(text)
    if parsed.root:
        _move(parsed.root, origin)
    return parsed._replace(problems=[_moved(problem, origin) for problem in parsed.problems])


def _moved(problem: Problem, origin: list[int]) -> Problem:
    related, cut = problem.related, problem.cut
    return problem._replace(
        start=origin[problem.start],
        end=origin[problem.end],
        related=related and (origin[related[0]], origin[related[1]], related[2]),
        cut=cut and (origin[cut[0]], origin[cut[1]]),
    )


def _origins(text: str) -> list[int]:
    """Return the index in the content for each index in the expanded content, its end included."""
    origin: list[int] = []
    done = 0
    for tabs in _TABS.finditer(text):
        origin += range(done, tabs.start())
        origin += (index for index in range(*tabs.span()) for _ in "12")
        done = tabs.end()
    origin += range(done, len(text) + 1)
    return origin


def _move(root: Node, origin: list[int]) -> None:
    """Move every node once; aliases stand for one node in several places."""
    todo, done = [root], set[int]()
    while todo:
        node = todo.pop()
        if id(node) in done:
            continue
        done.add(id(node))
        node.start, node.end = origin[node.start], origin[node.end]
        if isinstance(node.value, list):
            todo += node.value
        elif isinstance(node.value, dict):
            for name, (key, child) in node.value.items():
                node.value[name] = Entry(key and (origin[key[0]], origin[key[1]]), child)
                todo.append(child)
