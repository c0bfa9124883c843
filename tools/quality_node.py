"""What Node and Java bring: the Nu HTML checker or html-validate, and Lighthouse."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import browser as browsers

PACKAGES = ("html-validate@10.9.0", "lighthouse@12.8.2", "vnu-jar@26.9.27")
LIGHTHOUSE_RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: What the Nu checker says of valid, wanted things. Everything else counts.
TOLERATED = ("light-dark",)
#: What html-validate takes for faults but the standard does not.
RULES = {
    "extends": ["html-validate:standard"],
    "rules": {"long-title": "off", "no-inline-style": "off", "doctype-style": "off", "void-style": "off"},
}


def tools(folder: Path) -> Path | None:
    """Install the pinned packages below ``folder`` (once); None, and a line, without npm."""
    npm = shutil.which("npm")
    if npm is None:
        print("quality: no npm: HTML is not validated and Lighthouse does not run; install Node for both")
        return None
    modules = folder / "node_modules"
    stamp = folder / "installed.json"
    if stamp.is_file() and json.loads(stamp.read_text()) == list(PACKAGES):
        return modules
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        npm,
        "install",
        "--prefix",
        str(folder),
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--silent",
    ]
    done = subprocess.run(
        [*command, "--ignore-scripts", *PACKAGES],
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
        check=False,
    )
    if done.returncode:
        print(f"quality: npm could not install {', '.join(PACKAGES)}: HTML is not validated, no Lighthouse")
        return None
    stamp.write_text(json.dumps(list(PACKAGES)))
    return modules


def validate(pages: list[Path], modules: Path | None) -> list[str]:
    """Errors in the HTML of ``pages``: by the Nu checker where Java is there, else by html-validate."""
    if modules is None or not pages:
        return []
    java = shutil.which("java")
    return _vnu(pages, modules, java) if java else _html_validate(pages, modules)


def _vnu(pages: list[Path], modules: Path, java: str) -> list[str]:
    jar = next(modules.glob("vnu-jar/build/dist/vnu.jar"))
    command = [java, "-jar", str(jar), "--format", "json", "--errors-only", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr or done.stdout)["messages"]
    return [
        f"{_short(item['url'])}:{item.get('lastLine')}: {item['message']}"
        for item in found
        if not any(word in item["message"] for word in TOLERATED)
    ]


def _html_validate(pages: list[Path], modules: Path) -> list[str]:
    config = modules.parent / "htmlvalidate.json"
    config.write_text(json.dumps(RULES))
    command = [str(modules / ".bin" / "html-validate"), "--config", str(config), "--formatter", "json"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=False)
    if not done.stdout:
        return [f"html-validate did not run: {done.stderr.strip().splitlines()[:1]}"]
    return [
        f"{_short(page['filePath'])}:{item['line']}: {item['message']} ({item['ruleId']})"
        for page in json.loads(done.stdout)
        for item in page["messages"]
        if item["severity"] == 2
    ]


def _short(path: str) -> str:
    return path.rsplit("quality-site/", 1)[-1]


def lighthouse(addresses: Mapping[str, str], modules: Path | None, build: Path) -> dict[str, dict[str, int]]:
    """Lighthouse's four marks, on a phone, for each page; the 404 page is not one it can load.

    The best of up to three runs: what else the machine does only ever takes speed away.
    """
    chromium = browsers.find()
    if modules is None or chromium is None:
        return {}
    folder = build / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    marks: dict[str, dict[str, int]] = {}
    for kind, address in addresses.items():
        if kind == "404":
            continue
        best = dict.fromkeys(CATEGORIES, 0)
        for _ in range(LIGHTHOUSE_RUNS):
            found = _marks(address, modules, chromium, folder / f"{kind}.json")
            best = {name: max(best[name], found[name]) for name in CATEGORIES}
            if min(best.values()) == 100:
                break
        marks[kind] = best
        print(f"quality: Lighthouse {kind}: {' '.join(map(str, best.values()))}", flush=True)
    return marks


def _marks(address: str, modules: Path, chromium: str, report: Path) -> dict[str, int]:
    """One run of Lighthouse; zeros where it fails."""
    command = [
        str(modules / ".bin" / "lighthouse"), address, "--quiet", "--output=json", f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
    ]  # fmt: skip
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, check=False)
    if done.returncode or not report.is_file():
        return dict.fromkeys(CATEGORIES, 0)
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round((found[name]["score"] or 0) * 100) for name in CATEGORIES}
