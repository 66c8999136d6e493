"""Taking news in, from wherever it comes: files, pages and feeds; what is new, what changed, what is gone."""

from qa.intake.files import find_in_files
from qa.intake.found import Found, Status
from qa.intake.gather import GatherOptions
from qa.intake.refresh import WebSources, hold_refresh, list_followed, take_in_web
from qa.intake.taking import take_in
from qa.intake.worklist import is_address

__all__ = [
    "Found",
    "GatherOptions",
    "Status",
    "WebSources",
    "find_in_files",
    "hold_refresh",
    "is_address",
    "list_followed",
    "take_in",
    "take_in_web",
]
