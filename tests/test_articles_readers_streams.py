import io
import tracemalloc

import pytest

from qa.articles.readers.streams import describe_size, open_metered, read_lines, read_whole


class Endless(io.RawIOBase):
    """A stream of one line of a given length, made as it is read, and a short line after it."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.tail = b"\nend\n"

    def read(self, size: int = -1, /) -> bytes:
        if self.left:
            size = min(size, self.left)
            self.left -= size
            return b"x" * size
        piece, self.tail = self.tail[:size], self.tail[size:]
        return piece


def ignore(_: int) -> None:
    pass


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        pytest.param(b"one\ntwo", [b"one\n", b"two"], id="last line without an end"),
        pytest.param(b"0123456789\nnext\n", [b"0123456789\n", b"next\n"], id="just short enough"),
        pytest.param(b"0123456789x\nnext\n", [None, b"next\n"], id="one too long"),
        pytest.param(b"x" * 1_000, [None], id="too long and last"),
        pytest.param(b"", [], id="nothing"),
    ],
)
def test_lines_over_the_limit_are_left_out(data: bytes, lines: list[bytes | None]) -> None:
    stream = open_metered(io.BytesIO(data), ignore)
    assert list(read_lines(stream, limit=10)) == lines


def test_a_huge_line_never_is_in_memory() -> None:
    stream = open_metered(Endless(200_000_000), ignore)  # type: ignore[arg-type]
    tracemalloc.start()
    lines = list(read_lines(stream, limit=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == [None, b"end\n"]
    assert peak < 5_000_000


def test_no_more_than_the_limit_is_read_as_a_whole() -> None:
    assert read_whole(open_metered(io.BytesIO(b"12345"), ignore), limit=5) == b"12345"
    assert read_whole(open_metered(io.BytesIO(b"123456"), ignore), limit=5) is None


def test_every_byte_is_reported_once_even_after_a_peek() -> None:
    sizes: list[int] = []
    stream = open_metered(io.BytesIO(b"x" * 200_000), sizes.append)
    assert stream.peek()[:1] == b"x"
    assert len(stream.read()) == sum(sizes) == 200_000
    assert max(sizes) < 200_000 or len(sizes) > 1


@pytest.mark.parametrize(("size", "name"), [(20_000_000, "20 MB"), (1_500, "1.5 kB"), (12, "12 bytes")])
def test_sizes_are_written_for_people(size: int, name: str) -> None:
    assert describe_size(size) == name
