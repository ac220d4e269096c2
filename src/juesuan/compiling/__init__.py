"""From a folder to a checked release: read, assemble, check, write, read back, check again."""
