"""One article: text in, analysis record out. Pure: no Pelican, clock, locale or network."""
