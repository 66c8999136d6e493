"""Taking news in, from wherever it comes: files, pages and feeds; what is new, what changed, what is gone."""

from qa.ingest.files import find_in_files, find_in_sent
from qa.ingest.found import Found, Status
from qa.ingest.gather import GatherOptions
from qa.ingest.refresh import WebSources, hold_refresh, list_followed, take_in_web
from qa.ingest.taking import take_in
from qa.ingest.tally import MISSED, IngestTally, RefreshTally
from qa.ingest.worklist import is_address

__all__ = [
    "MISSED",
    "Found",
    "GatherOptions",
    "IngestTally",
    "RefreshTally",
    "Status",
    "WebSources",
    "find_in_files",
    "find_in_sent",
    "hold_refresh",
    "is_address",
    "list_followed",
    "take_in",
    "take_in_web",
]
