"""One server with three faces over one chain: a page, the JSON of the command line, and what chat clients speak."""

from qa.server.app import create_app
from qa.server.options import ServerOptions
from qa.server.services import Services

__all__ = ["ServerOptions", "Services", "create_app"]
