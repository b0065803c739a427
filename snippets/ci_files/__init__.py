"""Reads CI files: which jobs publish, which publishers they need, and what is wrong."""
