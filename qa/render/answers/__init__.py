"""Answers as text: what is said of them in words, in lines of a terminal and in Markdown."""
