"""The frame of every HTML page: head with its Content-Security-Policy, style, script, foot."""

from __future__ import annotations

import functools
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import resources

from juesuan.findings.catalogue import say
from juesuan.findings.html_markup import Markup, element
from juesuan.findings.language import Lang


def page(title: str, body: Iterable[Markup], lang: Lang) -> Iterator[str]:
    """A whole page, piece by piece.

    Nothing can run or load but the page's own style and script, which its policy names by their hashes, and pictures
    that are in the page itself.

    Args:
        title: what the browser's window is called.
        body: all between head and foot.
        lang: language of the page.
    """
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n'
    yield _head(title) + "\n<body>\n"
    yield from (part + "\n" for part in body)
    yield element("footer", element("p", say("html.foot", lang)), element("p", say("html.program", lang))) + "\n"
    yield _dialog(lang) + element("p", class_="sr", id="said", role="status", aria_live="polite")
    yield f"\n<script>{_asset('check.js')}</script>\n</body>\n</html>\n"


@functools.cache
def _asset(name: str) -> Markup:
    """A file of the package, trusted as it is."""
    return Markup(resources.files("juesuan.findings").joinpath("data", name).read_text(encoding="utf-8").strip())


def _hash(asset: str) -> str:
    return f"'sha256-{b64encode(sha256(asset.encode('utf-8')).digest()).decode('ascii')}'"


def _head(title: str) -> Markup:
    style = _asset("check.css")
    policy = (
        "default-src 'none'",
        "img-src data:",
        f"style-src {_hash(style)}",
        f"script-src {_hash(_asset('check.js'))}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        # Before what it governs.
        element("meta", http_equiv="Content-Security-Policy", content="; ".join(policy)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )


def _dialog(lang: Lang) -> Markup:
    """Where a picture is shown large, and what the script says, in the page's language."""
    return element(
        "dialog",
        element("button", say("html.view.close", lang), type="button", class_="shut"),
        element("div", class_="large", tabindex="0"),
        id="zoom", aria_label=say("html.view.enlarge", lang), data_copied=say("html.link.done", lang),
    )  # fmt: skip
