"""Writes a site: whole files only, and only where the bytes differ from what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pelican.writers import Writer

from mujaz.site.links import file_of
from mujaz.site.press import Job, Press


class SiteWriter(Writer):
    """Pelican's writer for what Pelican itself writes, and ``write_site`` for ours."""

    def write_site(self, press: Press, jobs: Iterable[Job], files: Iterable[tuple[str, bytes]]) -> None:
        """Render and write all pages, and the files that are ready."""
        for job in jobs:
            self.put(file_of(job.address), press.render(job))
        for address, data in files:
            self.put(address, data)

    def put(self, name: str, data: bytes) -> bool:
        """Write one file below the output folder; whether its bytes changed."""
        path = Path(self.output_path) / name
        try:
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return False
        except OSError:
            pass
        path.parent.mkdir(parents=True, exist_ok=True)
        # a reader of the folder, or a build that is killed, never meets half a page
        fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
        fresh.write_bytes(data)
        fresh.replace(path)
        return True
