"""The pages of the documents that are made of the program."""
