"""The README says what is so: settings, commands, files, and what becomes of its raw article."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from mujaz.analysis.article import analyse
from mujaz.desk import cli

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_settings_table_is_the_codes() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "readme.py"))
    assert tool["with_settings"](README) == README, "call: python tools/readme.py settings"


def test_every_make_target_it_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", README))
    assert named and named <= targets


def test_every_command_is_named_and_no_other() -> None:
    commands = set(re.findall(r"\{?([a-z]+)\b", " ".join(_subcommands())))
    named = set(re.findall(r"`?(?:\.venv/bin/)?mujaz ([a-z]+)", README))
    assert named <= commands
    assert {"analyse", "explain", "check"} <= named


def _subcommands() -> list[str]:
    parser = cli._parser()
    (group,) = [action for action in parser._actions if action.dest == "command"]
    return list(group.choices or ())


def test_every_file_it_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_its_raw_article_becomes_what_it_says() -> None:
    start = README.index("    مدينة الواحة")
    raw = "\n".join(line[4:] for line in README[start : README.index("\n\n", start)].splitlines())
    record = analyse(raw)
    assert [line.kind for line in record.lines] == [
        "title",
        "paragraph",
        "caption",
        "paragraph",
        "boilerplate",
    ]
    assert [(quote.kind, quote.speaker) for quote in record.quotes] == [
        ("mixed", "سلمى الحوراني"),
        ("speech", "سلمى الحوراني"),
    ]
