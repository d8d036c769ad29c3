"""Faults put into clean posts, one each, with the place where a report should point.

A fault is an edit of the post; its place is known from the edit, not from any tool.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.sample import Entry, Post

_WORDS = re.compile(r"[A-Za-z][A-Za-z ]{6,}[A-Za-z]")
_TWINS = str.maketrans("aeopc", "аеорс")


@dataclass(frozen=True)
class Fault:
    """A post with one mistake.

    Args:
        kind: What is wrong.
        post: The clean post.
        start: Where its text is changed, in code points.
        end: Where the change ends.
        new: What stands there instead.
        line: The line, from 1, of the faulty post on which a report should point.
        columns: The columns, from 1, that are right there: of a key or value its first letter, or
            the first letter after its quote.
        names: Words of which a report should hold one: the key, or the right key; empty where
            there is no key to be named.
        repaired: What a safe fix should make of the post; None where more than one repair is right.
    """

    kind: str
    post: Post
    start: int
    end: int
    new: str
    line: int
    columns: tuple[int, ...]
    names: tuple[str, ...] = ()
    repaired: str | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The post with the fault."""
        return self.post.text[: self.start] + self.new + self.post.text[self.end :]


Schema = dict[str, Any]
_Maker = Callable[[Post, Schema, random.Random], "Fault | None"]


def _one(entries: Sequence[Entry], rng: random.Random) -> Entry | None:
    return rng.choice(entries) if entries else None


def _top(post: Post) -> list[Entry]:
    return [entry for entry in post.entries if len(entry.path) == 1]


def _type(schema: Schema, entry: Entry) -> str:
    """Return the one type that a key should have; empty where it has several."""
    kind = schema["properties"][entry.name].get("type")
    return kind if isinstance(kind, str) else ""


def _on_one_line(post: Post, entry: Entry) -> bool:
    """Tell whether an entry fills a line, with nothing but its key and value on it."""
    line_start = post.text.rfind("\n", 0, entry.key[0]) + 1
    line_end = post.text.index("\n", entry.value[0])
    rest = post.text[entry.value[1] : line_end]
    before = post.text[line_start : entry.key[0]]
    return entry.value[1] <= line_end and not before.strip() and rest.strip(" ,\r") == ""


def _scalars(post: Post, styles: str = "plain quoted") -> list[Entry]:
    return [
        entry
        for entry in _top(post)
        if entry.style in styles and entry.data not in (None, "") and _on_one_line(post, entry)
    ]


def _at(
    post: Post, kind: str, edit: tuple[int, int, str], place: int, names: tuple[str, ...] = (), **more: Any
) -> Fault:
    """Make a fault; `place` is a code point of the faulty post."""
    start, end, new = edit
    text = post.text[:start] + new + post.text[end:]
    before = text[:place]
    column = place - before.rfind("\n")
    columns = (column, column + 1) if text[place] in "'\"" else (column,)
    return Fault(kind, post, start, end, new, before.count("\n") + 1, columns, names, **more)


def _slip(name: str, rng: random.Random) -> str:
    """Return a name with one slip of the keyboard."""
    at = rng.randrange(1, len(name) - 1)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return rng.choice([name[:at] + name[at:][:1] + name[at:], name[:at] + name[at + 1 :], swapped])


