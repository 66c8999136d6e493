"""The calls that most scripts need: take articles in, ask, check a text, find words, brief on a topic, evaluate."""
