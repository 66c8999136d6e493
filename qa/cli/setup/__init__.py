"""Commands that tell what the program is set up with: models, prompts, and outlets that are trusted."""
