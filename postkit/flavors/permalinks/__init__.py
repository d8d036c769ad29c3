"""From a source file to the URL of its page, one engine a file."""
