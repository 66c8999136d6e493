"""Commands that fill a library, look at it and keep it sound."""
