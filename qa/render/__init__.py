"""Write answers, passages and listings as text for a terminal, a pipe, Markdown, HTML or JSON: values in, text out."""
