"""Rewrite a follow-up so that it can be asked alone, by rules."""
