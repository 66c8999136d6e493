"""What outlets print around their news: notes of correction, walls, credits and links, the names of outlets."""
