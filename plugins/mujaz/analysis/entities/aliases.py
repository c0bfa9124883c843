"""Within one article: which mentions name the same thing, and what it is called there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.record import EntityKind

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention


@dataclass
class Group:
    """The mentions of one entity in one article."""

    name: str
    kind: EntityKind
    slug: str | None
    mentions: list[Mention] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)


def group(text: str, mentions: Sequence[Mention]) -> list[Group]:
    """The article's entities, in the order of their first mentions."""
    groups: list[Group] = []
    by_slug: dict[str, Group] = {}
    loose: list[tuple[tuple[str, ...], Mention]] = []
    for mention in mentions:
        key = tuple(name_key(text[mention.start : mention.end]).split())
        if not key:
            continue
        if mention.entity is None:
            loose.append((key, mention))
            continue
        found = by_slug.get(mention.entity)
        if found is None:
            found = by_slug[mention.entity] = Group(
                text[mention.start : mention.end], mention.kind, mention.entity
            )
            groups.append(found)
        found.mentions.append(mention)
        found.keys.add(key)
    # longest first: a short form joins the full name wherever that stands in the article
    for key, mention in sorted(loose, key=lambda item: (-len(item[0]), item[1].start)):
        home = next((g for g in groups if _belongs(key, mention.kind, g)), None)
        if home is None:
            home = Group(text[mention.start : mention.end], mention.kind, None)
            groups.append(home)
        home.mentions.append(mention)
        home.keys.add(key)
    for found in groups:
        found.mentions.sort(key=lambda mention: mention.start)
    return sorted(groups, key=lambda found: found.mentions[0].start)


def _belongs(key: tuple[str, ...], kind: EntityKind, group: Group) -> bool:
    if key in group.keys:
        return True
    if kind != group.kind:
        return False
    if kind == "PER":
        return any(key == full[-len(key) :] or key == full[: len(key)] for full in group.keys)
    return False
