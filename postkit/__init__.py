"""postkit keeps a site's posts in order: validate front matter, convert HTML, mend links."""

__version__ = "0.1.0"
