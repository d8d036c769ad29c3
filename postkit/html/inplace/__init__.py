"""HTML tags inside Markdown text: where they stand they become Markdown, and nothing else changes."""
