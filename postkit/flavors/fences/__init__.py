"""Where each engine sees front matter: one module a family of engines, one function an engine.

Every pattern is anchored to the start of the text or to the start of a line, so that a search is
linear in the length of the text.
"""
