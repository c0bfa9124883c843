"""All articles: the analysis store, resolution across the archive, the newsroom's corrections."""
