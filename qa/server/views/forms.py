"""Read the forms of pages: what was typed, and the files that were sent with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import QueryParams, UploadFile
from starlette.requests import ClientDisconnect, Request

from qa.errors import UsageProblem

# Chosen: a draft is typed or pasted into a field, and a folder of articles is dropped at once.
_LARGEST_FIELD = 8_000_000
_MOST_FILES, _MOST_FIELDS = 1_000, 1_000
_HIGHEST_PAGE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """What a form sends; files without a name were not chosen, and are left out."""

    fields: QueryParams
    files: tuple[tuple[str, UploadFile], ...]


@asynccontextmanager
async def open_form(request: Request) -> AsyncIterator[SentForm]:
    """Read a form; its files can be read until the block ends. Raises UsageProblem."""
    try:
        form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    except ClientDisconnect:
        raise UsageProblem("The request broke off, or is longer than this server takes.") from None
    try:
        items = form.multi_items()
        yield SentForm(
            fields=QueryParams([(name, value) for name, value in items if isinstance(value, str)]),
            files=tuple((file.filename, file) for _, file in items if isinstance(file, UploadFile) and file.filename),
        )
    finally:
        await form.close()


def read_page_number(fields: QueryParams) -> int:
    """Return the page of a long list that an address asks for, the first where it asks for none."""
    typed = fields.get("page", "")
    return max(1, min(int(typed), _HIGHEST_PAGE)) if typed.isdecimal() and len(typed) <= len(str(_HIGHEST_PAGE)) else 1


def find_page_address(path: str, fields: QueryParams, page: int) -> str:
    """Return the address of another page of the same list."""
    kept = [(name, value) for name, value in fields.multi_items() if name != "page" and value]
    return f"{path}?{QueryParams([*kept, ('page', str(page))])}"
