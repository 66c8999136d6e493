"""The syntax of a sentence: its parse, phrases and frames."""
