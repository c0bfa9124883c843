"""Addresses that were published lead on, whatever is corrected, and whatever correction is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest

from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import Entity, EntityKind
from mujaz.archive.corrections import parse
from mujaz.archive.published import notes
from mujaz.archive.resolution import Resolution
from mujaz.archive.resolve import resolve


def entity(name: str, kind: EntityKind = "PER", slug: str = "") -> Entity:
    return Entity(name, kind, slug or slug_of(name), 0.5, True, bool(slug), ((0, 1), (2, 3)))


ARCHIVE: Sequence[tuple[str, Sequence[Entity]]] = [
    ("a.txt", [entity("سليم المرجاني"), entity("روسيا", "LOC", "russia"), entity("مرصد الوادي", "ORG")]),
    ("b.txt", [entity("سليم المرجاني"), entity("مرصد الوادى", "ORG")]),
    ("c.txt", [entity("هدى الصياد"), entity("مرصد الوادي", "ORG")]),
]
TABLES = [
    '[[rename]]\nname = "هدى الصياد"\nto = "هدى التل"\n',
    '[[rename]]\nname = "روسيا"\nto = "روسيا الاتحادية"\nslug = "rus"\n',
    '[[split]]\nname = "سليم المرجاني"\narticles = ["b.txt"]\nto = "سليم الرسام"\n',
    '[[merge]]\nnames = ["سليم الرسام"]\ninto = "هدى الصياد"\n',
    '[[merge]]\nnames = ["هدى الصياد", "روسيا"]\ninto = "سليم الرسام"\n',
    '[[add]]\nname = "مرصد وادي الزيتون"\naliases = ["مرصد الوادي"]\nkind = "ORG"\n',
    '[[add]]\nname = "مرصد وادي الزيتون"\naliases = ["مرصد الوادي"]\nkind = "ORG"\nslug = "olive"\n',
]


def resolved(text: str = "", published: Iterable[str] = ()) -> Resolution:
    return resolve(ARCHIVE, parse(text), published=published)


@pytest.mark.parametrize("table", TABLES)
def test_a_correction_that_is_withdrawn_leaves_no_address_dead(table: str) -> None:
    first = resolved()
    noted = notes(first, ())
    corrected = resolved(table, noted)
    assert first.entities.keys() <= corrected.entities.keys() | corrected.redirects.keys()
    noted = notes(corrected, noted)
    withdrawn = resolved("", noted)
    assert withdrawn.entities == first.entities
    assert corrected.entities.keys() <= withdrawn.entities.keys() | withdrawn.redirects.keys()
    assert resolved("", notes(withdrawn, noted)) == withdrawn


def test_where_a_withdrawn_corrections_page_leads() -> None:
    noted = notes(resolved(TABLES[0] + TABLES[2]), ())
    withdrawn = resolved("", noted)
    assert withdrawn.redirects["هدى-التل"] == "هدى-الصياد"
    assert withdrawn.redirects["سليم-الرسام"] == "سليم-المرجاني"
    assert {"هدى-التل", "سليم-الرسام"} <= set(withdrawn.moved)


def test_a_name_that_gets_an_address_leads_there_from_its_own_and_every_spelling() -> None:
    old, new = TABLES[5:]
    assert "مرصد-وادي-الزيتون" in resolved(old).entities
    resolution = resolved(new)
    for slug in ("مرصد-وادي-الزيتون", "مرصد-الوادي", "مرصد-الوادى"):
        assert resolution.redirects[slug] == "olive"


@pytest.mark.parametrize("tables", [*combinations(TABLES[:6], 2)])
def test_what_is_noted_changes_nothing(tables: tuple[str, ...]) -> None:
    """The build after a publication finds the same, and notes the same."""
    before = notes(resolved(), ())
    resolution = resolved("".join(tables), before)
    noted = notes(resolution, before)
    assert resolved("".join(tables), noted) == resolution
    assert notes(resolution, noted) == noted


def test_redirects_that_were_pages() -> None:
    assert resolved().redirects == {"مرصد-الوادى": "مرصد-الوادي"}
    assert resolved().moved == ()  # a spelling, never a page
    assert resolved("", ["مرصد-الوادى"]).moved == ()
    assert resolved(TABLES[0]).moved == ("هدى-الصياد",)
    assert set(resolved(TABLES[0], ["مرصد-الوادي", "مرصد-الوادى=مرصد-الوادي"]).moved) == {
        "هدى-الصياد",
        "مرصد-الوادى",
    }
