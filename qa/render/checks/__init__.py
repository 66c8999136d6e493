"""Show what the check of a text found: on a terminal, as Markdown, as a page, as JSON; and where words were said."""
