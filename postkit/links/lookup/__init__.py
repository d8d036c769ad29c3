"""Where a destination leads on the site, and what to say where it leads nowhere."""
