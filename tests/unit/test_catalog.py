"""What the whole site keeps of each article."""

from __future__ import annotations

from datetime import date

from mujaz.analysis.record import Analysis, Entity
from mujaz.site.catalog import condense

NAMED = Entity("سامر الخطيب", "PER", "سامر-الخطيب", 0.5, True, False, ((0, 11), (20, 31)))


def names_key(entity: Entity) -> bytes:
    analysis = Analysis("a.txt", "عنوان", None, None, None, (), (), (entity,), ())
    return condense("", analysis, path="a.txt", key="", slug="a", fallback=date(2026, 3, 1))[0].names_key


def test_names_are_resolved_again_only_where_it_could_matter() -> None:
    before = names_key(NAMED)
    assert names_key(NAMED._replace(salience=0.4)) == before
    assert names_key(NAMED._replace(salience=0.2)) != before
    assert names_key(NAMED._replace(tag=False)) != before
    assert names_key(NAMED._replace(mentions=((0, 11),))) != before
    assert names_key(NAMED._replace(name="سمر الخطيب")) != before
