"""Does what PyPI does: decides about a token, and accepts and stores what its forms would."""
