"""Write briefings, timelines and lists of changes for a terminal, as Markdown, as a page and as a picture."""
