"""What Chroma deletes is erased from its files, where it leaves it in them itself."""
