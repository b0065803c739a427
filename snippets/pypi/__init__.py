"""What PyPI does: how it decides about a token, and what its forms accept and store."""
