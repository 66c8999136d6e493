"""False statements of known kinds: each changes one thing that a true sentence says."""
