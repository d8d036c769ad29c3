"""Every setting that postkit knows; flag, file, schema and documentation are made of these."""

# No `from __future__ import annotations`: texts of types would have to be read at every start.
import os
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, Self

from postkit.config.check import BadSetting, check
from postkit.config.globs import below, matches
from postkit.config.options import Declared, Setting, is_table, settings_of
from postkit.core.diagnostic import Severity
from postkit.errors import RequestError
from postkit.flavors import FLAVORS
from postkit.rules.table import OFF

FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit")
"""The names of the output formats."""

CodesByGlob = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a glob and the codes or prefixes that it is about."""


class SchemaFor(NamedTuple):
    """A schema and the posts that it holds for."""

    schema: Annotated[
        str, Declared("A JSON Schema: a file, relative to this one, or the name of a shipped schema.")
    ]
    files: Annotated[str, Declared("The posts that it holds for, as a glob; all without it.")] = "**"


class ValidateSettings(NamedTuple):
    """Settings of `postkit validate`."""

    schema: Annotated[tuple[SchemaFor, ...], Declared("Which schemas hold for which posts.")] = ()


class ConvertSettings(NamedTuple):
    """Settings of `postkit convert`."""

    keep: Annotated[
        tuple[str, ...],
        Declared(
            "Tags that stay HTML, such as `img`, though Markdown could say them.",
            pattern=r"^[A-Za-z][\w:.-]*$",
        ),
    ] = ()
    drop_attributes: Annotated[
        tuple[str, ...],
        Declared(
            "Attributes that are dropped like those of presentation, as names or globs such as `aria-*`; "
            "what Markdown says itself, such as `href` and `id`, is never dropped.",
            pattern=r"^[A-Za-z*?][\w:.*?-]*$",
        ),
    ] = ()
    attributes: Annotated[
        str,
        Declared(
            "What becomes of presentation (`class`, `style`, `width` …) on what Markdown can say: it is "
            "dropped (`drop`); it is written as an attribute list where the engine has one for it (`ial`); "
            "it keeps the element HTML (`keep-html`), as `ial` does elsewhere.",
            choices=("drop", "ial", "keep-html"),
        ),
    ] = "drop"
    bullet: Annotated[
        str | None,
        Declared(
            "What items of bullet lists begin with; without it what the post uses, else `-`.",
            choices=("-", "*", "+"),
        ),
    ] = None
    emphasis: Annotated[
        str | None,
        Declared(
            "What stands around emphasis; without it what the post uses, else `*`. Where it would not count, "
            "as `_` beside a letter, the other one stands.",
            choices=("*", "_"),
        ),
    ] = None
    strong: Annotated[
        str | None,
        Declared(
            "What stands around strong emphasis; without it what the post uses, else `**`. Where it would "
            "not count, the other one stands.",
            choices=("**", "__"),
        ),
    ] = None
    fence: Annotated[
        str | None,
        Declared(
            "What stands around blocks of code; without it what the post uses, else three backticks.",
            choices=("```", "~~~"),
        ),
    ] = None
    emphasis_fallback: Annotated[
        str,
        Declared(
            "What stands where `**` beside a letter would not count, as in 的**「质」**: `reference` writes "
            "the letter as `&#30340;`, which every engine shows as it is; `html` writes `<strong>`.",
            choices=("reference", "html"),
        ),
    ] = "reference"


_DURATION, _SOME_TIME = r"^[0-9]+(ms|s|m|h|d)$", r"^[1-9][0-9]*(ms|s|m|h|d)$"


class HeaderFor(NamedTuple):
    """A header for some hosts."""

    host: Annotated[str, Declared("The host that it is sent to, such as `api.a.example` or `*.a.example`.")]
    name: Annotated[str, Declared("The name of the header.")]
    value: Annotated[
        str,
        Declared(
            "Its value; `$NAME` stands for a variable of the environment, where alone secrets may be: a "
            "secret is sent by `https:` only, and to no other host."
        ),
    ]


class OnlineSettings(NamedTuple):
    """Settings of `postkit links --online`."""

    allow: Annotated[
        tuple[str, ...],
        Declared(
            "What alone is asked, as hosts such as `*.a.example` or addresses such as "
            "`https://a.example/docs/*`; everything without it."
        ),
    ] = ()
    ignore: Annotated[tuple[str, ...], Declared("What is not asked, as hosts or addresses.")] = ()
    private: Annotated[
        tuple[str, ...],
        Declared("Hosts that may be asked though they are on no public network, such as `localhost:4000`."),
    ] = ()
    per_host: Annotated[int, Declared("How many requests to one host are under way at once.")] = 4
    pause: Annotated[
        str,
        Declared("From the start of a request to a host to the start of the next.", pattern=_DURATION),
    ] = "50ms"
    concurrency: Annotated[int, Declared("How many requests are under way at once.")] = 64
    timeout: Annotated[str, Declared("How long an answer may take.", pattern=_SOME_TIME)] = "20s"
    total_time: Annotated[
        str,
        Declared(
            "How long all tries and redirects of one link may take, without the time that it waits in line.",
            pattern=_SOME_TIME,
        ),
    ] = "60s"
    tries: Annotated[int, Declared("How often a link is tried whose host does not answer well.")] = 3
    retry_pause: Annotated[
        str, Declared("How long to wait before the second try; it doubles with each.", pattern=_DURATION)
    ] = "1s"
    user_agent: Annotated[
        str | None, Declared("What the client calls itself; without it postkit with its version.")
    ] = None
    header: Annotated[tuple[HeaderFor, ...], Declared("Headers for some hosts.")] = ()
    keep_ok: Annotated[str, Declared("How long it is remembered that a link works.", pattern=_DURATION)] = (
        "7d"
    )
    keep_moved: Annotated[
        str, Declared("How long it is remembered that a page has moved.", pattern=_DURATION)
    ] = "7d"
    keep_dead: Annotated[
        str, Declared("How long it is remembered that a link is dead.", pattern=_DURATION)
    ] = "1d"
    keep_unknown: Annotated[
        str, Declared("How long it is remembered that nobody could tell.", pattern=_DURATION)
    ] = "1h"


class LinksSettings(NamedTuple):
    """Settings of `postkit links`."""

    base_url: Annotated[
        str | None,
        Declared(
            "The address of the site, so that links to it in full are known as its own.",
            flag="--base-url",
            pattern=r"^https?://[^/\s]",
        ),
    ] = None
    ignore: Annotated[
        tuple[str, ...], Declared("Destinations that are not checked, as patterns such as `/api/*`.")
    ] = ()
    to: Annotated[
        str | None,
        Declared(
            "The form in which links to the site's own pages and files are to be written: `relative` to the "
            "post, from the `root` of the site, or `absolute`, with scheme and host; without it any will do.",
            flag="--to",
            choices=("relative", "root", "absolute"),
        ),
    ] = None
    rewrite: Annotated[
        tuple[tuple[str, str], ...],
        Declared(
            "How destinations begin that have changed, each with what stands there now: an address with its "
            "scheme, or a path that begins with `/`; the longest that fits wins."
        ),
    ] = ()
    https: Annotated[
        tuple[str, ...],
        Declared(
            "Hosts that answer by `https:`, such as `a.example` or `*.a.example`; links to them by `http:` "
            "are to be written so.",
            pattern=r"^(\*\.)?[^\s/:*?#@]+$",
        ),
    ] = ()
    front_matter: Annotated[
        bool,
        Declared(
            "Whether values of the front matter are checked, too, to which a schema gives the format `uri`, "
            "`uri-reference`, `iri` or `iri-reference`."
        ),
    ] = False
    aliases: Annotated[
        tuple[tuple[str, str], ...],
        Declared(
            "How destinations may begin that the site's own code resolves, such as `@/`, each with the "
            "folder below the site's root that it stands for, or with the path of the site that it "
            "becomes, which begins with `/`."
        ),
    ] = ()
    online: Annotated[OnlineSettings, Declared("Settings of `postkit links --online`.")] = OnlineSettings()


class Settings(NamedTuple):
    """All settings of a run, read by attribute; `path` is the file that they came from, if any."""

    flavor: Annotated[
        str | None,
        Declared(
            "The engine that builds the site; told by its files where it is not set.",
            flag="--flavor",
            choices=tuple(FLAVORS),
        ),
    ] = None
    select: Annotated[
        tuple[str, ...],
        Declared(
            "Codes of rules, or prefixes such as `LNK`, to report; all without it.",
            flag="--select",
            codes=True,
        ),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Declared(
            "Codes of rules, or prefixes, not to report; the longer of two prefixes wins.",
            flag="--ignore",
            codes=True,
        ),
    ] = ()
    fail_on: Annotated[
        Severity,
        Declared(
            "The least severity that makes the run fail with exit status 1.",
            flag="--fail-on",
            choices=tuple(Severity),
        ),
    ] = Severity.WARNING
    exclude: Annotated[
        tuple[str, ...],
        Declared("Files and folders to pass over, as globs relative to the file's folder.", flag="--exclude"),
    ] = ()
    output_format: Annotated[
        str | None,
        Declared(
            "How findings are written: `full` on a terminal and `concise` in a pipe where it is not set.",
            flag="--output-format",
            choices=FORMATS,
        ),
    ] = None
    baseline: Annotated[
        str | None,
        Declared(
            "A file of old findings, which are not reported and make no run fail; `--write-baseline` writes "
            "it. In a settings' file its path starts there.",
            flag="--baseline",
        ),
    ] = None
    jobs: Annotated[int, Declared("How many processes work at once; 0 for one a core.", flag="--jobs")] = 0
    per_file_ignores: Annotated[
        CodesByGlob,
        Declared("Codes of rules, or prefixes, not to report in the posts that a glob names.", codes=True),
    ] = ()
    validate: Annotated[ValidateSettings, Declared("Settings of `postkit validate`.")] = ValidateSettings()
    convert: Annotated[ConvertSettings, Declared("Settings of `postkit convert`.")] = ConvertSettings()
    links: Annotated[LinksSettings, Declared("Settings of `postkit links`.")] = LinksSettings()
    path: Path | None = None

    def merged(self, **overrides: Any) -> Self:
        """Return these settings with the flags that were given over them.

        Args:
            overrides: Values by the flag's name with underscores, such as `base_url`. None and
                an empty list or tuple mean that the flag was not given. Codes may be joined by
                commas, as flags write them.

        Raises:
            RequestError: If a value is not what the setting takes.
            KeyError: If there is no such flag.
        """
        result = self
        for keyword, value in overrides.items():
            setting = _BY_KEYWORD[keyword]
            if value is not None and value not in ((), []):
                result = result._with(setting, _from_flag(setting, value))
        return result

    def _with(self, setting: Setting, value: Any) -> Self:
        if not setting.section:
            return self._replace(**{setting.attribute: value})
        section = getattr(self, setting.section)._replace(**{setting.attribute: value})
        return self._replace(**{setting.section: section})

    def reports(self, code: str, path: Path | None = None) -> bool:
        """Tell whether findings of a rule are wanted.

        Args:
            code: The code of the rule, such as `LNK001`.
            path: The post, so that `per-file-ignores` count; None to leave them out.
        """
        if path is not None and any(code.startswith(prefix) for prefix in self.ignored_in(path)):
            return False
        if code in OFF and code not in self.select:
            return False
        chosen = _longest(code, self.select) if self.select else 0
        return chosen > _longest(code, self.ignore)

    def ignored_in(self, path: Path) -> tuple[str, ...]:
        """Return the codes and prefixes that `per-file-ignores` names for a post.

        Args:
            path: The post, relative to the working folder or absolute.
        """
        if not self.per_file_ignores:
            return ()
        name = self.relative(path)
        return tuple(code for glob, codes in self.per_file_ignores if matches(glob, name) for code in codes)

    def relative(self, path: Path) -> str:
        """Return a path as globs see it: from the folder of the settings' file, with `/`.

        Args:
            path: A path, relative to the working folder or absolute.
        """
        return below(self.base, path) or path.absolute().as_posix()

    @property
    def baseline_file(self) -> Path | None:
        """The file of old findings; None where there is none, as after the flag with an empty name."""
        return self.base / self.baseline if self.baseline else None

    @property
    def base(self) -> Path:
        """The folder that globs start from: that of the settings' file, else the working folder."""
        return Path(os.path.abspath(self.path)).parent if self.path else Path.cwd()  # noqa: PTH100 (without `..`)


def _longest(code: str, prefixes: tuple[str, ...]) -> int:
    """Return the length of the longest of the prefixes that a code begins with; -1 if none."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)


def _from_flag(setting: Setting, value: Any) -> Any:
    """Return the checked value of a flag."""
    if isinstance(value, (tuple, list)):
        value = [part.strip() for item in value for part in (item.split(",") if setting.codes else [item])]
        value = [part for part in value if part]
    try:
        return check(setting, value)
    except BadSetting as error:
        raise RequestError(f"`{setting.flag}`: {error.message}") from error


def _leaves(table: type[Any], section: str = "") -> dict[str, Setting]:
    """Return the settings of a table and of the tables in it by their full names."""
    found: dict[str, Setting] = {}
    for setting in settings_of(table, section).values():
        if is_table(setting.type):
            found |= _leaves(setting.type, setting.full_name)
        else:
            found[setting.full_name] = setting
    return found


SETTINGS = MappingProxyType(_leaves(Settings))
"""Every setting by its name in a file with its section, such as `links.base-url`."""

_BY_KEYWORD = {setting.keyword: setting for setting in SETTINGS.values() if setting.flag}
