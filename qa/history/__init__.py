"""What became of articles that were cited: corrections, changed words, and answers held against what is there now."""
