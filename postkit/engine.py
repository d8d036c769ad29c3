"""One post through the checks, and through rounds of fixes until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Fix, Safety, apply_edits, choose_fixes, renamed
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE
from postkit.core.suppression import Suppression, suppress
from postkit.flavors.base import Flavor
from postkit.frontmatter.schema import Schema
from postkit.html.style import AS_USUAL, Style
from postkit.rules import table as rules
from postkit.site.post import Post
from postkit.suppressions import suppressions, unknown_codes, without_unknown

if TYPE_CHECKING:
    from postkit.frontmatter.local import LocalSchemas
    from postkit.html.tally import Tally
    from postkit.links.linking import Linking
    from postkit.links.renamed import Renamed

MAX_ROUNDS = 5
"""After so many rounds of fixes a post that still has some is reported."""


class Family(StrEnum):
    """A family of checks, in the order in which their fixes are applied."""

    VALIDATE = "validate"
    CONVERT = "convert"
    LINKS = "links"


class Proposer(StrEnum):
    """Whose Markdown is tried for a region of HTML."""

    TREE = "tree"
    HTML2TEXT = "html2text"


class RealEngine(StrEnum):
    """An engine that can be asked whether a post reads as before."""

    JEKYLL = "jekyll"
    HUGO = "hugo"


class Conversion(NamedTuple):
    """How HTML is converted.

    Args:
        proposer: Whose Markdown is tried.
        prove_with: The real engine that each conversion must satisfy, too; None to ask none.
        style: What the site's writers want.
        html_pages: Whether an HTML file outside of the flavor's post folders is converted, too.
    """

    proposer: Proposer = Proposer.TREE
    prove_with: RealEngine | None = None
    style: Style = AS_USUAL
    html_pages: bool = False


_PREFIXES = {
    Family.VALIDATE: ("FM", "SC", "URL002"),
    Family.CONVERT: ("HTM",),
    Family.LINKS: ("LNK", "URL001", "URL003"),
}
"""The codes of each family."""


def finds_all(families: Sequence[Family], code: str) -> bool:
    """Tell whether families of checks find all there is to a code.

    Args:
        families: The families.
        code: The code of a rule.
    """
    if len(families) == len(Family):  # only all together find suppressions that suppress nothing
        return True
    return code.startswith(tuple(prefix for family in families for prefix in _PREFIXES[family]))


class Checks(NamedTuple):
    """What to ask of a post.

    Args:
        families: Which checks, in order.
        wanted: Tells whether findings of a code are reported.
        schemas: What its front matter is checked against.
        local: Finds the schema that a post names itself, which then holds instead; None to ask no post.
        linking: What links are checked against; None for a text that belongs to no site.
        urls_in: Schemas that tell which values of the front matter are URLs to be checked as links.
        conversion: How HTML is converted.
        config: Reads the site's own configuration.
        renamed: Tells under which name and address HTML posts go on that this run converts.
    """

    families: tuple[Family, ...]
    wanted: Callable[[str], bool] = bool
    schemas: Sequence[Schema] = ()
    local: LocalSchemas | None = None
    linking: Linking | None = None
    urls_in: Sequence[Schema] = ()
    conversion: Conversion = Conversion()
    config: Callable[[], Mapping[str, Any]] = dict
    renamed: Renamed | None = None


class Mended(NamedTuple):
    """A post after its fixes.

    Attributes:
        source: The post as it would be written, an HTML post that became Markdown under its new name;
            the very source that was given if nothing changed.
        diagnostics: What is left.
        applied: How many fixes were applied.
        tally: The account of its conversion; None where none was asked for or there was nothing to say.
    """

    source: Source
    diagnostics: list[Diagnostic]
    applied: int
    tally: Tally | None = None


def check(post: Post, checks: Checks) -> list[Diagnostic]:
    """Return the findings of a post in the order of their places.

    A post that cannot be decoded or parsed has no finding but that one, whatever was asked.

    Args:
        post: The post.
        checks: What to ask of it.
    """
    problems = post.front_matter.problems
    if any(problem.rule in rules.UNREADABLE for problem in problems):
        left, _ = suppress([_guarded(problem) for problem in problems], suppressions(post))
    else:
        found = [one for family in checks.families for one in _check_family(post, family, checks)]
        written = suppressions(post)
        if not found and not written:
            return []
        left, unused = suppress(found, written)
        left += [*unknown_codes(written), *_unused(unused, checks)]
    left = [one for one in left if checks.wanted(one.code)]
    return sorted(left, key=lambda one: (one.span, one.code))


def _guarded(problem: Diagnostic) -> Diagnostic:
    """Return a problem of a post that cannot be read as it may be mended.

    Only what keeps it from being read, and never without a person's look.
    """
    if problem.fix is None or problem.rule not in rules.UNREADABLE:
        return problem._replace(fix=None)
    return problem._replace(fix=problem.fix._replace(safety=Safety.UNSAFE))


def demand_engine(engine: RealEngine | None) -> None:
    """Refuse a request to ask an engine that is not installed or does not work.

    Args:
        engine: The engine; None where none is asked.

    Raises:
        RequestError: If it cannot be asked.
    """
    if engine is not None:
        from postkit.html.engines import demand

        demand(engine)


def mend(source: Source, flavor: Flavor, checks: Checks, *, path: str | None = None, unsafe: bool) -> Mended:
    """Apply fixes, family by family, until a round finds nothing to apply.

    Args:
        source: The post.
        flavor: The engine that reads it.
        checks: What to ask of it.
        path: Its path below the site's root; the source's path if not given.
        unsafe: Whether fixes that need a person's look are applied too.
    """
    applied = converted = 0
    first = last = Post(source, flavor, path)
    found = check(first, checks)
    for _ in range(MAX_ROUNDS):
        before = source
        for family in checks.families:
            # What was found in the same text needs no second look.
            fresh = found if source is before else check(Post(source, flavor, path), checks)
            fixes = _fixes(fresh, family, unsafe=unsafe)
            if fixes:
                applied += len(fixes)
                converted += len(fixes) if family is Family.CONVERT else 0
                data = apply_edits(source.data, [edit for fix in fixes for edit in fix.edits])
                suffix = "".join(fix.suffix for fix in fixes)
                source = Source(renamed(source.path, suffix), data)
                path = path and renamed(path, suffix)
        if source is before:
            break
        last = Post(source, flavor, path)
        found = check(last, checks)
    else:
        if any(_fixes(found, family, unsafe=unsafe) for family in checks.families):
            message = f"{MAX_ROUNDS} rounds of fixes left something to fix"
            found.insert(
                0, Diagnostic(rules.RUN005, WHOLE_FILE, message, "run it again, and report this post")
            )
    return Mended(source, found, applied, _tally(first, last, found, converted, checks))


def _tally(
    before: Post, after: Post, found: Sequence[Diagnostic], converted: int, checks: Checks
) -> Tally | None:
    """Return the account of a conversion, if HTML was converted or could be told to stay."""
    if Family.CONVERT not in checks.families or not (found or converted):
        return None
    from postkit.html.tally import tally
    from postkit.html.treatment import treatment_of

    return tally(before, after, found, converted, treatment_of(after.flavor, checks.conversion.style))


def _fixes(found: Iterable[Diagnostic], family: Family, *, unsafe: bool) -> list[Fix]:
    """Return the fixes of a family that one round applies."""
    return choose_fixes(
        one.fix
        for one in found
        if one.fix and one.code.startswith(_PREFIXES[family]) and (unsafe or one.fix.safety is Safety.SAFE)
    )


def _check_family(post: Post, family: Family, checks: Checks) -> Iterator[Diagnostic]:
    """Yield the findings of one family; its room is loaded only when it is asked for."""
    if family is Family.VALIDATE:
        from postkit.frontmatter.checks import check as validate
        from postkit.site.ignored import ignored

        yield from ignored(post)
        yield from validate(post.source, post.flavor, post.front_matter, checks.schemas, checks.local)
    elif family is Family.CONVERT:
        if checks.renamed:
            from postkit.links.renamed import check as old_names

            yield from old_names(post, checks.renamed)
        if b"<" in post.source.data or post.is_html:
            yield from _convert(post, checks)
    else:
        from postkit.links.check import check as links
        from postkit.links.collisions import collisions
        from postkit.links.linking import ALONE

        linking = checks.linking or ALONE
        if linking.targets:
            yield from collisions(post, linking.targets)
        if linking.targets and linking.former:
            from postkit.links.readdressed import readdressed

            yield from readdressed(post, linking.targets, linking.former, checks.config())
        documents = [schema.document for schema in checks.urls_in if isinstance(schema.document, Mapping)]
        yield from links(post, linking, documents)


def _convert(post: Post, checks: Checks) -> Iterator[Diagnostic]:
    from postkit.html.convert import check as convert
    from postkit.html.page import Pages

    how = checks.conversion
    pages = Pages(how.html_pages, checks.config)
    by_peer = how.proposer is Proposer.HTML2TEXT
    yield from convert(post, how.style, by_peer=by_peer, prove_with=how.prove_with, pages=pages)


def _unused(unused: Iterable[Suppression], checks: Checks) -> Iterator[Diagnostic]:
    """Yield a finding for each suppression that suppressed nothing, if all that it names was checked."""
    # Without a site most links are not looked at.
    families = [one for one in checks.families if one is not Family.LINKS or checks.linking is not None]
    checked = tuple(prefix for family in families for prefix in _PREFIXES[family])
    everything = len(families) == len(Family)
    for one in filter(None, map(without_unknown, unused)):
        if not rules.PASSING.isdisjoint(one.codes):
            continue
        if everything or (one.codes and all(code.startswith(checked) for code in one.codes)):
            what = ", ".join(one.codes) or "anything"
            message = f"nothing here is suppressed by ignoring {what}"
            yield Diagnostic(rules.RUN006, one.place, message, "remove it, or correct the code")
