"""What a stored record depends on besides the article: the analysis itself."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mujaz import analysis

#: Packages whose release may change a record.
PACKAGES = ("charset-normalizer", "hijridate", "numpy")


@cache
def fingerprint() -> bytes:
    """Hash of the analysis: its source (which names its version), its data, the packages it computes with.

    The files are hashed, not only the version, so that in a checkout an edited rule or word list never meets
    records of its former self. Once a process: what is imported is what was hashed.
    """
    digest = blake2b(digest_size=16)
    digest.update(f"{sys.version_info[:2]}".encode())
    for package in PACKAGES:
        try:
            digest.update(f" {package} {version(package)}".encode())
        except PackageNotFoundError:
            digest.update(f" {package} missing".encode())
    folder = Path(analysis.__path__[0])
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            digest.update(f"\0{path.relative_to(folder).as_posix()} {len(data)}\0".encode())
            digest.update(data)
    return digest.digest()
