"""One server with three faces over one chain: a page, the JSON of the command line, and what chat clients speak."""

from qa.server.app import Face, create_app
from qa.server.options import ServerOptions
from qa.server.services import Services

__all__ = ["Face", "ServerOptions", "Services", "create_app"]
