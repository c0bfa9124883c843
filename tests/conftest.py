"""What every test may rely on: Pelican's process-wide state is the same after each test as before it."""

from __future__ import annotations

import locale
import logging
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def isolated() -> Iterator[None]:
    """Fail the test that alters ``sys.path`` or the locale; restore receivers and loggers."""
    from blinker import Signal
    from pelican import signals
    from pelican.log import LimitFilter

    every = [value for value in vars(signals).values() if isinstance(value, Signal)]
    receivers = [(signal, dict(signal.receivers), dict(signal._by_sender)) for signal in every]
    path, place = list(sys.path), locale.setlocale(locale.LC_ALL)
    handlers = list(logging.getLogger().handlers)
    yield
    for signal, before, by_sender in receivers:
        signal.receivers.clear()
        signal.receivers.update(before)
        signal._by_sender.clear()
        signal._by_sender.update(by_sender)
    logging.getLogger().handlers[:] = handlers
    LimitFilter._raised_messages.clear()
    after, sys.path[:] = list(sys.path), path
    place_after = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, place)
    assert after == path, "a test altered sys.path"
    assert place_after == place, "a test altered the locale"
