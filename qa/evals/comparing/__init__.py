"""Runs held against each other and against limits."""
