"""Tools for assistants: search, fetch, ask, check and brief over the Model Context Protocol.

An assistant waits for `qa mcp` to start, so what carries the tools over HTTP is a module of its own.
"""
