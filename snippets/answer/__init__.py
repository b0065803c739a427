"""What is said to a reader: the causes, in which order, and in which words."""
