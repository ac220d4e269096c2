"""What is still to be filled in: by the sentence it is for, each thing with the place where it is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.width import pad, wrap

if TYPE_CHECKING:
    from juesuan.findings.text import Style
    from juesuan.writing.model import CompileError, Gap

_LABEL = 10
_PLACE = 44


def work_list(
    gaps: Sequence[Gap],
    changed: Mapping[str, tuple[str, str]],
    layout: Style,
    lacking: Sequence[CompileError] = (),
) -> Iterator[str]:
    """The list line by line: sections and sentences, where they are filled in, and last year's words.

    Args:
        gaps: what is missing.
        changed: key of last year's words → what has changed since (zh, en).
        layout: language, width, colour.
        lacking: what comes first, since without it little can be told of the rest.
    """
    lang = layout.lang
    yield layout.paint(say("compile.missing", lang, n=len(gaps) + len(lacking)), "strong")
    if lacking:
        yield ""
    for each in lacking:
        yield layout.paint(say("compile.wrong", lang, source=each.source, reason=_said(each, lang)), "strong")
    if lacking:
        yield from _row("", say("missing.later", lang), layout)
    for same in _by_sentence(gaps):
        yield ""
        first = same[0]
        if len(same) == 1:
            yield layout.paint(_place(first), "strong") + f"  ({say(f'gap.{first.kind}', layout.lang)})"
        else:
            yield layout.paint(say("missing.several", layout.lang, n=len(same)), "strong")
        yield from _row(say("missing.section", layout.lang), first.section, layout)
        yield from _row(say("missing.sentence", layout.lang), first.sentence, layout)
        if len(same) > 1:
            for n, gap in enumerate(same):
                yield from _row(say("missing.keys", layout.lang) if n == 0 else "", _with_words(gap), layout)
        elif first.offer:
            yield from _offer(first, changed, layout)


def brief(gaps: Sequence[Gap], lang: Lang) -> Iterator[str]:
    """The same in a line each: the place, and the sentence once.

    Args:
        gaps: what is missing.
        lang: language.
    """
    again = say("missing.same", lang)
    for same in _by_sentence(gaps):
        for n, gap in enumerate(same):
            yield f"{_place(gap)}  {gap.sentence if n == 0 else again}"


def _by_sentence(gaps: Iterable[Gap]) -> Iterator[list[Gap]]:
    """Gaps that follow each other in one sentence; each of last year's words stands alone."""
    for _, same in groupby(enumerate(gaps), lambda x: (x[1].section, x[1].sentence, x[0] if x[1].offer else -1)):
        yield [gap for _, gap in same]


def _said(error: CompileError, lang: Lang) -> str:
    return error.zh if lang == "zh" else error.en


def _place(gap: Gap) -> str:
    from juesuan.writing.inputs_notes import place_of

    file, _, rest = gap.key.partition(": ")
    return f"{file}: {place_of(rest)}" if rest else gap.key


def _with_words(gap: Gap) -> str:
    """The place and what is to be filled in there, as the file itself explains it."""
    from juesuan.writing.inputs_notes import words_of

    place = _place(gap)
    return f"{pad(place, _PLACE)} {words_of(place.partition(': ')[2])}".rstrip()


def _offer(gap: Gap, changed: Mapping[str, tuple[str, str]], layout: Style) -> Iterator[str]:
    lang, key = layout.lang, gap.key.partition(": ")[2]
    yield from _row(say("missing.offer", lang), gap.offer, layout)
    if key in changed:
        yield from _row(say("missing.changed", lang), changed[key][0 if lang == "zh" else 1], layout)
    yield from _row("", say("missing.confirm", lang, key=f'"{key}"'), layout)


def _row(label: str, text: str, layout: Style) -> Iterator[str]:
    lead = "  " + pad(label, _LABEL)
    shown = text if "  " in text else " ".join(text.split())
    for n, line in enumerate(wrap(shown, layout.columns - len(lead) - 2)):
        yield (lead if n == 0 else " " * (_LABEL + 2)) + line
