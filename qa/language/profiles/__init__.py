"""The profiles of the languages, a module each."""
