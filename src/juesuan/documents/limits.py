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

MAX_PAGE_RULES = 1_500
"""Most rules of one direction on a page, after pieces were merged; pages with more are drawings."""

MAX_FORM_DEPTH = 8
"""Deepest nesting of form objects followed."""

MAX_TABLE_SQUARES = 200_000
"""Most squares of one table's base grid."""

MAX_MEMBER_BYTES = 48 * 1024 * 1024
"""Largest part of a zipped document once unpacked; the text of a 300-page report takes some 10 MB."""

MAX_RATIO = 400
"""Most that a part above 1 MB may shrink by packing; real ones stay below 60."""

MAX_MEMBERS = 10_000
"""Most parts of a zipped document."""

MAX_SPAN = 1024
"""Most columns that a cell of a word processor's table spans."""

MAX_NESTING = 24
"""Deepest nesting of tables and text boxes followed."""

MAX_STREAM_BYTES = 16 * 1024 * 1024
"""Largest unpacked stream of a PDF, fonts and images aside; the busiest real pages have some 2 MB."""

MAX_STREAMS_BYTES = 128 * 1024 * 1024
"""Most that all of those may unpack to together."""

MAX_PICTURE_PIXELS = 6_000_000
"""Most pixels of a picture of a page."""

MAX_SHOWN_PIXELS = 60_000_000
"""Most pixels of the images on a page that is drawn: a page scanned at 600 dpi has 35 million."""

MAX_PICTURE_SECONDS = 8.0
"""Time after which no further page of a file is opened or drawn; a report of 30 pages takes one second."""

MAX_SHEET_SQUARES = 2_000_000
"""Most squares between the first and the last filled cell of a workbook's sheets, all sheets together."""

MAX_SHEETS = 500
"""Most sheets of a workbook."""

MAX_WEB_DEPTH = 3_000
"""Most elements left open at once in a web page; parsing takes time with the square of it."""

MAX_WEB_REOPENED = 5_000_000
"""Most elements that a web page's unclosed styles would make the parser open again; real pages need some 100,000."""

MAX_WEB_COMPARED = 200_000_000
"""Most comparisons between attributes of the same tags of a web page: about a second's work."""

MAX_WEB_NESTING = 150
"""Deepest nesting of a web page's elements followed."""
