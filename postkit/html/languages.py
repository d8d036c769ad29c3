"""Which language a piece of highlighted code says it is in, by the ways in which highlighters say it."""

from __future__ import annotations

import re
from collections.abc import Mapping

DRAWN = frozenset({"geojson", "goat", "math", "mermaid", "stl", "topojson"})
"""What GitHub, Hugo or a script draws a picture from where it stands in a fence."""

_KNOWN = frozenset(
    {
        *("abap", "actionscript", "actionscript3", "ada", "apache", "applescript", "arduino", "asm", "asp"),
        *("aspnet", "autoit", "awk", "bash", "bat", "batch", "c", "c#", "c++", "clojure", "cmake"),
        *("cobol", "coffeescript", "coldfusion", "console", "cpp", "cs", "csharp", "css", "csv", "cuda"),
        *("dart", "delphi", "diff", "docker", "dockerfile", "dos", "elisp", "elixir", "elm", "erb", "erlang"),
        *("f#", "fortran", "fsharp", "gherkin", "glsl", "go", "golang", "gradle", "graphql", "groovy"),
        *(
            "haml",
            "handlebars",
            "haskell",
            "haxe",
            "hcl",
            "hlsl",
            "html",
            "http",
            "ini",
            "java",
            "javascript",
        ),
        *("jinja", "js", "json", "json5", "jsp", "jsx", "julia", "kotlin", "latex", "less", "liquid", "lisp"),
        *("llvm", "lua", "makefile", "markdown", "matlab", "mermaid", "ml", "mysql", "nasm", "nginx", "nim"),
        *("nix", "objc", "objective-c", "objectivec", "ocaml", "octave", "pascal", "perl", "php", "pl"),
        *(
            "plsql",
            "powershell",
            "prolog",
            "properties",
            "proto",
            "protobuf",
            "ps1",
            "puppet",
            "py",
            "python",
        ),
        *("python3", "r", "racket", "rails", "rb", "rst", "ruby", "rust", "sass", "scala", "scheme"),
        *("scss", "sed", "sh", "shell", "shell-session", "smalltalk", "solidity", "sql", "swift", "tcl"),
        *("terraform", "tex", "toml", "ts", "tsql", "tsx", "twig", "typescript", "vb", "vb.net", "vba"),
        *("vbnet", "vbscript", "verilog", "vhdl", "vim", "viml", "vue", "wasm", "xhtml", "xml", "xslt"),
        *("yaml", "yml", "zig", "zsh"),
    }
)
"""Names that are a language to nearly every highlighter, wherever a class or an attribute has them."""
_NATURAL = frozenset({"cs", "ml", "pl"})
"""Languages that people speak, too: what `lang` says by them nobody knows."""
_NO_LANGUAGE = frozenset(
    {"auto", "code", "default", "generic", "no-highlight", "nohighlight", "none", "plain", "plaintext"}
    | {"text", "txt", "undefined"}
)
_SAME = {"c-sharp": "csharp", "html4strict": "html", "java5": "java", "jscript": "javascript"}
"""Names that only one highlighter knows, and what all others call the language."""

_NAMED = re.compile(
    r"(?:^|\s)(?:(?:language|lang)[-:]\s*|brush\s*:\s*|(?:highlight-source|geshifilter)-)([\w+#.-]+)"
)
_HINTED = re.compile(r"(?:^|\s)(?:highlight|bg|type|src)[-_]([\w+#.-]+)")
_BARE = re.compile(r"(?:^|(?<=\s))([\w+#.-]+)(?=$|[\s:;])")
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language")


def language_in(attributes: Mapping[str, str | None]) -> str | None:
    """Return the language that the attributes of an element name.

    Args:
        attributes: Those of a `<pre>`, a `<code>`, or what a highlighter puts around them.

    Returns:
        The name as it is written; empty where they say that it is none; None where they do not say.
    """
    classes = attributes.get("class") or ""
    if match := _NAMED.search(classes):
        return _canonical(match[1])
    for name in _ATTRIBUTES:
        if (value := attributes.get(name)) and _is_sure(value):
            return _canonical(value)
    if (value := attributes.get("lang")) and _is_sure(value) and value.lower() not in _NATURAL:
        return _canonical(value)
    named = (*_HINTED.findall(classes), *_BARE.findall(classes))
    return next((_canonical(one) for one in named if one.lower() in _KNOWN), None)


def _is_sure(value: str) -> bool:
    return value.lower() in _KNOWN or value.lower() in _NO_LANGUAGE or value in _SAME


def _canonical(name: str) -> str:
    return "" if name.lower() in _NO_LANGUAGE else _SAME.get(name, name)
