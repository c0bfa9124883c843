"""Mujaz: raw Arabic news articles become a digest site. The Pelican plugin connects its signals here.

Pelican gives settings, theme, static files, plugins and the command; articles take a way of their own
(``mujaz.site.pages``), since Pelican's article objects and lists cost more than the whole of it.
"""

from __future__ import annotations


def register() -> None:
    """Connect to Pelican's signals."""
    from pelican import signals

    from mujaz.site import hooks

    signals.initialized.connect(hooks.prepare)
    signals.get_generators.connect(hooks.generator)
    signals.get_writer.connect(hooks.writer)
    signals.all_generators_finalized.connect(hooks.introduce)
    signals.finalized.connect(hooks.finish)
