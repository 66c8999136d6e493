import io
import zipfile
from pathlib import Path

import pytest
from file_samples import SENTENCES, make_zip, read_file, read_one, read_reason

from qa.articles import Skipped

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def make_docx(*, style: str = "Title", title: str = "") -> bytes:
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.core_properties.title = title
    document.add_paragraph("Bridge closed for the winter", style=style)
    for line in ("By Ann Lee and Bo Ray", "31 October 2025", *SENTENCES):
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Ferries", "72 a day"), strict=True):
        cell.text = text
    document.save(stream)
    return stream.getvalue()


def change_part(data: bytes, change: dict[bytes, bytes], *, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    for old, new in change.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
    return make_zip(parts)


def test_paragraphs_and_tables_are_read_in_their_order(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.docx", make_docx())
    assert article.title == "Bridge closed for the winter"
    assert article.authors == ("Ann Lee", "Bo Ray")
    assert article.published == "2025-10-31"
    assert article.pages == ()
    assert article.text.split("\n")[3:] == [*SENTENCES, "Ferries\t72 a day"]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(tmp_path: Path) -> None:
    run = b"<w:r><w:t>Engineers found cracks"
    change = {
        run: b'<w:ins w:id="1"><w:r><w:t xml:space="preserve">Late on Friday, </w:t></w:r></w:ins>'
        b"<w:del><w:r><w:delText>It is said that </w:delText></w:r></w:del>" + run
    }
    text = read_one(tmp_path, "a.docx", change_part(make_docx(), change)).text
    assert "\nLate on Friday, Engineers found cracks in four" in text


@pytest.mark.parametrize(
    ("properties", "style", "is_read"),
    [
        pytest.param(b"<w:vanish/>", b"", False, id="the run"),
        pytest.param(b'<w:vanish w:val="0"/>', b"", True, id="a run that is told not to be"),
        pytest.param(b'<w:rStyle w:val="Unseen"/>', b"<w:rPr><w:vanish/></w:rPr>", False, id="its style"),
        pytest.param(b'<w:rStyle w:val="Unseen2"/>', b"<w:rPr><w:vanish/></w:rPr>", False, id="a style based on it"),
        pytest.param(
            b'<w:rStyle w:val="Unseen"/><w:vanish w:val="false"/>', b"<w:rPr><w:vanish/></w:rPr>", True, id="shown anew"
        ),
        pytest.param(b'<w:rStyle w:val="Unseen"/>', b"<w:rPr><w:b/></w:rPr>", True, id="another style"),
    ],
)
def test_hidden_type_is_no_text(tmp_path: Path, properties: bytes, style: bytes, is_read: bool) -> None:
    run = b"<w:r><w:t>Engineers found cracks"
    planted = b"<w:r><w:rPr>" + properties + b"</w:rPr><w:t>In all 480 fled.</w:t></w:r>"
    styles = (
        b'<w:style w:type="character" w:styleId="Unseen">' + style + b"</w:style>"
        b'<w:style w:type="character" w:styleId="Unseen2"><w:basedOn w:val="Unseen"/></w:style></w:styles>'
    )
    data = change_part(make_docx(), {run: planted + run})
    data = change_part(data, {b"</w:styles>": styles}, name="word/styles.xml")
    text = read_one(tmp_path, "a.docx", data).text
    assert ("480" in text, "Engineers found cracks" in text) == (is_read, True)


def test_a_docx_without_a_suffix_is_told_by_its_beginning(tmp_path: Path) -> None:
    assert read_one(tmp_path, "unnamed", make_docx()).title == "Bridge closed for the winter"


@pytest.mark.parametrize(
    "entities",
    [
        pytest.param(f'<!ENTITY l0 "haha">{LAUGHS}<!ENTITY x "&l11;">', id="billion laughs"),
        pytest.param('<!ENTITY x SYSTEM "FILE">', id="file"),
        pytest.param('<!ENTITY % d SYSTEM "FILE"> %d;', id="outer declarations"),
        pytest.param(f'<!ENTITY x "{"ha" * 100_000}">', id="a long one"),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
def test_entities_are_never_expanded(tmp_path: Path, entities: str, part: str) -> None:
    (tmp_path / "outer.dtd").write_text('<!ENTITY x "haha">')
    doctype = f"<!DOCTYPE x [{entities}]>".replace("FILE", (tmp_path / "outer.dtd").as_uri()).encode()
    root, place = (b"<w:document", b"31 ") if part.startswith("word") else (b"<cp:coreProperties", b"A title")
    change = {root: doctype + root, place: b"&x;&x;&x;&x;" + place}
    data = change_part(make_docx(style="Heading 1", title="A title"), change, name=part)
    [found] = read_file(tmp_path, "a.docx", data)
    assert "haha" not in str(found)
    assert isinstance(found, Skipped) or part.startswith("docProps")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "a DOCX that is broken", id="empty"),
        pytest.param(make_docx()[:5_000], "a DOCX that is broken", id="cut"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + b"\0" * 512, "a DOCX that is locked by a password, or is a DOC", id="locked"
        ),
        pytest.param(make_zip({"a.txt": b"Text."}), "a DOCX that has no document in it", id="other zip"),
        pytest.param(make_zip({"word/document.xml": b"<x/>"}), "a DOCX that can't be taken apart", id="bare"),
        pytest.param(
            change_part(make_docx(), {b"<w:body>": b"<w:body><w:p>"}), "a DOCX that can't be taken apart", id="bad XML"
        ),
        pytest.param(
            change_part(make_docx(), {b"<w:body>": b"<w:p>" * 100_000}), "a DOCX that can't be taken apart", id="deep"
        ),
        pytest.param(
            change_part(make_docx(), {b"<w:body>": b"<w:body>" + b" " * 40_000_000}),
            "a DOCX that becomes too large when it is unpacked",
            id="bomb",
        ),
    ],
)
def test_a_docx_that_is_none_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_reason(tmp_path, "a.docx", data).startswith(reason)


def test_a_docx_that_is_too_large_is_told(tmp_path: Path) -> None:
    assert read_reason(tmp_path, "a.docx", make_docx(), max_file_bytes=500) == "larger than 500 bytes"


def test_a_docx_without_text_is_told(tmp_path: Path) -> None:
    from docx import Document

    stream = io.BytesIO()
    Document().save(stream)
    assert read_reason(tmp_path, "a.docx", stream.getvalue()) == "no text"
