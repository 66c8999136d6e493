"""Articles as rows: JSON, tables, and what other programs export."""
