"""HTML in posts: its tree, its normal form, its Markdown, and the proof that both say the same."""
