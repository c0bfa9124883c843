"""Print the path of a Chromium for the browser tests; install one if none is found.

Looked for in this order: the environment variable ``CHROMIUM``, the search path, the system's package
manager, Playwright's own download. Prints nothing and says why on stderr (status 1) if none is to be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
APT = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
INSTALLERS = (
    ("apt-get", [[*APT, "update", "-q"], [*APT, "install", "-y", "-q", "chromium"]]),
    ("dnf", [["dnf", "install", "-y", "chromium"]]),
    ("pacman", [["pacman", "-S", "--noconfirm", "chromium"]]),
    ("apk", [["apk", "add", "chromium"]]),
    ("zypper", [["zypper", "--non-interactive", "install", "chromium"]]),
    ("brew", [["brew", "install", "--cask", "chromium"]]),
)


def find() -> str | None:
    """The first Chromium on this machine, or None."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen if Path(chosen).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None) or playwrights_own()


def playwrights_own() -> str | None:
    """The browser that Playwright installed for itself, or None."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Exception:
        return None
    return path if Path(path).exists() else None


def attempt(command: list[str]) -> bool:
    """Run an installer quietly; its output is shown only if it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"browser: `{' '.join(command)}` failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
    return done.returncode == 0


def install() -> None:
    """Install Chromium with the first package manager there is, else with Playwright."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    for manager, commands in INSTALLERS:
        if not shutil.which(manager):
            continue
        prefix = [] if is_root or manager == "brew" else ["sudo", "-n"]
        if prefix and not shutil.which("sudo"):
            continue
        print(f"browser: installing Chromium with {manager} (once)", file=sys.stderr)
        if all(attempt([*prefix, *command]) for command in commands):
            return
    print("browser: installing Chromium with Playwright (once)", file=sys.stderr)
    attempt([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])


def main() -> int:
    """Print the browser's path; 1 if there is none and none could be installed."""
    path = find()
    if path is None:
        install()
        path = find()
    if path is None:
        print("browser: no Chromium; install one, or set CHROMIUM=/path/to/chromium", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
