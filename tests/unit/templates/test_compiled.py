"""Templates that an earlier build compiled are not compiled again, and never used for another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mujaz.site import templating


def printed(folder: Path, kept: dict[str, bytes]) -> str:
    """The one template of a theme, as a new process prints it."""
    env = Environment(loader=FileSystemLoader(folder), autoescape=True)
    templating.quicken(env, [folder], templating.Compiled(kept))
    return templating.page(env.get_template("page.html"), {"name": "<سعاد>", "count": 3})


def test_a_kept_template_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{{ name }} {{ count }}", encoding="utf-8")
    kept: dict[str, bytes] = {}
    assert printed(tmp_path, kept) == "&lt;سعاد&gt; 3"
    monkeypatch.setattr(Environment, "_generate", lambda *_, **__: pytest.fail("compiled again"))
    assert printed(tmp_path, kept) == "&lt;سعاد&gt; 3"


def test_an_edited_template_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ name }}", encoding="utf-8")
    kept: dict[str, bytes] = {}
    printed(tmp_path, kept)
    (tmp_path / "page.html").write_text("{{ count }}", encoding="utf-8")
    assert printed(tmp_path, kept) == "3"


def test_a_damaged_one_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ name }}", encoding="utf-8")
    kept: dict[str, bytes] = {}
    printed(tmp_path, kept)
    assert printed(tmp_path, dict.fromkeys(kept, b"no code")) == "&lt;سعاد&gt;"


def test_a_faulty_template_costs_only_its_own_pages(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("{% if %}", encoding="utf-8")
    (tmp_path / "page.html").write_text("{{ name }}", encoding="utf-8")
    assert printed(tmp_path, {}) == "&lt;سعاد&gt;"
