"""YAML into a tree: PyYAML's events, libyaml's where it is there, built up by the flavor's rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from frontmatter.default_handlers import YAMLHandler
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from postkit.flavors.reader import Reader
from postkit.frontmatter.duplicates import Duplicates
from postkit.frontmatter.tree import MAX_DEPTH, MAX_SIZE, TEXT_OF_ONE, Entry, Node, Parsed, Problem, Text
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM001

try:
    from yaml.cyaml import CParser as Events  # type: ignore[attr-defined]
except ImportError:  # libyaml is absent: the same events, slower
    from postkit.frontmatter.yaml_pure import PureParser as Events  # type: ignore[assignment]

_HANDLER = YAMLHandler()
_NO_TAG = "remove the tag, or put the value in quotes if it is a text"
_STR = "tag:yaml.org,2002:str"
_TYPES: dict[str, tuple[type, ...]] = {
    "tag:yaml.org,2002:int": (int,),
    "tag:yaml.org,2002:float": (float, int),
    "tag:yaml.org,2002:bool": (bool,),
    "tag:yaml.org,2002:null": (type(None),),
}
"""What a scalar with a tag of the core schema is."""

_TAGS = frozenset(_TYPES).union(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "seq", "map", "binary", "timestamp", "omap", "pairs", "set", "merge")
)
"""The tags that a reader of YAML knows."""


class _Loader(Events):
    """A loader for `yaml.load` that leaves the building to somebody else."""

    def __init__(self, stream: str, build: Callable[[Callable[[], Any]], Any]) -> None:
        super().__init__(stream)
        self._build = build

    def get_single_data(self) -> Any:
        return self._build(self.get_event)


class _LimitError(Exception):
    """The content is larger or deeper than any front matter; says where and how."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


def parse(text: str, reader: Reader) -> Parsed:
    """Parse the content between YAML fences.

    Args:
        text: The content.
        reader: How the flavor's engine reads scalars, keys that stand twice, anchors.
    """
    if reader.tabs_indent and "\n\t" in text:
        from postkit.frontmatter.tabs import expand, move_back

        return move_back(parse(expand(text), reader._replace(tabs_indent=False)), text)
    composer = _Composer(text, reader)
    try:
        root = load(text, composer.document)
    except YAMLError as error:
        from postkit.frontmatter.yaml_errors import explain

        return Parsed(None, [explain(error, text)])
    except _LimitError as error:
        return Parsed(None, [Problem(FM001, error.place, error.place + 1, str(error), "make it simpler")])
    return Parsed(root, composer.problems + composer.duplicates.problems(text))


def load(text: str, build: Callable[[Callable[[], Any]], Any]) -> Any:
    """Return what is built of the events of a text.

    Args:
        text: The content between YAML fences.
        build: Makes something of events, of which each call of its argument gives the next.

    Raises:
        YAMLError: If the text is no YAML.
    """
    return _HANDLER.load(text, Loader=partial(_Loader, build=build))


