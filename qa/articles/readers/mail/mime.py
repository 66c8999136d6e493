"""Take the messages apart that e-mail and saved pages (MHTML) are, within bounds of size and of parts."""

import io
import re
from dataclasses import dataclass
from typing import Any

from qa.articles.article import Skipped
from qa.articles.build import ReadOptions
from qa.articles.readers.streams import describe_size, read_whole
from qa.articles.text.clean import decode_bytes

# A message of so many lines and parts takes half a gigabyte.
_MOST_LINES, _MOST_PARTS = 1_500_000, 10_000
_LONGEST_HEADER = 2_000
_QUOTE_MARKS = re.compile(r">*")
_SIGNATURE = "-- "


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A message taken apart.

    headers  by name in small letters, decoded
    plain    its first plain text, or None
    html     its first page, or None
    """

    headers: dict[str, str]
    plain: str | None
    html: str | None


def load_message(stream: io.BufferedReader, origin: str, options: ReadOptions) -> MailMessage | Skipped:
    """Return the message of a stream, or why there is none; attachments are not looked at."""
    data = read_whole(stream, limit=options.max_file_bytes)
    if data is None:
        return Skipped(origin=origin, reason=f"larger than {describe_size(options.max_file_bytes)}")
    if data.count(b"\n") > _MOST_LINES or data.count(b"\n--") > _MOST_PARTS:
        return Skipped(origin=origin, reason=f"a message of more than {_MOST_PARTS:,} parts or {_MOST_LINES:,} lines")
    try:
        return _take_apart(data)
    except Exception as error:
        return Skipped(origin=origin, reason=f"the message can't be taken apart ({type(error).__name__})")


def _take_apart(data: bytes) -> MailMessage:
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import EmailPolicy

    class BoundedPolicy(EmailPolicy):
        """Cuts headers: the time to parse one grows with the square of its length."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            return name, value[:_LONGEST_HEADER]

    message = message_from_bytes(data, policy=BoundedPolicy())
    assert isinstance(message, EmailMessage)
    parts = [part for part in message.walk() if not part.is_multipart() and not part.is_attachment()]
    return MailMessage(
        headers={name.lower(): str(value) for name, value in reversed(message.items())},
        plain=_read_first(parts, "text/plain"),
        html=_read_first(parts, "text/html"),
    )


def _join_soft_breaks(text: str) -> str:
    """Return a text with the lines together that its writer did not break (RFC 3676): those that end with a space."""
    lines = text.replace("\r\n", "\n").split("\n")
    joined = lines[:1]
    for line in lines[1:]:
        before = joined[-1]
        depth, other = _QUOTE_MARKS.match(before), _QUOTE_MARKS.match(line)
        if before.endswith(" ") and before != _SIGNATURE and depth and other and depth[0] == other[0]:
            joined[-1] = before + line[other.end() :].removeprefix(" ")
        else:
            joined.append(line)
    return "\n".join(joined)


def _read_first(parts: list[Any], kind: str) -> str | None:
    """Return the text of the first part of a kind that holds any."""
    for part in parts:
        if part.get_content_type() == kind:
            text = decode_bytes(part.get_payload(decode=True) or b"", declared=part.get_content_charset())
            if text and text.strip():
                return _join_soft_breaks(text) if part.get_param("format") == "flowed" else text
    return None
