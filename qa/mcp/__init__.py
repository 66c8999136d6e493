"""Tools for assistants: search, fetch, ask, check and brief over the Model Context Protocol."""

from qa.mcp.opening import ServicesOpener
from qa.mcp.transports import create_tools_app, make_tools_face, serve_stdio

__all__ = ["ServicesOpener", "create_tools_app", "make_tools_face", "serve_stdio"]