class _Composer:
    """Builds the tree of one document, without recursion and within bounds."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self.reader = reader
        self.problems: list[Problem] = []
        self.duplicates = Duplicates(one_case=reader.one_case, last_key_wins=reader.last_key_wins)
        self.anchors: dict[str, Node] = {}

    def document(self, next_event: Callable[[], Any]) -> Node | None:
        """Return the root of the first document; None if there is none."""
        next_event()
        if type(next_event()) is StreamEndEvent:
            return None
        root = self._tree(next_event)
        next_event()
        self._rest(next_event, root)
        return root

    def _rest(self, next_event: Callable[[], Any], root: Node) -> None:
        """Report what stands after the document, which no engine reads."""
        try:
            event = next_event()
        except YAMLError:
            event = None
        if type(event) is not StreamEndEvent:
            after = self.text[root.end :]
            start = root.end + len(after) - len(after.lstrip())
            end = max(self.text.find("\n", start), start + 1)
            message = "what stands from here on belongs to no key and is not read"
            hint, stops = "let every key begin in the same column", not self.reader.drops_rest
            self.problems.append(Problem(FM001, start, end, message, hint, stops=stops))

    def _tree(self, next_event: Callable[[], Any]) -> Node:
        stack: list[_OpenMapping | _OpenSequence] = []
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                node = self._scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = stack.pop().close(event)
            elif kind is AliasEvent:
                node = self._alias(event)
            else:
                if len(stack) >= MAX_DEPTH:
                    raise _LimitError(event.start_mark.index, f"nested more than {MAX_DEPTH} levels deep")
                stack.append(self._open(event))
                continue
            if not stack:
                return node
            stack[-1].add(node)

    def _open(self, event: Any) -> _OpenMapping | _OpenSequence:
        mapping = type(event) is MappingStartEvent
        node = Node(event.start_mark.index, -1, {} if mapping else [], flow=bool(event.flow_style))
        self._anchor(event.anchor, node)
        if event.tag is not None and self.reader.refuses_tags:
            self._tag(event.tag, node)
        return _OpenMapping(self, node) if mapping else _OpenSequence(node)

    def _anchor(self, name: str | None, node: Node) -> None:
        if name is None:
            return
        if name in self.anchors and not self.reader.anchor_twice:
            message = f"the anchor `&{name}` is defined twice"
            self.complain(node, message, "give one of the two another name")
        self.anchors[name] = node

    def _alias(self, event: Any) -> Node:
        name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
        target = self.anchors.get(name)
        here = Node(start, end, None)
        if target is None:
            message = f"`*{name}` refers to nothing: no `&{name}` stands before it"
            self.complain(here, message, "put the value in quotes if it is meant as text")
        elif target.end == -1:
            self.complain(here, f"`*{name}` stands inside the value that it refers to", "write the value out")
        else:
            return target
        return here

    def _scalar(self, event: Any) -> Node:
        raw, tag = event.value, event.tag
        is_plain = not event.style
        as_text = tag == _STR and self.reader.obeys_str_tag
        value = self.reader.resolve_scalar(raw) if (is_plain and not as_text) or tag in _TYPES else raw
        if isinstance(value, str):
            value = Text(value, quoted=not is_plain)
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in {"|", ">"}:
            end = start + len(self.text[start:end].rstrip())
        node = Node(start, end, value, raw, size=1 + len(raw) // TEXT_OF_ONE)
        self._anchor(event.anchor, node)
        if tag is not None and self.reader.refuses_tags:
            self._tag(tag, node)
        return node

    def _tag(self, tag: str, node: Node) -> None:
        """Refuse a tag that the engine does not know, or a value that does not fit it."""
        shown = quote(tag.replace("tag:yaml.org,2002:", "!!"))
        if tag not in _TAGS and tag != "!":
            self.complain(node, f"the tag {shown} is not known to this engine", _NO_TAG)
        elif tag in _TYPES and not isinstance(node.value, _TYPES[tag]):
            self.complain(node, f"the value does not fit the tag {shown}", _NO_TAG)

    def complain(self, node: Node, message: str, hint: str, *, stops: bool = True) -> None:
        end = node.end if node.end > node.start else node.start + 1
        self.problems.append(Problem(FM001, node.start, end, message, hint, stops=stops))


def _grow(node: Node, child: Node) -> None:
    """Add a child's size and depth to its parent's, within bounds."""
    node.size += child.size
    node.depth = max(node.depth, child.depth + 1)
    if node.size > MAX_SIZE:
        raise _LimitError(node.start, f"the aliases here stand for more than {MAX_SIZE:,} values")
    if node.depth > MAX_DEPTH:
        raise _LimitError(node.start, f"nested more than {MAX_DEPTH} levels deep")


def _finish(node: Node, event: Any, last: int) -> Node:
    # A block collection "ends" where the next token begins; its last value says more.
    node.end = event.end_mark.index if node.flow else max(last, node.start)
    return node


class _OpenSequence:
    """A list whose items are still coming."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.last = -1

    def add(self, item: Node) -> None:
        self.node.value.append(item)
        self.last = max(self.last, item.end)
        _grow(self.node, item)

    def close(self, event: Any) -> Node:
        return _finish(self.node, event, self.last)


class _OpenMapping:
    """A mapping whose keys and values are still coming."""

    def __init__(self, composer: _Composer, node: Node) -> None:
        self.composer = composer
        self.node = node
        self.last = -1
        self.key: Node | None = None
        self.seen: dict[str, tuple[str, Entry]] = {}

    def add(self, node: Node) -> None:
        self.last = max(self.last, node.end)
        if self.key is None:
            self.key = node
            return
        key, self.key = self.key, None
        _grow(self.node, node)
        if key.raw is None:
            message = "a key cannot be a list or a mapping"
            hint = "put it in quotes if it is meant as text, such as a template"
            self.composer.complain(key, message, hint, stops=not self.composer.reader.any_key)
        elif key.raw == "<<" and isinstance(key.value, Text) and not key.value.quoted:
            self._merge(key, node)
        else:
            self._put(key.raw, Entry((key.start, key.end), node))

    def _put(self, name: str, entry: Entry) -> None:
        self.composer.duplicates.see(self.seen, self.node, name, entry)
        self.node.value[name] = entry

    def _merge(self, key: Node, node: Node) -> None:
        """Take over the keys of the mapping that `<<` names, or of those in its list."""
        reader = self.composer.reader
        items = node.value if isinstance(node.value, list) else [node]
        fits = all(isinstance(item.value, dict) for item in items)
        if not fits or (isinstance(node.value, list) and not reader.merges_lists):
            self.composer.complain(key, "`<<` wants a mapping", "refer to a mapping: `<<: *name`")
            return
        for item in items:
            for name, entry in item.value.items():
                if reader.merge_overrides or name not in self.node.value:
                    self.node.value[name] = entry

    def close(self, event: Any) -> Node:
        return _finish(self.node, event, self.last)
