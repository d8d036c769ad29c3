from __future__ import annotations

import pytest

from postkit.rules.table import RULES, page

CODES = [code for code in RULES if code.startswith(("RUN", "HTM", "LNK"))]


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_all_that_a_reader_asks(code: str) -> None:
    text = page(code)
    headings = [line for line in text.split("\n") if line.startswith(("# ", "## "))]
    assert headings[0] == f"# {code} {RULES[code].name}"
    assert headings[1] in ("## Why it is bad", "## Why it is said")
    assert headings[2:] == ["## Example", "## The fix", "## To suppress it"]
    suppress = text.partition("## To suppress it")[2]
    assert "[per-file-ignores]" in suppress
    assert f'["{code}"]' in suppress
    assert text.endswith("\n")
