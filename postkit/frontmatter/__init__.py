"""Front matter: found, read with the place of every key and value, checked against a schema."""
