"""The settings for hosting: those of pelicanconf.py, with SITEURL from the command (make publish SITEURL=https://…)."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403
