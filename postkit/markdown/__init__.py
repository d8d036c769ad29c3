"""Reading the body: template tags masked, then one pass of pulldown-cmark with byte spans."""
