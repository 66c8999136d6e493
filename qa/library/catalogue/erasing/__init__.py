"""What is deleted from the catalogue is erased from its file, where SQLite leaves it in it."""
