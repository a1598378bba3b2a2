"""Markdown of an answer as blocks to show: prose as HTML for Qt, and code by itself.

HTML in an answer stays text, pictures become links, and nothing is ever fetched. Parsing is
markdown-it-py's; the walk over its tokens is ours, because code gets a widget with a button even
inside a list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Prose longer than this (characters of HTML) goes into another block, so that laying out what
#: grows stays cheap.
LONGEST_PROSE = 6000


@dataclass(frozen=True)
class Prose:
    """HTML of one or more paragraphs, lists, tables or headings."""

    html: str


@dataclass(frozen=True)
class Code:
    """A block of code; `language` as the answer names it, or empty. `closed` once it is whole."""

    text: str
    language: str = ""
    closed: bool = True


Block = Prose | Code


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "breaks": True}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def blocks_of(source: str, growing: bool = False) -> list[Block]:
    """The blocks of a whole answer; while it is `growing` its last code may not be whole."""
    return merged(_walk(_parser().parse(source), growing))


class GrowingMarkdown:
    """Parses an answer as it comes: what cannot change any more is not looked at again."""

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._tail = ""

    def add(self, words: str) -> list[Block]:
        """All blocks after these words, too."""
        self._tail += words
        tokens = _parser().parse(self._tail)
        starts = [t.map[0] for t in tokens if t.level == 0 and t.nesting >= 0 and t.map]
        if len(starts) > 1:
            lines = self._tail.splitlines(keepends=True)
            settled = "".join(lines[: starts[-1]])
            self._done = merged([*self._done, *blocks_of(settled)])
            self._tail = "".join(lines[starts[-1] :])
            tokens = _parser().parse(self._tail)
        return merged([*self._done, *_walk(tokens, growing=True)])


def merged(blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring prose as one block, up to a length."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            isinstance(block, Prose)
            and isinstance(last, Prose)
            and len(last.html) + len(block.html) <= LONGEST_PROSE
        ):
            found[-1] = Prose(last.html + block.html)
        else:
            found.append(block)
    return found


@dataclass
class _List:
    """A list that is being walked through. `is_open`: its tag stands in the present prose."""

    tag: str
    number: int
    is_open: bool = True
    item_open: bool = False


@dataclass
class _Walker:
    """Turns tokens into blocks; a list with code inside is closed before and goes on behind."""

    growing: bool
    blocks: list[Block] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)

    def flush(self) -> None:
        """End the present prose; lists that are still open are taken up again later."""
        closing = []
        for item in reversed(self.lists):
            if item.is_open:
                closing.append(f"{'</li>' * item.item_open}</{item.tag}>")
            elif item.item_open:
                closing.append("</div>")
            item.is_open = item.item_open = False
        words = "".join(self.html) + "".join(closing)
        if _has_content(words):
            self.blocks.append(Prose(words))
        self.html.clear()

    def code(self, token: Token, is_last: bool) -> None:
        self.flush()
        language = token.info.split()[0] if token.info.split() else ""
        open_end = self.growing and is_last
        self.blocks.append(Code(token.content.rstrip("\n"), language, not open_end))

    def list_open(self, token: Token) -> None:
        self._resume()
        tag = "ol" if token.type.startswith("ordered") else "ul"
        start = int(token.attrs.get("start", 1) or 1)
        self.lists.append(_List(tag, start))
        self.html.append(f'<ol start="{start}">' if tag == "ol" else "<ul>")

    def list_close(self) -> None:
        item = self.lists.pop()
        if item.is_open:
            self.html.append(f"</{item.tag}>")

    def item_open(self) -> None:
        item = self.lists[-1]
        if not item.is_open:
            for outer in self.lists[:-1]:
                self._indent(outer)
            self.html.append(f'<ol start="{item.number}">' if item.tag == "ol" else "<ul>")
            item.is_open = True
        item.number += 1
        item.item_open = True
        self.html.append("<li>")

    def item_close(self) -> None:
        item = self.lists[-1]
        if item.item_open:
            self.html.append("</li>" if item.is_open else "</div>")
        item.item_open = False

    def _resume(self) -> None:
        """The rest of an item behind its code: indented, without another mark."""
        for item in self.lists:
            self._indent(item)

    def _indent(self, item: _List) -> None:
        if not item.is_open and not item.item_open:
            self.html.append('<div style="margin-left: 28px">')
            item.item_open = True

    def other(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        if token.nesting >= 0 and token.type != "list_item_open":
            self._resume()
        if token.type == "inline":
            self.html.append(_inline(token.children or []))
        elif token.type == "hr":
            self.html.append("<hr>")
        elif token.type in ("paragraph_open", "paragraph_close"):
            self.html.append("" if token.hidden else f"<{'/' * (token.nesting < 0)}p>")
        elif token.tag == "table":
            opening = '<table border="1" cellspacing="0" cellpadding="6">'
            self.html.append(opening if token.nesting > 0 else "</table>")
        elif token.tag in ("thead", "tbody"):
            pass
        elif token.tag:
            style = token.attrs.get("style", "")
            attributes = f' style="{escape(str(style))}"' if style else ""
            self.html.append(f"<{'/' * (token.nesting < 0)}{token.tag}{attributes}>")


def _has_content(html: str) -> bool:
    """Whether there is more than tags."""
    inside = False
    for sign in html:
        if sign == "<":
            inside = True
        elif sign == ">":
            inside = False
        elif not inside and not sign.isspace():
            return True
    return "<hr" in html


def _walk(tokens: Sequence[Token], growing: bool) -> list[Block]:
    walker = _Walker(growing)
    codes = [n for n, token in enumerate(tokens) if token.type in ("fence", "code_block")]
    closing_only = bool(codes) and all(t.nesting < 0 for t in tokens[codes[-1] + 1 :])
    for index, token in enumerate(tokens):
        if token.type in ("fence", "code_block"):
            walker.code(token, closing_only and index == codes[-1])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            walker.list_open(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            walker.list_close()
        elif token.type == "list_item_open":
            walker.item_open()
        elif token.type == "list_item_close":
            walker.item_close()
        else:
            walker.other(tokens, index)
    walker.flush()
    return walker.blocks


_TAGS = {"strong": "b", "em": "i", "s": "s"}


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        name = token.type.rpartition("_")[0]
        if token.type == "text":
            parts.append(escape(token.content, quote=False))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("<br>")
        elif token.type == "code_inline":
            parts.append(f"<code>{escape(token.content, quote=False)}</code>")
        elif token.type == "image":
            target = escape(str(token.attrs.get("src", "")))
            parts.append(f'<a href="{target}">{escape(token.content or target)}</a>')
        elif name == "link":
            target = escape(str(token.attrs.get("href", "")))
            parts.append(f'<a href="{target}">' if token.nesting > 0 else "</a>")
        elif name in _TAGS:
            parts.append(f"<{'/' * (token.nesting < 0)}{_TAGS[name]}>")
        elif token.content:
            parts.append(escape(token.content, quote=False))
    return "".join(parts)
