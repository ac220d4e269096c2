"""Exit statuses."""

NOTHING, SOMETHING, PROBLEM = 0, 1, 2
"""Nothing at or above --fail-on; something; a file could not be read or the call was wrong."""

INTERRUPTED = 130
"""After the user's interrupt, as shells count it (128 + SIGINT)."""

BROKEN_PIPE = 141
"""Nobody reads the output any more, as shells count it (128 + SIGPIPE)."""
