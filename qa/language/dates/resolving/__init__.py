"""Mentions of days become days: single ones, longer stretches, and what a mention is resolved by."""
