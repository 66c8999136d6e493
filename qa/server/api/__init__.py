"""The JSON of the command line over HTTP."""

from qa.server.api import asking

OPERATIONS = asking.OPERATIONS
ROUTES = tuple(operation.make_route() for operation in OPERATIONS)

__all__ = ["OPERATIONS", "ROUTES"]
