"""Tables as people have them, read from real files."""

from pathlib import Path

import pytest

from pipelines.errors import BadInput
from pipelines.prompts.table import Table, read_table

LINES = "name;city\nÄnne;Köln\nBob;Genève\n"


def table_of(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Table:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_table(path)


def values(table: Table) -> list[tuple[str, ...]]:
    return [row.values for row in table.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = table_of(tmp_path, LINES, encoding)
    assert table.header == ("name", "city")
    assert values(table) == [("Änne", "Köln"), ("Bob", "Genève")]
    assert table.encoding == encoding
    assert table.mark == (encoding != "utf-8")


@pytest.mark.parametrize(
    ("words", "delimiter", "first"),
    [
        ("a,b\n1,2\n", ",", ("1", "2")),
        ("a;b\n1,5;2,5\n", ";", ("1,5", "2,5")),
        ("a\tb\nx, y; z\tw\n", "\t", ("x, y; z", "w")),
        ("a|b\n1|2\n", "|", ("1", "2")),
        ("text\nHello, world\nyes\n", ";", ("Hello, world",)),
        ("text\nplain\n", ",", ("plain",)),
        ('text\n"Hello, ""world"""\n', ",", ('Hello, "world"',)),
        ("a,b\n1,2\n1,2,3\n1\n", ",", ("1", "2")),
        ("a,b\n1,2,\n3,4,\n", ",", ("1", "2")),
        ("a,b\n1,2,3\n", ",", ("1", "2,3")),
        ('q,n\n"a; b; c",1\n"d; e; f",2\n', ",", ("a; b; c", "1")),
        ("sep=;\na;b\n1,1;2\n", ";", ("1,1", "2")),
        ("a,b\r\n1,2\r\n", ",", ("1", "2")),
        ("a,b\r1,2\r", ",", ("1", "2")),
        ("a,b\n1,2", ",", ("1", "2")),
    ],
)
def test_delimiters(tmp_path: Path, words: str, delimiter: str, first: tuple[str, ...]) -> None:
    table = table_of(tmp_path, words)
    assert (table.delimiter, table.rows[0].values) == (delimiter, first)


def test_quoted_line_breaks_and_lines_are_counted(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'a,b\r\n"x\r\ny",1\r\n\r\n"z",\r\n3\r\n4,5,6\r\n')
    assert values(table) == [("x\r\ny", "1"), ("z", ""), ("3", ""), ("4", "5,6")]
    assert [row.line for row in table.rows] == [2, 5, 6, 7]
    assert table.newline == "\r\n"
    first, second = map(str, table.problems)
    assert first == "Line 6 has 1 values where the header has 2."
    assert second == "Line 7 has 3 values where the header has 2."


def test_a_document_in_a_cell(tmp_path: Path) -> None:
    table = table_of(tmp_path, f'a,b\n"{"word " * 50_000}",1\n')
    assert len(table.rows[0].values[0]) == 250_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\n", "is empty"),
        (b"a,b\n\n", "no rows below"),
        (b",,\n1,2,3\n", "no names of columns"),
        (b'a,b\n1,2\n"open,3\n4,5\n', "open to the end: close it in line 3"),
        (b"a,b\n\x81\x8d\x8f,\x90\n", "not a text file"),
        (b"GIF89a\x00\x01\x00\xff\x80\x81\x00\xf0ab", "not a text file"),
        (b"PK\x03\x04rest", "workbook"),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    with pytest.raises(BadInput, match=reason) as caught:
        table_of(tmp_path, content)
    assert "table.csv" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.csv cannot be read"):
        read_table(tmp_path / "none.csv")


def test_columns_of_variables(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Name, city ,,a,A,a b,x,x\n1,2,3,4,5,6,7,8\n")
    assert table.columns_for(["city", "name", "a", "A", "a b"]) == {
        "city": 1,
        "name": 0,
        "a": 3,
        "A": 4,
        "a b": 5,
    }
    with pytest.raises(BadInput, match=r"wants: age, day\. Its columns are Name, city, a, A"):
        table.columns_for(["age", "name", "day"])
    with pytest.raises(BadInput, match="column x twice, as numbers 7 and 8"):
        table.columns_for(["x"])
    with pytest.raises(BadInput, match="column X twice"):
        table.columns_for(["X"])
