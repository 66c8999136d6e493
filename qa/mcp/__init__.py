"""Tools for assistants: search, fetch, ask, check and brief over the Model Context Protocol."""
