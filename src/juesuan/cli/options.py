"""The commands and their options as tables: the parser and docs/commands.md are both made from them."""

from __future__ import annotations

from typing import NamedTuple


class Option(NamedTuple):
    """One option or argument.

    Attributes:
        flags: `--lang`, `-o`; a plain name for an argument (one or more).
        help: key of its explanation in the catalogue.
        metavar: what stands for the value; "" for a switch without value.
        choices: the values allowed; any if empty.
        default: value where the option is not given.
        ready: False while it is known but does nothing yet; using it is an error.
        one: an argument that is given once, not several times.
    """

    flags: tuple[str, ...]
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: str | None = None
    ready: bool = True
    one: bool = False

    @property
    def positional(self) -> bool:
        """It is an argument, not an option."""
        return not self.flags[0].startswith("-")

    @property
    def name(self) -> str:
        """Attribute that holds its value once parsed."""
        return max(self.flags, key=len).lstrip("-").replace("-", "_")


class Command(NamedTuple):
    """One command; `help` and `<help>.more` are keys of the catalogue."""

    name: str
    options: tuple[Option, ...]

    @property
    def help(self) -> str:
        """Key of its explanation in the catalogue."""
        return f"help.{self.name}"


SUFFIXES = (".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".mht", ".txt")
"""Kinds of files that a folder is searched for, in lower case."""

CHECK_FORMATS = ("text", "json", "html", "xlsx", "docx", "sarif", "junit")
FACTS_FORMATS = ("csv", "json")
UNIT_KINDS = ("行政", "参公", "事业")
REPORT_KINDS = ("部门", "单位")
TIMEOUT = 120
"""Seconds that one of several files may take, unless the user says otherwise; a real report takes below one."""
FAIL_ON = ("error", "warning", "info", "never")

_PATH = Option(("paths",), "help.path", "PATH")
_OUTPUT = Option(("-o", "--output"), "help.output", "FILE")
_OUTPUT_CHECK = Option(("-o", "--output"), "help.output.check", "FILE")
_EDITION = Option(("--edition",), "help.edition", "ID")
_RULES = Option(("--rules",), "help.rules", "FILE")
_PLUGINS = Option(("--plugins",), "help.plugins")
_LANG = Option(("--lang",), "help.lang", choices=("zh", "en"))

COMMANDS = (
    Command(
        "check",
        (
            _PATH,
            Option(("--format",), "help.format.check", choices=CHECK_FORMATS, default="text"),
            _OUTPUT_CHECK,
            Option(("--select",), "help.select", "CODES"),
            Option(("--ignore",), "help.ignore", "CODES"),
            Option(("--fail-on",), "help.fail_on", choices=FAIL_ON, default="error"),
            Option(("--join",), "help.join"),
            Option(("--previous",), "help.previous", "PATH"),
            Option(("--template",), "help.template", "FILE"),
            _EDITION,
            _RULES,
            _PLUGINS,
            Option(("--waivers",), "help.waivers", "FILE"),
            Option(("--baseline",), "help.baseline", "FILE"),
            Option(("--annotate",), "help.annotate", "FILE"),
            Option(("--fix",), "help.fix", "FILE"),
            Option(("--redact",), "help.redact"),
            Option(("--jobs",), "help.jobs", "N"),
            Option(("--timeout",), "help.timeout", "SECONDS"),
            _LANG,
        ),
    ),
    Command(
        "facts",
        (
            _PATH,
            Option(("--format",), "help.format.facts", choices=FACTS_FORMATS, default="csv"),
            _OUTPUT,
            _EDITION,
            _LANG,
        ),
    ),
    Command(
        "new",
        (
            Option(("folder",), "help.new.folder", "FOLDER", one=True),
            Option(("--name",), "help.new.name", "NAME"),
            Option(("--year",), "help.new.year", "YEAR"),
            Option(("--edition",), "help.new.edition", "ID"),
            Option(("--kind",), "help.new.kind", choices=UNIT_KINDS, default=UNIT_KINDS[0]),
            Option(("--report",), "help.new.report", choices=REPORT_KINDS, default=REPORT_KINDS[0]),
            _LANG,
        ),
    ),
    Command(
        "compile",
        (
            Option(("folder",), "help.compile.folder", "FOLDER", one=True),
            Option(("-o", "--output"), "help.compile.output", "OUT"),
            Option(("--missing",), "help.compile.missing"),
            Option(("--draft",), "help.compile.draft"),
            Option(("--platform",), "help.compile.platform", "FILE"),
            _LANG,
        ),
    ),
    Command(
        "score",
        (
            Option(("paths",), "help.score.path", "FILE"),
            Option(("-o", "--output"), "help.score.output", "FILE"),
            Option(("--empty",), "help.score.empty"),
            Option(("--far",), "help.score.far", "RATIO"),
            Option(("--deduct-far",), "help.score.deduct_far"),
            Option(("--two-grades",), "help.score.two_grades"),
            _LANG,
        ),
    ),
    Command("rule", (Option(("codes",), "help.code", "CODE"), _RULES, _PLUGINS, _LANG)),
)
"""All commands, in the order in which help lists them."""
