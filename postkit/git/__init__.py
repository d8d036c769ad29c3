"""What git knows of the files: which have changed, what they were called."""
