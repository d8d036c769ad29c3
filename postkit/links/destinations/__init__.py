"""Every link of a post, with the exact bytes of its destination: one file a way to write them."""
