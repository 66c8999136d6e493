import pytest

from qa.articles.text.clean import clean_text, clip_line, decode_bytes, is_binary

FRENCH = "Le président a été élu à Paris, où il a parlé de la réforme devant les députés de l'Assemblée."


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        pytest.param("one\r\ntwo\rthree\n", "one\ntwo\nthree", id="line ends"),
        pytest.param("page\x0cpage\x0bline\x85line", "page\npage\nline\nline", id="other line breaks keep words apart"),
        pytest.param("a\x00b\x07c\x7fd\x9be", "abcde", id="control codes"),
        pytest.param("\x1b[31;1mred\x1b[0m text", "red text", id="colour"),
        pytest.param("\x1b]0;title\x07text\x1b]8;;http://x\x1b\\link", "textlink", id="window title and link"),
        pytest.param("\x1b]0;never closed\nnext line", "next line", id="open string ends with its line"),
        pytest.param("a\x1b(Bb\x1bcc\x1b", "abc", id="other escapes"),
        pytest.param("\ufeffbom", "bom", id="byte order mark"),
        pytest.param("\u200b \u2060text\U000e0041 \ufeff\u200b", "text", id="what is not seen, at the ends too"),
        pytest.param(
            "Ver\u00adwaltung der Do\u00ad\nnau", "Verwaltung der Do-\nnau", id="soft hyphens, seen at breaks"
        ),
        pytest.param("half \ud83d emoji", "half \ufffd emoji", id="lone surrogate"),
        pytest.param(
            "tab\tstays  \nas does space at a line's end", "tab\tstays  \nas does space at a line's end", id="space"
        ),
        pytest.param(
            "cafe\u0301 \u201cquote\u201d\u00a0\u2014",
            "cafe\u0301 \u201cquote\u201d\u00a0\u2014",
            id="no normalization",
        ),
        pytest.param("\x1b\x1b[0m[31m", "[31m", id="what is left of nested escapes is harmless"),
    ],
)
def test_text_is_cleaned_of_what_is_not_text(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


def test_a_line_is_single_and_capped() -> None:
    assert clip_line(" A\n title\twith \x1b[1mbreaks ") == "A title with breaks"
    assert clip_line("Mi\u00adnis\u00adter \u202edenies\u202c\u200b \U000e0041") == "Minister denies"
    assert len(clip_line("x" * 10_000)) == 500


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("é“”".encode(), "é“”", id="utf-8"),
        pytest.param("é".encode("utf-8-sig"), "é", id="utf-8 with a mark"),
        pytest.param("é".encode("utf-16"), "é", id="utf-16 with a mark"),
        pytest.param("é".encode("utf-32"), "é", id="utf-32 with a mark"),
        pytest.param(FRENCH.encode("cp1252"), FRENCH, id="French in windows-1252"),
        pytest.param(
            b"He said \x93yes\x94, the caf\xe9 owner said, and left the room at once.", None, id="smart quotes"
        ),
        pytest.param("Выборы прошли в воскресенье, сообщили власти города.".encode("cp1251"), None, id="Russian"),
        pytest.param("東京で会談が行われた。大臣は合意を発表した。".encode("cp932"), None, id="Japanese"),
    ],
)
def test_bytes_are_decoded_in_their_encoding(data: bytes, text: str | None) -> None:
    expected = text or data.decode({0x48: "cp1252", 0xC2: "cp1251"}.get(data[0], "cp932"))
    assert decode_bytes(data) == expected


def test_damaged_utf8_stays_utf8_with_the_damage_marked() -> None:
    data = "Москва, Київ, 東京".encode()
    assert decode_bytes(data[:-1]) == "Москва, Київ, 東\ufffd"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        pytest.param("é“".encode("cp1252"), "ISO-8859-1", "é“", id="latin-1 means windows-1252"),
        pytest.param("Größe".encode(), "iso-8859-1", "Größe", id="valid UTF-8 against its declaration"),
        pytest.param("東京".encode("iso2022_jp"), "iso-2022-jp", "東京", id="declared seven-bit encoding"),
        pytest.param("Źródła".encode("cp1250"), "windows-1250", "Źródła", id="declared one-byte encoding"),
        pytest.param(FRENCH.encode("cp1252"), "no-such-encoding", FRENCH, id="unknown declaration"),
        pytest.param(FRENCH.encode("cp1252"), "hex", FRENCH, id="a codec that is no encoding"),
    ],
)
def test_a_declared_encoding_counts_where_utf8_fails(data: bytes, declared: str, text: str) -> None:
    assert decode_bytes(data, declared=declared) == text


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", True, id="png"),
        pytest.param(b"text\0text", True, id="NUL"),
        pytest.param(bytes(range(1, 32)) * 10, True, id="control codes"),
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"\x1b[1mcolour\x1b[0m\x0c\n" * 10, False, id="terminal log"),
        pytest.param("é".encode("utf-16"), False, id="utf-16 with a mark"),
    ],
)
def test_binary_data_is_told_from_text(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary
    assert (decode_bytes(data) is None) is binary
