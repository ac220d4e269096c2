"""The command line: thin, one function a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from juesuan.cli.parser import UsageError
from juesuan.findings.language import Lang


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Args:
        arguments: what follows the program's name; those of the process by default.
    """
    from juesuan.cli.output import prepare_streams
    from juesuan.cli.parser import value_of
    from juesuan.cli.status import BROKEN_PIPE, INTERRUPTED
    from juesuan.findings.catalogue import say
    from juesuan.findings.language import choose_language

    arguments = sys.argv[1:] if arguments is None else arguments
    lang = choose_language(value_of("--lang", arguments))
    prepare_streams()
    try:
        return _run(arguments, lang)
    except KeyboardInterrupt:
        sys.stderr.write(say("cli.interrupted", lang) + "\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _run(arguments: Sequence[str], lang: Lang) -> int:
    from juesuan.cli.options import COMMANDS
    from juesuan.cli.parser import command_parser
    from juesuan.cli.status import NOTHING

    if len(arguments) > 2 and arguments[0] == "--lang":
        arguments = [arguments[2], *arguments[:2], *arguments[3:]]
    command = next((c for c in COMMANDS if arguments and c.name == arguments[0]), None)
    try:
        if command is None:
            return _top(arguments, lang)
        call = command_parser(command, lang).parse_intermixed_args(arguments[1:])
        if command.name == "check":
            from juesuan.cli.check import check

            return check(call, lang)
        if command.name == "facts":
            from juesuan.cli.facts import facts

            return facts(call, lang)
        if command.name == "new":
            from juesuan.cli.new import new

            return new(call, lang)
        if command.name == "compile":
            from juesuan.cli.compile import compile_unit

            return compile_unit(call, lang)
        if command.name == "score":
            from juesuan.cli.score import score

            return score(call, lang)
        from juesuan.cli.rule import rule

        return rule(call, lang)
    except UsageError as error:
        return _refuse(error, arguments, lang)
    except SystemExit as end:  # argparse has printed help or the version
        return NOTHING if end.code is None else int(end.code)


def _top(arguments: Sequence[str], lang: Lang) -> int:
    """What comes without a command: help, the version, or a command that does not exist."""
    from juesuan import __version__
    from juesuan.cli.options import COMMANDS
    from juesuan.cli.parser import top_parser
    from juesuan.cli.status import NOTHING
    from juesuan.findings.catalogue import say

    if arguments and not arguments[0].startswith("-"):
        known = say("report.list", lang).join(c.name for c in COMMANDS)
        raise UsageError(say("error.command", lang, command=arguments[0], known=known), usage=True)
    parser = top_parser(lang, __version__)
    _, rest = parser.parse_known_args(arguments)
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    parser.print_help()
    return NOTHING


def _refuse(error: UsageError, arguments: Sequence[str], lang: Lang) -> int:
    """Say what is wrong with the call; where JSON was asked for, standard output is whole JSON even now."""
    from juesuan.cli.parser import PROGRAM, value_of
    from juesuan.cli.status import PROBLEM
    from juesuan.findings.catalogue import say

    message = str(error)
    known = ("check", "facts", "new", "compile", "score", "rule")
    program = f"{PROGRAM} {arguments[0]}" if arguments and arguments[0] in known else PROGRAM
    sys.stderr.write(say("cli.error", lang, prog=program, message=message) + "\n")
    if error.usage:
        sys.stderr.write(say("cli.hint", lang, prog=program) + "\n")
    if value_of("--format", arguments) == "json":
        from juesuan.findings import as_json

        if arguments[0] == "facts":
            from juesuan.cli.facts import as_json as facts_as_json

            sys.stdout.writelines(facts_as_json(iter(()), (), message))
        else:
            sys.stdout.writelines(as_json.render((), message))
    return PROBLEM
