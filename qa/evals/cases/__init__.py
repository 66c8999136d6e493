"""The cases of an evaluation, in the formats that people have them in."""
