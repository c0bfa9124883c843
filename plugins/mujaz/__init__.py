"""Mujaz: raw Arabic news articles become a digest site. The Pelican plugin connects its signals here."""
