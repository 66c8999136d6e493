"""Runs: questions asked one after the other, their answers as rows of a folder."""
