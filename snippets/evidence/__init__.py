"""What a reader gives: the log of a failed job, a token's claims, what stands on PyPI."""
