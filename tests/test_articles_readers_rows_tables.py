"""Tables of articles are read row by row, as rows of JSON are."""

import codecs
from pathlib import Path

import pytest
from file_samples import read_file

from qa.articles import Article, Skipped

TEXT = "The council of Vessby approved a crane, the mayor said."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.csv", f'title,date,text\nCrane,2025-10-28,"{TEXT}"\n'.encode(), id="commas"),
        pytest.param("a.csv", f"title;date;text\r\nCrane;2025-10-28;{TEXT}\r\n".encode(), id="semicolons"),
        pytest.param("a.tsv", f"title\tdate\ttext\nCrane\t2025-10-28\t{TEXT}\n".encode(), id="tabs"),
        pytest.param("a.csv", codecs.BOM_UTF8 + f'title,date,text\nCrane,2025-10-28,"{TEXT}"'.encode(), id="a mark"),
        pytest.param("a.csv", f'title,date,text\nCrane,2025-10-28,"{TEXT}"'.encode("utf-16"), id="UTF-16"),
        pytest.param(
            "a.csv", f'\n\nHeadline,Published At,Body\nCrane,28 octobre 2025,"{TEXT}"'.encode(), id="other names"
        ),
        pytest.param("a.csv", f'id,title,text,date\nNone,Crane,"<p>{TEXT}</p>",2025-10-28'.encode(), id="HTML"),
    ],
)
def test_a_table_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    [article] = read_file(tmp_path, name, data)
    assert isinstance(article, Article)
    assert (article.title, article.published, article.text) == ("Crane", "2025-10-28", TEXT)


def test_fields_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    found = read_file(tmp_path, "a.csv", b'title,text\nA,"One ""big"" crane.\n\nTwo, small ones."\nB,Three.\n')
    assert [article.text for article in found if isinstance(article, Article)] == [
        'One "big" crane.\n\nTwo, small ones.',
        "Three.",
    ]


def test_a_bad_row_never_stops_the_others(tmp_path: Path) -> None:
    found = read_file(tmp_path, "a.csv", b"title,text\nA,One.\nB,Two,too,many\n\nC,\nD,Four.\n")
    told = [each.reason if isinstance(each, Skipped) else each.title for each in found]
    assert told == ["A", "4 fields where the first line names 2", "no text; there are: title, text", "D"]
    assert [each.origin.partition("#")[2] for each in found] == ["row-1", "row-2", "row-3", "row-4"]


def test_another_name_of_the_text_is_told_and_can_be_chosen(tmp_path: Path) -> None:
    data = f"title,stuff\nCrane,{TEXT * 2}\n".replace(", the", " the").encode()
    [skipped] = read_file(tmp_path, "a.csv", data)
    assert isinstance(skipped, Skipped)
    assert "--field text=stuff" in skipped.reason
    [article] = read_file(tmp_path, "a.csv", data, fields={"text": "stuff"})
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"title,text\n", "a table without rows", id="no rows"),
        pytest.param(b"\x00\x01\x02" * 50, "not a text file", id="binary"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    [skipped] = read_file(tmp_path, "a.csv", data)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
