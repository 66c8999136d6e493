import io
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from file_samples import SENTENCES, make_pdf, read_file, read_one, read_reason

from qa.articles import Article, find_page, read_articles
from qa.articles.readers.isolation import Unreadable, call_isolated
from qa.articles.readers.printed.paragraphs import drop_running_lines, join_pages
from qa.articles.text.heading import read_heading
from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.settings import Settings

FIRST = [
    "Bridge closed for the winter",
    "By Ann Lee",
    "31 October 2025",
    "The council of Port Ellery voted on Friday to close the old bridge for the",
    "whole of the winter. Engineers found cracks in four of its eleven pil-",
    "lars, a report says.",
    "Ferries will run every twenty minutes, and those who live on the island will",
]
SECOND = [
    "travel for nothing. Mara Quint, who heads the works department of the town,",
    "said that it could not wait for spring.",
]


def encrypt(data: bytes, *, password: str, algorithm: str) -> bytes:
    from pypdf import PdfWriter

    writer, stream = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt(password, owner_password="owner", algorithm=algorithm)
    writer.write(stream)
    return stream.getvalue()


def sleep_long(_: bytes) -> dict[str, Any]:
    time.sleep(60)
    return {}


def eat_memory(_: bytes) -> dict[str, Any]:
    return {"size": len(bytearray(10_000_000_000))}


def die(_: bytes) -> dict[str, Any]:
    sys.exit(1)


def echo(data: bytes) -> dict[str, Any]:
    print("not an answer")
    return {"size": len(data)}


def test_a_pdf_is_read_in_paragraphs_with_its_pages(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.pdf", make_pdf([FIRST, SECOND]))
    assert article.title == "Bridge closed for the winter"
    assert article.published == "2025-10-31"
    assert article.authors == ("Ann Lee",)
    assert article.text.split("\n")[3:] == [
        "The council of Port Ellery voted on Friday to close the old bridge for the whole of the winter. Engineers "
        "found cracks in four of its eleven pillars, a report says.",
        "Ferries will run every twenty minutes, and those who live on the island will travel for nothing. Mara Quint, "
        "who heads the works department of the town, said that it could not wait for spring.",
    ]
    assert [find_page(article.pages, article.text.index(word)) for word in ("Bridge", "will travel", "travel")] == [
        1,
        1,
        2,
    ]


def test_pages_count_also_where_some_are_empty(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.pdf", make_pdf([[], ["One of them."], [], ["Two of them."]]))
    assert article.text == "One of them.\n\nTwo of them."
    assert [find_page(article.pages, article.text.index(word)) for word in ("One", "Two")] == [2, 4]
    assert find_page((), 7) is None


def test_pages_are_kept_in_the_library_until_the_article_is_removed(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.pdf", make_pdf([FIRST, SECOND]))
    (tmp_path / "b.txt").write_text("No pages.")
    [other] = [item for item in read_articles([tmp_path / "b.txt"]) if isinstance(item, Article)]
    with Library.open(tmp_path / "library", embedder=open_embedder(Settings()), create=True) as library:
        list(library.add_articles([article, other]))
        summaries = library.get_summaries([article.id, other.id])
        assert (summaries[article.id].pages, summaries[other.id].pages) == (article.pages, ())
        assert library.get_article(article.id) == article
        library.remove_articles([article.id])
        assert library._catalogue.query("SELECT key FROM meta WHERE key LIKE 'pages:%'") == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(
            ["A bridge that is well-", "known was closed."], "A bridge that is well-known was closed.", id="kept"
        ),
        pytest.param(["A bridge that is cracked in win-", "ter."], "A bridge that is cracked in winter.", id="removed"),
        pytest.param(["The Franco-", "German commission met."], "The Franco-German commission met.", id="names"),
        pytest.param(["The winter of 2024-", "25 was long."], "The winter of 2024-25 was long.", id="figures"),
        pytest.param(["大橋は今年の冬の間", "閉鎖される。"], "大橋は今年の冬の間閉鎖される。", id="no spaces"),
    ],
)
def test_lines_are_joined_as_they_were_before_they_were_broken(lines: list[str], text: str) -> None:
    others = "It is a well-known bridge, and that is what all say of it in the winter of the year."
    assert join_pages([f"{others}\n\n" + "\n".join(lines)]).text.split("\n")[1] == text


def test_a_page_of_very_many_lines_is_joined_all_the_same() -> None:
    paged = join_pages(["\n".join(["and so on and on"] * 300_000)] * 2)
    assert len(paged.text) == 600_000 * len("and so on and on ") - 1
    assert paged.pages == (0, 300_000 * len("and so on and on "))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [["Port Ellery Courier", f"Text {n} of it.", f"Page {n}"] for n in range(1, 5)]
    assert drop_running_lines(pages) == [[f"Text {n} of it."] for n in range(1, 5)]
    assert drop_running_lines(pages[:2]) == pages[:2]


def test_the_title_in_the_properties_wins_unless_it_is_a_file_name(tmp_path: Path) -> None:
    assert read_one(tmp_path, "a.pdf", make_pdf([FIRST], title="A bridge in winter")).title == "A bridge in winter"
    title = "Microsoft Word - draft2.docx"
    assert read_one(tmp_path, "a.pdf", make_pdf([FIRST], title=title)).title == "Bridge closed for the winter"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        pytest.param("Published on 31 October 2025", "2025-10-31", id="label"),
        pytest.param("2025-10-31T10:00:00Z", "2025-10-31T10:00:00+00:00", id="ISO"),
        pytest.param("October 2025", None, id="month"),
        pytest.param("Telephone 1761936000", None, id="telephone"),
        pytest.param("The bridge was closed on 31 October 2025.", None, id="sentence"),
    ],
)
def test_only_a_line_that_is_a_date_is_the_day_of_publication(line: str, day: str | None) -> None:
    assert read_heading(["Bridge closed", line], origin="")["published"] == ([day] if day else [])


