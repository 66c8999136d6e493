"""Commands that ask: one question, many, a conversation, a search."""
