"""Names: finding mentions, and choosing which of them are an article's entities and tags."""