def misspelt_key(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    entry = _one([one for one in _top(post) if len(one.name) >= 5 and _on_one_line(post, one)], rng)
    if entry is None:
        return None
    wrong = _slip(entry.name, rng)
    if wrong == entry.name or wrong in schema["properties"]:
        return None
    raw = post.text[slice(*entry.key)]
    edit = (*entry.key, raw.replace(entry.name, wrong))
    return _at(post, "misspelt key", edit, entry.key[0], (entry.name,), repaired=post.text)


def nested_unknown_key(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    nested = [one for one in post.entries if len(one.path) > 1 and len(one.name) >= 5]
    entry = _one(nested, rng)
    if entry is None:
        return None
    wrong = _slip(entry.name, rng)
    siblings = {one.name for one in post.entries if one.path[:-1] == entry.path[:-1]}
    if wrong in siblings:
        return None
    edit = (*entry.key, post.text[slice(*entry.key)].replace(entry.name, wrong))
    return _at(post, "nested misspelt key", edit, entry.key[0], (entry.name,), repaired=post.text)


def blank_in_key(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one(_top(post), rng)
    if entry is None:
        return None
    new = f"{entry.name}\u00a0" if post.language == "yaml" else f'"{entry.name} "'
    if post.text[entry.key[0]] in "'\"" and post.language == "yaml":
        return None
    edit = (*entry.key, new)
    repaired = _with_key(post, entry, new.replace(" ", "").replace("\u00a0", ""))
    return _at(post, "blank at the end of a key", edit, entry.key[0], (entry.name,), repaired=repaired)


def homoglyph(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _top(post) if one.name.translate(_TWINS) != one.name], rng)
    if entry is None:
        return None
    wrong = entry.name.translate(_TWINS)
    raw = post.text[slice(*entry.key)].replace(entry.name, wrong)
    raw = f'"{wrong}"' if post.language == "toml" else raw
    repaired = _with_key(post, entry, raw.replace(wrong, entry.name))
    edit = (*entry.key, raw)
    return _at(post, "homoglyph in a key", edit, entry.key[0], (entry.name,), repaired=repaired)


def _with_key(post: Post, entry: Entry, key: str) -> str:
    """Return a post with a key written anew: a repaired key in TOML keeps the quotes of the wrong one."""
    return post.text[: entry.key[0]] + key + post.text[entry.key[1] :]


def full_width_colon(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _scalars(post) if ": " not in str(one.data)], rng)
    if entry is None or post.language != "yaml" or len(_top(post)) < 2:
        return None
    edit = (entry.key[1], entry.value[0], "：")
    return _at(post, "full-width colon", edit, entry.key[0], (entry.name,))


def missing_key(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    # In JSON the last line has no comma, so that it cannot be taken away alone.
    needed = [one for one in _scalars(post) if one.name in schema["required"] and one != post.entries[-1]]
    entry = _one(needed, rng)
    if entry is None:
        return None
    start = post.text.rfind("\n", 0, entry.key[0]) + 1
    end = post.text.index("\n", entry.value[1]) + 1
    return _at(post, "missing key", (start, end, ""), 0, (entry.name,))


def wrong_type(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    wanted = {"boolean": "perhaps", "integer": "many", "string": "[404]"}
    fitting = [one for one in _scalars(post) if _type(schema, one) in wanted]
    entry = _one(fitting, rng)
    if entry is None:
        return None
    new = wanted[_type(schema, entry)]
    new = new if post.language == "yaml" or new[0] == "[" else f'"{new}"'
    return _at(post, "wrong type", (*entry.value, new), entry.value[0], (entry.name,))


def number_for_text(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    texts = [one for one in _scalars(post) if _type(schema, one) == "string"]
    entry = _one([one for one in texts if "format" not in schema["properties"][one.name]], rng)
    if entry is None:
        return None
    quoted = "'404'" if post.language == "yaml" else '"404"'
    repaired = post.text[: entry.value[0]] + quoted + post.text[entry.value[1] :]
    edit = (*entry.value, "404")
    return _at(post, "number for a text", edit, entry.value[0], (entry.name,), repaired=repaired)


def duplicate_key(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _scalars(post) if isinstance(one.data, str)], rng)
    if entry is None:
        return None
    line = post.text[post.text.rfind("\n", 0, entry.key[0]) + 1 : post.text.index("\n", entry.value[1]) + 1]
    if post.language == "json":
        start = post.text.index('"', post.start)
        line = f"{post.text[slice(*entry.key)]}: {post.text[slice(*entry.value)]},\n  "
        place = entry.key[0] + len(line)
        return _at(post, "duplicate key", (start, start, line), place, (entry.name,))
    newline = "\r\n" if line.endswith("\r\n") else "\n"
    line = line.rstrip() + newline
    edit = (post.end, post.end, line)
    repaired = post.text if post.language == "yaml" and "#" not in line else None
    return _at(post, "duplicate key", edit, post.end, (entry.name,), repaired=repaired)


def bad_date(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    dates = [one for one in _scalars(post) if schema["properties"][one.name].get("format") == "date"]
    entry = _one(dates, rng)
    if entry is None:
        return None
    day = rng.choice(["2021-13-01", "2021-06-31", "2021-02-30", "2021-00-10"])
    new = post.text[slice(*entry.value)].replace(entry.data, day)
    return _at(post, "bad date", (*entry.value, new), entry.value[0], (entry.name,))


def enum_case(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    entry = _one([one for one in _scalars(post) if "enum" in schema["properties"][one.name]], rng)
    if entry is None:
        return None
    wrong = rng.choice([entry.data.upper(), entry.data.capitalize()])
    new = post.text[slice(*entry.value)].replace(entry.data, wrong)
    edit = (*entry.value, new)
    return _at(post, "case of an enum", edit, entry.value[0], (entry.name,), repaired=post.text)


def text_for_list(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    lists = [one for one in _top(post) if isinstance(one.data, list) and one.data and one.style == "flow"]
    lists = [one for one in lists if _type(schema, one) == "array"]
    entry = _one([one for one in lists if _on_one_line(post, one)], rng)
    if entry is None or not re.fullmatch(r"[A-Za-z][\w ]*", str(entry.data[0])):
        return None
    new = entry.data[0] if post.language == "yaml" else f'"{entry.data[0]}"'
    repaired = post.text[: entry.value[0]] + f"[{new}]" + post.text[entry.value[1] :]
    edit = (*entry.value, new)
    return _at(post, "text for a list", edit, entry.value[0], (entry.name,), repaired=repaired)


def empty_value(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    texts = [one for one in _scalars(post) if _type(schema, one) == "string"]
    entry = _one(texts, rng)
    if entry is None or post.language != "yaml":
        return None
    return _at(post, "empty value", (*entry.value, ""), entry.key[0], (entry.name,))


def colon_in_text(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _scalars(post, "plain") if _WORDS.match(str(one.data))], rng)
    if entry is None or post.language != "yaml":
        return None
    blank = post.text.find(" ", *entry.value)
    if blank == -1:
        return None
    start, end = entry.value
    value = f"{post.text[start:blank]}:{post.text[blank:end]}".replace("'", "''")
    repaired = f"{post.text[:start]}'{value}'{post.text[end:]}"
    return _at(post, "unquoted colon", (blank, blank, ":"), blank, repaired=repaired)


def tab(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _top(post) if one.key[0] > post.start], rng)
    if entry is None or post.language != "yaml" or post.flavor == "hexo":
        return None
    return _at(post, "tab", (entry.key[0], entry.key[0], "\t"), entry.key[0])


def unclosed_quote(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    if post.language == "yaml":
        plain = [one for one in _scalars(post, "plain") if isinstance(one.data, str)]
        if (
            entry := _one([one for one in plain if '"' not in post.text[one.value[0] : post.end]], rng)
        ) is None:
            return None
        return _at(post, "unclosed quote", (entry.value[0], entry.value[0], '"'), entry.value[0])
    entry = _one([one for one in _scalars(post, "quoted") if "\\" not in post.text[slice(*one.value)]], rng)
    if entry is None:
        return None
    end = entry.value[1]
    fault = _at(post, "unclosed quote", (end - 1, end, ""), entry.value[0])
    # TOML and JSON texts end with their line: its end is as right a place as its beginning.
    line_end = len(fault.text[: fault.start].rpartition("\n")[2]) + 1
    return Fault(**{**vars(fault), "columns": (*fault.columns, line_end, line_end + 1)})


def unclosed_bracket(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    lists = [one for one in _top(post) if one.style == "flow" and _on_one_line(post, one)]
    entry = _one([one for one in lists if post.language == "yaml"], rng)
    if entry is None:
        return None
    return _at(post, "unclosed bracket", (entry.value[1] - 1, entry.value[1], ""), entry.value[0])


def missing_fence(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema, rng
    if re.search(r"^(?:---|\+\+\+|\.\.\.)|}", post.text[post.end + 3 :], re.MULTILINE):
        return None
    if post.language == "json":
        return _at(post, "missing closing fence", (post.end - 1, post.end, ""), 0)
    end = post.text.index("\n", post.end) + 1
    return _at(post, "missing closing fence", (post.end, end, ""), 0)


def no_quotes(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    entry = _one([one for one in _scalars(post, "quoted") if _WORDS.match(str(one.data))], rng)
    if entry is None or post.language != "toml":
        return None
    new = post.text[entry.value[0] + 1 : entry.value[1] - 1]
    return _at(post, "TOML text without quotes", (*entry.value, new), entry.value[0])


def trailing_comma(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema, rng
    if post.language != "json":
        return None
    last = post.entries[-1].value[1]
    return _at(post, "JSON trailing comma", (last, last, ","), last)


def missing_comma(post: Post, schema: Schema, rng: random.Random) -> Fault | None:
    del schema
    if post.language != "json" or len(post.entries) < 2:
        return None
    number = rng.randrange(len(post.entries) - 1)
    comma = post.entries[number].value[1]
    return _at(post, "JSON missing comma", (comma, comma + 1, ""), post.entries[number + 1].key[0] - 1)


KINDS: tuple[_Maker, ...] = (
    misspelt_key,
    nested_unknown_key,
    blank_in_key,
    homoglyph,
    full_width_colon,
    missing_key,
    wrong_type,
    number_for_text,
    duplicate_key,
    bad_date,
    enum_case,
    text_for_list,
    empty_value,
    colon_in_text,
    tab,
    unclosed_quote,
    unclosed_bracket,
    missing_fence,
    no_quotes,
    trailing_comma,
    missing_comma,
)


def inject(posts: Sequence[Post], schemas: dict[str, Schema], each: int, seed: int = 0) -> Iterator[Fault]:
    """Yield faults, as many of each kind and language as asked for, each in a post of its own kind.

    Args:
        posts: Clean posts.
        schemas: The schema of each site.
        each: How many of each kind.
        seed: What the choice starts from.
    """
    for make in KINDS:
        rng = random.Random(f"{make.__name__}{seed}")
        mixed = rng.sample(posts, len(posts))
        # The languages take turns: most posts are YAML.
        languages = ("toml", "json", "yaml")
        queues = {name: [post for post in mixed if post.language == name] for name in languages}
        count = 0
        while count < each and any(queues.values()):
            for queue in queues.values():
                while queue and count < each:
                    post = queue.pop()
                    fault = make(post, schemas[post.site], rng)
                    if fault and fault.text != post.text:
                        yield fault
                        count += 1
                        break
