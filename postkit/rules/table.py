"""Every rule that postkit knows: code, name, severity, and what it says in a line."""

from __future__ import annotations

from types import MappingProxyType

from postkit.core.diagnostic import Rule, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

FM001 = Rule("FM001", "unreadable-front-matter", _ERROR, "The front matter cannot be parsed.")
FM002 = Rule("FM002", "unclosed-front-matter", _ERROR, "The front matter is never closed.")
FM003 = Rule(
    "FM003", "front-matter-not-a-mapping", _ERROR, "The front matter is not a mapping of keys to values."
)
FM004 = Rule("FM004", "hidden-front-matter", _ERROR, "Front matter that the engine does not see.")
FM005 = Rule("FM005", "missing-front-matter", _ERROR, "The engine needs front matter and there is none.")
FM006 = Rule("FM006", "undecodable", _ERROR, "The file is not UTF-8.")
FM007 = Rule("FM007", "duplicate-key", _ERROR, "A key stands twice in one mapping.")
FM008 = Rule("FM008", "misread-value", _WARNING, "A value that the engine reads otherwise than it looks.")
FM009 = Rule("FM009", "strange-key", _WARNING, "A key with letters or blanks that make it another key.")
FM010 = Rule("FM010", "comment-cuts-value", _WARNING, "A blank and `#` cut a value short.")
FM011 = Rule("FM011", "risky-date", _WARNING, "A date that the engine takes for another moment.")
FM012 = Rule("FM012", "value-without-effect", _WARNING, "A value that does not do what it seems to.")
FM014 = Rule("FM014", "code-front-matter", _INFO, "Front matter that is a program is not read.")

SC001 = Rule("SC001", "missing-key", _ERROR, "A key that the schema requires is missing.")
SC002 = Rule("SC002", "unknown-key", _ERROR, "A key is unknown, or nearly the name of a known one.")
SC003 = Rule("SC003", "wrong-type", _ERROR, "A value has another type than the schema asks for.")
SC004 = Rule("SC004", "value-not-allowed", _ERROR, "A value is none of those that the schema lists.")
SC005 = Rule("SC005", "wrong-format", _ERROR, "A text does not have the format that the schema asks for.")
SC006 = Rule("SC006", "pattern-mismatch", _ERROR, "A text or key does not match the schema's pattern.")
SC007 = Rule("SC007", "out-of-bounds", _ERROR, "A number, length or count is outside the schema's bounds.")
SC008 = Rule("SC008", "repeated-item", _ERROR, "A list that must not repeat itself does.")
SC009 = Rule(
    "SC009", "no-variant-matches", _ERROR, "A value fits none of the schema's variants, or too many."
)
SC010 = Rule("SC010", "schema-not-available", _WARNING, "The schema that a post names cannot be had.")

HTM001 = Rule("HTM001", "convertible-html", _INFO, "HTML that Markdown can say.")
HTM002 = Rule("HTM002", "html-without-markdown", _INFO, "HTML that Markdown cannot say; it stays.")
HTM003 = Rule(
    "HTM003", "html-would-read-differently", _INFO, "HTML whose Markdown would read differently; it stays."
)
HTM004 = Rule(
    "HTM004", "unbalanced-tag", _INFO, "A tag that is never closed or never opened; its HTML stays."
)
HTM005 = Rule("HTM005", "html-file-stays", _INFO, "An HTML file that is not to become a Markdown file.")
HTM006 = Rule(
    "HTM006", "link-to-old-name", _WARNING, "A link by its file to an HTML post that becomes Markdown."
)

