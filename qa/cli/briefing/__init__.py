"""Commands that brief on a topic."""
