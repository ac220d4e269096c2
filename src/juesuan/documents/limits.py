"""How much of a hostile or broken file is read before it is refused."""

from __future__ import annotations

MAX_FILE_BYTES = 256 * 1024 * 1024
"""Largest file read at all; real reports stay below 30 MB."""

MAX_SECONDS = 60.0
"""Time after which no further page is begun."""

MAX_PAGES = 1500
"""Most pages of a PDF; reports have 20 to 100."""

MAX_CHARACTERS = 5_000_000
"""Most characters of a whole document."""

MAX_PAGE_OBJECTS = 400_000
"""Most drawn objects of one page, those within forms included."""

MAX_PAGE_RULES = 3_000
"""Most rules of one direction on a page, after pieces were merged; pages with more are drawings."""

MAX_FORM_DEPTH = 8
"""Deepest nesting of form objects followed."""

MAX_TABLE_SQUARES = 200_000
"""Most squares of one table's base grid."""
