"""Measurements: ratios and quality, run by hand and never asserted in the unit tests."""
