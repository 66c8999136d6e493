"""What a web server sends, read: pages, feeds, and pages that are no articles."""
