"""Names the editor wants as tags: those of the header line ``الوسوم: …`` (``Tags: …``).

A wish is a mention like any other, standing in the header. It is granted where it is a name of the article's,
in any of the forms that the article uses, or of somebody listed, or where it has several words that stand in
the text as they are. Anything else is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.classes import read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import head_of
from mujaz.analysis.entities.keys import after_letters, name_key, without_proclitics, words
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import Entity, EntityKind, Problem, Span

WISHED = 0.8  # salience: whom an editor names, the article is about

_WISH = re.compile(r"[^،؛,;|#]+")


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The names of a header's value ``text[start:end]``.

    >>> value = "الوسوم: دمشق، وزارة التربية ؛ #مهرجان_الزيتون"
    >>> [value[start:end] for start, end in split(value, 8, len(value))]
    ['دمشق', 'وزارة التربية', 'مهرجان_الزيتون']
    """
    for found in _WISH.finditer(text, start, end):
        wish = found[0].strip()
        if wish:
            first = found.start() + found[0].index(wish)
            yield first, first + len(wish)


def grant(
    text: str, entities: Sequence[Entity], wishes: Sequence[Span]
) -> tuple[list[Entity], list[Problem]]:
    """The entities, the wished ones as tags, most salient first; a notice for each line's other wishes."""
    found, unknown = list(entities), list[Span]()
    places: dict[str, int] = {}
    for place, entity in enumerate(found):
        for form in (entity.name, *(text[start:end] for start, end in entity.mentions)):
            places.setdefault(name_key(form), place)
    slugs: dict[str, int] = {entity.slug: place for place, entity in enumerate(found) if entity.known}
    for start, end in wishes:
        name = text[start:end].replace("_", " ")
        slug = gazetteer.shipped().lookup(name)
        key = name_key(name)
        known = places.get(key, slugs.get(slug or "", _by_surname(found, key)))
        if known is not None:
            old = found[known]
            mentions = tuple(sorted({*old.mentions, (start, end)}))
            found[known] = old._replace(tag=True, salience=max(old.salience, WISHED), mentions=mentions)
        elif slug and (entry := gazetteer.shipped().entry(slug)):
            slugs[slug] = len(found)
            found.append(Entity(entry.name, entry.kind, slug, WISHED, True, True, ((start, end),)))
        elif places_of := _written(text, name, end):
            taken = [span for entity in found for span in entity.mentions]
            free = [
                (first, last)
                for first, last in places_of
                if not any(first < other_end and other < last for other, other_end in taken)
            ]
            places[key] = len(found)
            mentions = ((start, end), *free)
            found.append(Entity(name, _kind(name), slug_of(name), WISHED, True, False, mentions))
        else:
            unknown.append((start, end))
    return sorted(found, key=lambda entity: (-entity.salience, entity.mentions[0])), _problems(text, unknown)


def _written(text: str, name: str, after: int) -> list[Span]:
    """Where a name of several words stands behind ``after``, with or without a proclitic before it."""
    wanted = tuple(words(name).keys)
    if len(wanted) < 2:
        return []  # one word may be a topic: اقتصاد
    run = words(text, after)
    found = []
    for at, key in enumerate(run.keys):
        for taken, rest in without_proclitics(key):
            if rest == wanted[0] and run.spells(at + 1, wanted[1:]):
                start = after_letters(text, run.starts[at], taken) if taken else run.starts[at]
                found.append((start, run.ends[at + len(wanted) - 1]))
                break
    return found


def _kind(name: str) -> EntityKind:
    """What a name nobody knows is by its first word: an institution, a place, somebody, else a thing."""
    first = normalise(name.split(maxsplit=1)[0])
    head = head_of(first)
    kind = (head.construct or head.definite) if head and not head.skip else None
    if kind is None:
        kind = "PER" if read_classes().get(first, frozenset()) & {"given_arab", "given_foreign"} else "MISC"
    return kind


def _by_surname(entities: Sequence[Entity], key: str) -> int | None:
    """The place of the one person whose name ends so."""
    places = [
        place
        for place, entity in enumerate(entities)
        if entity.kind == "PER" and name_key(entity.name).endswith(f" {key}")
    ]
    return places[0] if len(places) == 1 else None


def _problems(text: str, unknown: Sequence[Span]) -> list[Problem]:
    by_line: dict[int, list[str]] = {}
    for start, end in unknown:
        by_line.setdefault(text.count("\n", 0, start), []).append(text[start:end])
    return [
        Problem(
            line,
            "tag-unknown",
            f"no name of the article and none that is listed: '{'، '.join(names)}'; "
            "write names as the article does, or add them to entities.toml",
        )
        for line, names in by_line.items()
    ]
