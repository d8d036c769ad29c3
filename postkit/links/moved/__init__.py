"""Links to what was moved, and links inside of it."""
