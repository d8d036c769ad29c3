"""Links of a post: where their destinations stand, what they point to, and whether that exists."""
