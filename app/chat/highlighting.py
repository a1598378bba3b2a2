"""Code in colours: HTML for Qt, by Pygments, in a light and a dark style."""

from functools import lru_cache
from html import escape
from typing import Any

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

#: Longer code stays in one colour: a person does not read it, and the window must not wait.
LONGEST_CODE = 60_000

_STYLES = {False: "default", True: "github-dark"}


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=2)
def _formatter(dark: bool) -> Any:
    return HtmlFormatter(nowrap=True, noclasses=True, style=_STYLES[dark])


def code_html(code: str, language: str, dark: bool, coloured: bool = True) -> str:
    """`code` as the inside of a preformatted block; one colour if its language is not known."""
    lexer = _lexer(language.lower()) if language and coloured else None
    if lexer is None or len(code) > LONGEST_CODE:
        return escape(code, quote=False)
    return highlight(code, lexer, _formatter(dark)).rstrip("\n")
