"""English words and patterns that turn a statement into another one, and that tell where this can be done."""
