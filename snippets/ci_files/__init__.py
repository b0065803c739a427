"""What a CI file says: which jobs publish, what their publishers must hold, and what is wrong."""
