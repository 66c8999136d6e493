"""Evaluate over a grid of settings."""
