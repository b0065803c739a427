"""Builds the answer for the reader: which causes, in which order, and in which words."""
