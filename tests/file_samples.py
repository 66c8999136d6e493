"""Files of the formats that articles come in, made by hand, and the reading of one."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa.articles import Article, ReadOptions, Skipped, read_articles

SENTENCES = [
    "The council of Port Ellery voted on Friday to close the old bridge for the whole of the winter.",
    "Engineers found cracks in four of its eleven pillars, a report published this week says.",
    "“We can’t wait for spring,” said Mara Quint, who heads the town’s works department.",
    "Ferries will run every twenty minutes, and those who live on the island travel for nothing.",
]
PAGE = (
    '<!doctype html><html lang="en"><head><title>Bridge closed for the winter</title></head><body><article>'
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "</article><script>steal()</script></body></html>"
)


def read_file(folder: Path, name: str, data: bytes, **options: object) -> list[Article | Skipped]:
    (folder / name).write_bytes(data)
    return list(read_articles([str(folder / name)], ReadOptions(**options)))  # type: ignore[arg-type]


def read_one(folder: Path, name: str, data: bytes, **options: object) -> Article:
    [found] = read_file(folder, name, data, **options)
    assert isinstance(found, Article), found
    return found


def read_reason(folder: Path, name: str, data: bytes, **options: object) -> str:
    """Return why the file is skipped, having checked that a file read after it comes in."""
    (folder / name).write_bytes(data)
    (folder / "other.txt").write_text("Another article.")
    sources = [str(folder / name), str(folder / "other.txt")]
    found, other = read_articles(sources, ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Skipped), found
    assert isinstance(other, Article)
    return found.reason


def make_pdf(pages: Iterable[Sequence[str]], *, title: str = "", picture: bool = False) -> bytes:
    """Return a PDF whose pages have these lines, from top to bottom; picture puts one on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"]
    objects[2] += b" /Encoding /WinAnsiEncoding >>"
    objects.append(b"<< /Title (" + title.encode("cp1252") + b") >>")
    objects.append(_stream(b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"))
    kids = []
    for lines in pages:
        text = b"".join(
            b"BT /F1 11 Tf 72 %d Td (%s) Tj ET\n" % (760 - 14 * number, _escape(line))
            for number, line in enumerate(lines)
        )
        objects.append(_stream(text + b"q 595 0 0 842 0 0 cm /I Do Q\n" * picture))
        drawn = b"/XObject << /I 5 0 R >>" if picture else b""
        resources = b"<< /Font << /F1 3 0 R >> " + drawn + b" >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources " % len(objects)
            + resources
            + b" >>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    return _join_objects(objects)


def make_zip(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _escape(line: str) -> bytes:
    data = line.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        data = data.replace(mark, b"\\" + mark)
    return data


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def _join_objects(objects: Sequence[bytes]) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return data + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)
