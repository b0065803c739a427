"""Shared by all other folders: safe output, downloads, and bad input."""