LNK001 = Rule("LNK001", "missing-file", _ERROR, "A link to a file or page that does not exist.")
LNK002 = Rule("LNK002", "wrong-case", _ERROR, "A link that is right but for upper and lower case.")
LNK003 = Rule("LNK003", "missing-anchor", _ERROR, "A link to a heading or anchor that does not exist.")
LNK004 = Rule("LNK004", "undefined-reference", _ERROR, "A link to a label that is defined nowhere.")
LNK005 = Rule("LNK005", "duplicate-definition", _ERROR, "A definition of a label that another one overrides.")
LNK006 = Rule("LNK006", "template-link-to-nothing", _ERROR, "A template tag that names no page or file.")
LNK007 = Rule("LNK007", "empty-destination", _ERROR, "A link or image without a destination.")
LNK008 = Rule("LNK008", "stray-character", _ERROR, "A character too many or too few, so that no link works.")
LNK009 = Rule("LNK009", "scheme-less-host", _ERROR, "A link to a host without `https://` before it.")
LNK010 = Rule("LNK010", "moved", _ERROR, "A link to an address that a page had before it moved.")
LNK011 = Rule("LNK011", "protocol-relative", _INFO, "A link that takes its scheme from the page, `//host`.")
LNK012 = Rule("LNK012", "own-site-absolute", _WARNING, "A link to this very site written in full.", on=False)
LNK013 = Rule("LNK013", "http-for-https", _WARNING, "A link by `http:` where `https:` is meant.", on=False)
LNK014 = Rule("LNK014", "other-form", _WARNING, "A link on the site in another form than `to` asks for.")
LNK015 = Rule("LNK015", "old-prefix", _WARNING, "A link that begins as `[links.rewrite]` says none should.")
LNK016 = Rule("LNK016", "http-to-listed-host", _WARNING, "A link by `http:` to a host listed below `https`.")
LNK017 = Rule("LNK017", "dead-link", _ERROR, "A link to a page elsewhere that is gone.")
LNK018 = Rule("LNK018", "moved-for-good", _WARNING, "A link to a page elsewhere that has moved for good.")
LNK019 = Rule("LNK019", "cannot-tell", _INFO, "A link elsewhere of which nobody can tell whether it works.")
LNK020 = Rule(
    "LNK020", "missing-anchor-elsewhere", _WARNING, "A link to an anchor that a page elsewhere has not."
)

RUN001 = Rule("RUN001", "target-exists", _ERROR, "The file to be written exists already.")
RUN002 = Rule("RUN002", "file-changed", _ERROR, "The file was changed by another program meanwhile.")
RUN003 = Rule("RUN003", "write-failed", _ERROR, "The file could not be written.")
RUN004 = Rule("RUN004", "crash-in-post", _ERROR, "postkit failed on this post; the others went on.")
RUN005 = Rule("RUN005", "rounds-did-not-end", _ERROR, "Five rounds of fixes left something to fix.")
RUN006 = Rule("RUN006", "unused-suppression", _WARNING, "A suppression that suppresses nothing.")
RUN007 = Rule("RUN007", "unreadable-file", _ERROR, "The file could not be read.")

URL001 = Rule("URL001", "two-posts-one-url", _ERROR, "Two posts that are published at one address.")
URL002 = Rule("URL002", "ignored-post", _WARNING, "A post that its engine does not publish, for its name.")
URL003 = Rule(
    "URL003", "address-changed", _INFO, "A page at another address, and nothing left at the old one."
)

RULES = MappingProxyType({rule.code: rule for rule in list(globals().values()) if isinstance(rule, Rule)})
"""Every rule by its code, in the order of the table."""


OFF = frozenset(rule.code for rule in RULES.values() if not rule.on)
"""The codes of the rules that are reported only where they are asked for by name."""

ELSEWHERE = frozenset(rule.code for rule in (LNK017, LNK018, LNK019, LNK020))
"""The codes of findings that only other sites can tell of."""

PASSING = frozenset({URL003.code, *ELSEWHERE})
"""The codes of findings that a commit or another site does away with; what suppresses them may stay."""

OF_THE_RUN = frozenset(rule.code for rule in (RUN001, RUN002, RUN003, RUN004, RUN005, RUN007))
"""The codes of what went wrong in a run, whatever the post says."""

UNREADABLE = frozenset({FM001, FM002, FM003, FM006})
"""A post with one of these is not looked at further, and never written."""


def page(code: str) -> str:
    """Return the Markdown page of a rule: what, why, example, fix and its safety.

    Args:
        code: A code of `RULES`.
    """
    from importlib.resources import files  # 4 ms that only a page costs

    return (files("postkit.rules") / "pages" / f"{code}.md").read_text(encoding="utf-8")
