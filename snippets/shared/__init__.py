"""What every other folder may use: making text safe to print, fetching, bad input."""
