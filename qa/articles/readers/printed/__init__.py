"""What is printed on pages, such as those of a PDF, put back into the order in which it is read."""
