"""For people: the command line, explanations, review."""
