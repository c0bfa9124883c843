"""The site's settings. Every MUJAZ_* setting is described in plugins/mujaz/site/settings.py."""

from pathlib import Path

HERE = Path(__file__).parent

SITENAME = "موجز"
MUJAZ_TAGLINE = "أخبار اليوم وأقوال أصحابها"

SITEURL = ""  # make publish SITEURL=https://… sets it
PATH = str(HERE / "content")
THEME = str(HERE / "theme")
PLUGIN_PATHS = [str(HERE / "plugins")]
PLUGINS = ["mujaz"]
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"

PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "files"]

# Feeds are made by the plugin
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Month names by tradition ("ar_LB" أيلول, "ar_MA" شتنبر), digits "latn" or "arab", the Hijri date too
MUJAZ_DATE_LOCALE = "ar"
MUJAZ_DIGITS = "latn"
MUJAZ_HIJRI = True

# What is kept between builds stays beside this file, whatever folder is built
MUJAZ_STORE = str(HERE / ".mujaz" / "store.sqlite")
MUJAZ_STATE = str(HERE / ".mujaz" / "builds")
