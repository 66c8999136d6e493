"""What a library holds of a topic."""
