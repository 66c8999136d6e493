"""One server with three faces over one chain: a page, the JSON of the command line, and what chat clients speak.

What a name needs is imported when it is first used: the tools for assistants take none of the pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.server.app import Face, create_app
    from qa.server.options import ServerOptions
    from qa.server.services import Services

__all__ = ["Face", "ServerOptions", "Services", "create_app"]

_HOMES = {
    "Face": "qa.server.app",
    "ServerOptions": "qa.server.options",
    "Services": "qa.server.services",
    "create_app": "qa.server.app",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'qa.server' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