@pytest.mark.parametrize(("picture", "is_read"), [(False, False), (True, True)], ids=["nobody sees", "read off a scan"])
def test_letters_that_are_not_drawn_are_text_only_beside_a_picture(
    tmp_path: Path, picture: bool, is_read: bool
) -> None:
    data = make_pdf([[*SENTENCES, "     In all 480 people fled the bridge."]], picture=picture)
    # The same length, so that the places of the objects stay.
    unseen = data.replace(b"(     In all", b"3 Tr (In all")
    assert unseen != data
    assert ("480" in read_one(tmp_path, "a.pdf", unseen).text) is is_read


def test_a_scan_is_named_as_such(tmp_path: Path) -> None:
    reason = "a PDF that has no text (a scan?)"
    assert read_reason(tmp_path, "a.pdf", make_pdf([[], []], picture=True)) == reason
    assert read_reason(tmp_path, "a.pdf", make_pdf([["Page 1 of 2"], ["Page 2 of 2"]], picture=True)) == reason


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_locked_pdf_says_so_and_one_that_only_forbids_changes_is_read(tmp_path: Path, algorithm: str) -> None:
    locked = encrypt(make_pdf([FIRST]), password="secret", algorithm=algorithm)
    assert read_reason(tmp_path, "a.pdf", locked) == "a PDF that is locked by a password"
    assert "council" in read_one(tmp_path, "b.pdf", encrypt(make_pdf([FIRST]), password="", algorithm=algorithm)).text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7\n", id="cut at once"),
        pytest.param(make_pdf([FIRST])[:600], id="cut"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 400, id="noise"),
        pytest.param(make_pdf([FIRST]).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]"), id="pages in a circle"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000, id="deep"),
    ],
)
def test_a_broken_pdf_is_told(tmp_path: Path, data: bytes) -> None:
    assert read_reason(tmp_path, "a.pdf", data).startswith("a PDF that ")


def test_a_stream_that_expands_without_end_is_no_danger(tmp_path: Path) -> None:
    bomb = zlib.compress(b"(" + b" " * 200_000_000 + b") Tj")
    data = make_pdf([["Text."]])
    start, end = data.index(b"<< /Length", data.index(b"6 0 obj")), data.index(b"endobj", data.index(b"6 0 obj"))
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb) + bomb + b"\nendstream\n"
    assert read_reason(tmp_path, "a.pdf", data[:start] + stream + data[end:]).startswith("a PDF that ")


def test_a_file_that_is_too_large_or_takes_too_long_is_told(tmp_path: Path) -> None:
    assert read_reason(tmp_path, "a.pdf", make_pdf([FIRST]), max_file_bytes=500) == "larger than 500 bytes"
    reason = read_reason(tmp_path, "a.pdf", make_pdf([FIRST] * 300), max_seconds=0.01)
    assert reason == "a PDF that takes longer than 0.01 seconds to read"


@pytest.mark.parametrize(
    ("function", "seconds", "reason"),
    [
        pytest.param(sleep_long, 0.5, "takes longer than 0.5 seconds to read", id="time"),
        pytest.param(die, 20, "breaks its reader", id="death"),
        pytest.param(
            eat_memory,
            20,
            "takes too much memory to read",
            id="memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="has no limit of memory"),
        ),
    ],
)
def test_what_takes_a_file_apart_can_do_no_harm_to_the_next(function: Any, seconds: float, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        call_isolated(function, b"data", seconds=seconds)
    assert call_isolated(echo, b"data", seconds=20) == {"size": 4}


def test_many_threads_may_take_files_apart() -> None:
    sizes: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: sizes.append(call_isolated(echo, b"x" * n, seconds=20)["size"]))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sizes) == list(range(8))


def test_a_pdf_without_a_suffix_is_told_by_its_beginning(tmp_path: Path) -> None:
    assert "council" in read_one(tmp_path, "unnamed", make_pdf([FIRST])).text


def test_a_json_file_beside_it_says_what_the_pdf_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "T", "url": "https://a.example/1", "date": "2025-11-01"}')
    [article] = read_file(tmp_path, "a.pdf", make_pdf([FIRST]))
    assert isinstance(article, Article)
    assert (article.title, article.url, article.published) == ("T", "https://a.example/1", "2025-11-01")
    assert list(read_articles([tmp_path])) == [article]


def test_the_libraries_are_only_loaded_by_the_process_that_needs_them(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([FIRST]))
    code = (
        "import sys, qa.articles; assert len(list(qa.articles.read_articles(sys.argv[1:]))) == 1;"
        "print({'pypdfium2', 'docx', 'warcio', 'email.parser', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("set()", "")
