"""Make questions of articles, to evaluate with."""
