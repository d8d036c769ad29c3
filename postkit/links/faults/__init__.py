"""What is wrong with links as they are written, whatever the site holds: one file a fault."""
