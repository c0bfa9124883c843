"""Every line of the shipped name lists."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.lists import (
    Entry,
    name_lists,
    quick_keys,
    read_demonyms,
    read_entries,
    read_groups,
    read_institutions,
    rows,
)

ROOT = Path(__file__).parents[2]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    groups = read_groups()
    return [entry for path in name_lists() for entry in read_entries(path, groups)]


def test_there_are_enough(entries: list[Entry]) -> None:
    assert len(entries) > 2500


def test_slugs_are_latin_and_unique(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        assert SLUG.fullmatch(entry.slug), entry
        assert entry.slug not in seen, entry
        seen.add(entry.slug)


def test_no_form_is_empty_or_given_twice(entries: list[Entry]) -> None:
    faults = []
    for entry in entries:
        keys = [name_key(form) for form in entry.forms]
        if len(set(keys)) != len(keys) or not all(keys) or any(form != form.strip() for form in entry.forms):
            faults.append(entry.forms)
    assert not faults


def test_a_key_is_the_sure_form_of_one_entity(entries: list[Entry]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for form in entry.forms:
            if form not in entry.weak:
                owners[name_key(form)].add(entry.slug)
    assert not {key: slugs for key, slugs in owners.items() if len(slugs) > 1}


def test_a_weak_form_has_a_way_to_count(entries: list[Entry]) -> None:
    """By evidence of its own, or because a sure form of the entity may stand in the same text."""
    lost = [
        entry.slug
        for entry in entries
        if entry.weak
        and entry.weak >= set(entry.forms)
        and not (entry.condition.near or entry.condition.after)
    ]
    assert not lost


def test_evidence_is_asked_for_by_a_weak_form(entries: list[Entry]) -> None:
    assert not [x.slug for x in entries if (x.condition.near or x.condition.after) and not x.weak]


def test_single_words_of_three_letters_or_fewer_are_weak_or_unmistakable(entries: list[Entry]) -> None:
    """A short word is too easily another one's ending behind a proclitic."""
    short = {
        form
        for entry in entries
        for form in entry.forms
        if form not in entry.weak and len(form) < 3 and " " not in form
    }
    assert not short


def test_quick_keys_are_the_keys(entries: list[Entry]) -> None:
    forms = [form for entry in entries for form in entry.forms]
    for form, key in zip(forms, quick_keys(forms), strict=True):
        assert " ".join(key) == name_key(form)


def test_rows_have_no_stray_columns_or_blanks() -> None:
    for path in name_lists():
        for number, columns in rows(path):
            assert 3 <= len(columns) <= 8, (path.name, number)
            assert all(column == column.strip() for column in columns), (path.name, number)


def test_demonyms_and_institutions_fit_the_countries(entries: list[Entry]) -> None:
    slugs = {entry.slug for entry in entries}
    assert not read_demonyms().keys() - slugs
    heads = [head for institution in read_institutions() for head in institution.heads]
    assert len(set(heads)) == len(heads)


def test_countries_are_as_their_tool_writes_them() -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_countries.py"), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
