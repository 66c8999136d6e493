"""The command line: one module for each group of commands, put together in app.py, run inside boundary.py."""
