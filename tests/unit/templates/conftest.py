from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """The hand-made view objects beside this file."""
    path = Path(__file__).with_name("samples.py")
    spec = importlib.util.spec_from_file_location("theme_samples", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["theme_samples"] = module
    spec.loader.exec_module(module)
    return module
