"""The facts of a whole site: which file is published where, which files there are, which anchors."""
