"""The command line's parser, in Chinese or English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from juesuan.cli.options import COMMANDS, SUFFIXES, TIMEOUT, Command, Option
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.width import wrap

PROGRAM = "juesuan"

# argparse words its errors in English; each is recognised here and said again in the user's language.
_ERRORS = (
    (r"the following arguments are required: (?P<what>.+)", "argparse.required"),
    (r"unrecognized arguments: (?P<what>.+)", "argparse.unrecognized"),
    (r"argument (?P<option>\S+): invalid choice: (?P<what>.+) \(choose from (?P<known>.+)\)", "argparse.choice"),
    (r"argument (?P<option>\S+): expected (?:one|at least one) argument", "argparse.value"),
    (r"argument (?P<option>\S+): ignored explicit argument (?P<what>.+)", "argparse.novalue"),
)


class UsageError(Exception):
    """The call was wrong; the message is one line in the user's language.

    Attributes:
        usage: the parser could not make sense of the call, so that help is worth a mention.
    """

    def __init__(self, message: str, *, usage: bool = False) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """argparse that speaks the user's language and raises UsageError instead of leaving the process."""

    def __init__(self, program: str, lang: Lang, description: str, epilog: str) -> None:
        class Formatter(_Formatter):
            language = lang

        super().__init__(
            prog=program,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=Formatter,
        )
        self.lang = lang

    def error(self, message: str) -> NoReturn:
        """Refuse the call."""
        for pattern, key in _ERRORS:
            match = re.fullmatch(pattern, message)
            if match:
                values = {k: v.replace("'", "") for k, v in match.groupdict().items()}
                raise UsageError(say(key, self.lang, **values), usage=True)
        raise UsageError(message, usage=True)


class _Formatter(argparse.HelpFormatter):
    """Help wrapped by display width, since Chinese takes two columns and has no spaces to break at."""

    language: Lang = "en"

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))

    def add_usage(
        self,
        usage: str | None,
        actions: argparse._ActionIterable,  # type: ignore[name-defined]
        groups: argparse._ActionIterable,  # type: ignore[name-defined]
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line with the user's word for it."""
        super().add_usage(usage, actions, groups, say("help.usage", self.language) if prefix is None else prefix)


def command_parser(command: Command, lang: Lang) -> Parser:
    """The parser of one command.

    Args:
        command: the command.
        lang: language of help and errors.
    """
    more = say(f"{command.help}.more", lang)
    parser = Parser(f"{PROGRAM} {command.name}", lang, say(command.help, lang), more)
    arguments = parser.add_argument_group(say("help.arguments", lang))
    options = parser.add_argument_group(say("help.options", lang))
    for option in command.options:
        if option.positional:
            count = 1 if option.one else "+"
            arguments.add_argument(option.name, nargs=count, metavar=option.metavar, help=explain(option, lang))
        elif option.metavar or option.choices:
            options.add_argument(
                *option.flags,
                dest=option.name,
                metavar=option.metavar or None,
                choices=option.choices or None,
                default=option.default,
                help=explain(option, lang),
            )
        else:
            options.add_argument(*option.flags, dest=option.name, action="store_true", help=explain(option, lang))
    options.add_argument("-h", "--help", action="help", help=say("help.help", lang))
    # Else parse_intermixed_args would cut "usage: " off by its length, whatever the language.
    parser.usage = parser.format_usage().removeprefix(say("help.usage", lang)).rstrip()
    return parser


def top_parser(lang: Lang, version: str) -> Parser:
    """The parser for what comes without a command: help and version.

    Args:
        lang: language of help.
        version: the program's version.
    """
    parser = Parser(PROGRAM, lang, say("help.program", lang), say("help.more", lang))
    parser.usage = f"{PROGRAM} [-h] [--version] COMMAND …"
    commands = parser.add_argument_group(say("help.commands", lang))
    for command in COMMANDS:
        commands.add_argument(command.name, nargs="?", metavar=command.name, help=say(command.help, lang))
    options = parser.add_argument_group(say("help.options", lang))
    options.add_argument("--version", action="version", version=f"{PROGRAM} {version}", help=say("help.version", lang))
    options.add_argument("--lang", choices=("zh", "en"), help=say("help.lang", lang))
    options.add_argument("-h", "--help", action="help", help=say("help.help", lang))
    return parser


def explain(option: Option, lang: Lang) -> str:
    """What an option does.

    Args:
        option: the option.
        lang: language of the explanation.
    """
    return say(option.help, lang, kinds=say("report.list", lang).join(SUFFIXES), seconds=TIMEOUT)


def value_of(flag: str, arguments: Sequence[str]) -> str | None:
    """The value that a call gives an option, before the call has been parsed (for errors in the right form).

    Args:
        flag: `--lang`.
        arguments: the call's arguments.
    """
    found: str | None = None
    for n, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == flag and n + 1 < len(arguments):
            found = arguments[n + 1]
        elif argument.startswith(f"{flag}="):
            found = argument.removeprefix(f"{flag}=")
    return found
