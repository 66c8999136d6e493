"""Commands that hold texts, quotations and earlier answers against the library."""
