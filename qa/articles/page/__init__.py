"""Articles of web pages, and what a page says of itself."""
