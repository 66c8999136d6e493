"""What happened on which day, and what was counted."""
