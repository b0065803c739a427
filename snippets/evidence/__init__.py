"""Reads the input: the log of a failed job, a token's claims, the publishers on PyPI."""
