"""Take in what a request brings: files that were sent, pages and feeds of the web; told while it happens."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import BinaryIO

from qa.articles import ReadOptions
from qa.errors import UsageProblem
from qa.ingest import Found, IngestTally, WebSources, find_in_sent, is_address, take_in, take_in_web
from qa.server.services import QUOTED, Services, Tell
from qa.server.telling import tell_reader

# Chosen: a whole request is bounded too, and what a zip holds may be larger than it.
_LARGEST = 20_000_000
_MOST_ADDRESSES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSource:
    """One thing that is dealt with.

    Attributes:
        done: How many are dealt with so far.
        reason: Why there is no article of it, a short clause.
    """

    done: int
    origin: str
    status: str
    title: str = ""
    reason: str = ""


async def take_in_sent(
    services: Services,
    *,
    files: Sequence[tuple[str, BinaryIO]] = (),
    pages: Sequence[str] = (),
    feeds: Sequence[str] = (),
) -> AsyncGenerator[TakenSource | IngestTally, None]:
    """Yield each thing as it is dealt with, and what became of all; where nobody waits, it ends, and what is in stays.

    Addresses of this machine and its network are never asked.

    Args:
        services: Whose library.
        files: What was sent, each with its name.
        pages: Addresses of articles.
        feeds: Addresses of feeds, which are followed from now on.

    Raises:
        ServerReadOnly: Nobody may add anything.
        UsageProblem: There is nothing to take in, or an address is none.
    """
    addresses = [*pages, *feeds]
    if not files and not addresses:
        raise UsageProblem("Nothing to take in. Send files, or addresses as pages or feeds.")
    if len(addresses) > _MOST_ADDRESSES:
        raise UsageProblem(f"At most {_MOST_ADDRESSES} addresses are taken at once.")
    wrong = next((address for address in addresses if not is_address(address)), None)
    if wrong is not None:
        raise UsageProblem(f"{wrong[:80]!r} is no address. Give one that begins with http:// or https://.")
    web = WebSources(pages=tuple(pages), feeds=tuple(feeds), read=_READ)

    def run(tell: Tell) -> IngestTally:
        return _take_in(services, files, web, tell)

    async with services.hold_writing(), aclosing(services.follow(run, model=QUOTED)) as told:
        async for each in told:
            yield each


_READ = ReadOptions(max_bytes=_LARGEST, max_file_bytes=_LARGEST)


def _take_in(services: Services, files: Sequence[tuple[str, BinaryIO]], web: WebSources, tell: Tell) -> IngestTally:
    tally = IngestTally()

    def note(found: Found, passages: int) -> None:
        tally.add(found, passages)
        title = found.article.title if found.article else ""
        done = tally.statuses.total()
        tell(
            TakenSource(
                done=done, origin=found.origin, status=found.status, title=title, reason=tell_reason(found.reason)
            )
        )

    if files:
        take_in(services.library, find_in_sent(files, _READ), on_found=note)
    if web.pages or web.feeds:
        take_in_web(services.library, web, on_found=note)
    return tally


def tell_reason(reason: str) -> str:
    """Return why something was not taken in, as a short clause for readers."""
    return tell_reader(reason).removesuffix(".") if reason else ""
