"""What only a browser can tell: accessibility, sideways scrolling, console errors, how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import browser as browsers

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS = (320, 390, 768, 1280, 2560)
AXE_WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
FITS = "document.documentElement.scrollWidth <= window.innerWidth"


def check(addresses: Mapping[str, str], pictures: Path) -> tuple[dict[str, int], list[str]]:
    """The weight of each page over the wire, and faults; writes ``pictures/KIND-WIDTH-SCHEME.png``."""
    path = browsers.find()
    if path is None:
        return {}, ["no Chromium; install one, or set CHROMIUM=/path/to/chromium"]
    pictures.mkdir(parents=True, exist_ok=True)
    faults, weights = [], {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for kind, address in addresses.items():
            weights[kind] = _weight(chromium, address)
            for scheme in SCHEMES:
                faults += [f"{kind}: {fault}" for fault in _look(chromium, kind, address, scheme, pictures)]
        chromium.close()
    return weights, faults


def _weight(chromium: Browser, address: str) -> int:
    """Bytes of everything a phone fetches at its first visit, as the server sent them."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="ar")
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    page.goto(address, wait_until="networkidle")
    context.close()
    return sum(sizes)


def _look(
    chromium: Browser, kind: str, address: str, scheme: Literal["light", "dark"], pictures: Path
) -> list[str]:
    faults: list[str] = []
    context = chromium.new_context(color_scheme=scheme, locale="ar", reduced_motion="reduce")
    page = context.new_page()
    page.on(
        "console",
        lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.goto(address, wait_until="networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.fonts.ready")
        if not page.evaluate(FITS):
            faults.append(f"scrolls sideways at {width} px")
        if width in AXE_WIDTHS:
            faults += [f"{fault} ({scheme}, {width} px)" for fault in _axe(page)]
            page.screenshot(path=pictures / f"{kind}-{width}-{scheme}.png", full_page=True)
    context.close()
    return faults


def _axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"axe {fault['id']}: {fault['nodes'][0]['target']}" for fault in found]
