"""Which articles are copies of one report."""

import sqlite3


def join_story(connection: sqlite3.Connection, row: int, text: str) -> int:
    """Find the story of the article in row, note it, and return it."""
    connection.execute("UPDATE articles SET story = ? WHERE row = ?", [row, row])
    return row


def leave_story(connection: sqlite3.Connection, row: int) -> None:
    """Take the article in row out of its story."""
