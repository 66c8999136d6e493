"""What is no answer as text: passages, articles, feeds, what a library holds and what changed in it."""
