"""Asks other sites whether what a post links to is there: politely, and remembering the answers."""
