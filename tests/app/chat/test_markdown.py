"""Markdown of answers: nothing runs, nothing is fetched, code stands by itself."""

import pytest

from app.chat.highlighting import code_html
from app.chat.markdown import Code, GrowingMarkdown, Prose, blocks_of

ANSWER = """# Title

Some **bold** and `code`.

1. First
   ```python
   print("x")
   ```
   after it
2. Second
   - inside

| a | b |
|---|---|
| 1 | 2 |

```js
let x
```
The end."""


def prose(source: str) -> str:
    return "".join(block.html for block in blocks_of(source) if isinstance(block, Prose))


def test_html_in_an_answer_is_shown_as_text() -> None:
    html = prose("<script>alert(1)</script> and <b onclick='x'>this</b>")
    assert "<script" not in html
    assert "<b " not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_links_with_other_schemes_are_no_links(target: str) -> None:
    assert "href" not in prose(f"[click]({target})")


def test_a_picture_becomes_a_link_and_is_not_fetched() -> None:
    html = prose("![a cat](https://example.org/cat.png)")
    assert "<img" not in html
    assert '<a href="https://example.org/cat.png">a cat</a>' in html


def test_code_inside_a_list_is_a_block_and_the_list_goes_on() -> None:
    blocks = blocks_of(ANSWER)
    codes = [block for block in blocks if isinstance(block, Code)]
    assert [(code.text, code.language) for code in codes] == [
        ('print("x")', "python"),
        ("let x", "js"),
    ]
    html = prose(ANSWER)
    assert '<ol start="2"><li>Second' in html
    for tag in ("ol", "ul", "li", "div", "table"):
        assert html.count(f"<{tag}") == html.count(f"</{tag}>"), tag


def test_an_answer_that_grows_ends_as_the_whole_one() -> None:
    for step in (1, 7, 40):
        growing, found = GrowingMarkdown(), []
        for at in range(0, len(ANSWER), step):
            found = growing.add(ANSWER[at : at + step])
        assert found == blocks_of(ANSWER, growing=True)


def test_what_is_settled_is_not_parsed_again() -> None:
    growing = GrowingMarkdown()
    growing.add("word " * 200 + "\n\n")
    growing.add("second\n\nthird")
    assert len(growing._tail) < 20


def test_code_is_coloured_and_an_unknown_language_is_plain() -> None:
    light, dark = (code_html("def f(): pass", "python", dark) for dark in (False, True))
    assert "<span" in light
    assert light != dark
    assert code_html("a < b", "no-such-language", False) == "a &lt; b"
