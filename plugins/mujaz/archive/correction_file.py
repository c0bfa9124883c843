"""Reads a corrections file table by table, so that every fault has its line and costs its own table alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple, cast

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.record import EntityKind
from mujaz.archive.toml_habits import ACTION_WORDS, FIELD_WORDS, habits, plain, remark

#: {action: {field: (type, required)}}
FIELDS: dict[str, dict[str, tuple[str, bool]]] = {
    "add": {
        "name": ("name", True),
        "kind": ("kind", True),
        "slug": ("slug", False),
        "aliases": ("names", False),
    },
    "rename": {"name": ("name", True), "to": ("name", True), "slug": ("slug", False)},
    "alias": {"name": ("name", True), "aliases": ("names", True)},
    "merge": {"names": ("names", True), "into": ("name", True)},
    "split": {
        "name": ("name", True),
        "articles": ("patterns", True),
        "to": ("name", True),
        "slug": ("slug", False),
        "kind": ("kind", False),
    },
    "retype": {"name": ("name", True), "kind": ("kind", True)},
    "hide": {"name": ("name", True), "articles": ("patterns", False)},
}
KIND_WORDS = '"PER" (شخص), "LOC" (مكان), "ORG" (جهة) or "MISC" (شيء آخر)'
_KINDS: dict[str, EntityKind] = {
    name_key(word): kind
    for kind, words in cast(
        "dict[EntityKind, str]",
        {
            "PER": "per|شخص|شخصية",
            "LOC": "loc|مكان|موقع",
            "ORG": "org|جهة|مؤسسة|منظمة|هيئة",
            "MISC": "misc|شيء آخر|شيء|أخرى|آخر|غير ذلك",
        },
    ).items()
    for word in words.split("|")
}
#: the longest name a page may bear, in characters
MAX_NAME = 120
_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]*)(\]\]?)\s*(?:#.*)?")
#: a table's name between brackets of any kind or none, and what stands behind it
_LOOSE_HEADER = re.compile(r"[\s\[［【(]*([^\W\d_][^\[\]［］【】()=,:#\"']*)(?:[\s\]］】):：]*)(?:#.*)?(.*)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class Fault(NamedTuple):
    """What is wrong at a line (from 1), and what to write instead.

    ``code`` is stable, and with ``values``, what was found, enough to say the same in other words.
    """

    line: int
    message: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


def fault(line: int, message: str, code: str, **values: str) -> Fault:
    """A fault with what was found as keywords."""
    return Fault(line, message, code, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file: its action, the line of its header, its values and the lines they stand on."""

    action: str
    line: int
    values: dict[str, Any]
    body: tuple[str, ...]

    def at(self, text: str) -> int:
        """The line where a field, or else a value, of this table stands.

        The header's line if it is not to be found.
        """
        field = re.compile(rf"\s*[\"']?{re.escape(text)}[\"']?\s*=")
        for number, line in enumerate(self.body):
            if field.match(line):
                return self.line + 1 + number
        for number, line in enumerate(self.body):
            if f'"{text}"' in line or f"'{text}'" in line:
                return self.line + 1 + number
        return self.line


def read_tables(text: str) -> tuple[list[Table], list[Fault]]:
    """The tables that are in order, and the faults of the others."""
    tables: list[Table] = []
    faults: list[Fault] = []
    for line, header, body in _blocks(text):
        action, wrong = _action(line, header, body)
        if wrong:
            faults.append(wrong)
        if not action:
            continue
        try:
            values = tomllib.loads("\n".join(body))
        except tomllib.TOMLDecodeError as error:
            faults += _syntax_faults(line, body, str(error))
            continue
        except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
            message = "is nested too deeply, or has too long a number; write plain texts and lists of texts"
            faults.append(fault(line, message, "entities-nested"))
            continue
        table = Table(action, line, values, tuple(body))
        found = list(_check(table))
        faults += found
        if not found:
            tables.append(table)
    return tables, faults


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """The file cut at its table headers.

    (line of the header from 1, header, lines below it). Line 0: before any.
    """
    number, header, open_text = 0, "", ""
    body: list[str] = []
    for at, line in enumerate(plain(text).split("\n"), 1):
        if not open_text and _is_header(line):
            yield number, header, body
            number, header, body = at, line, []
            continue
        body.append(line)
        for mark in re.findall(r'"""|' + "'''", line.split("#")[0] if not open_text else line):
            open_text = mark if not open_text else "" if mark == open_text else open_text
    yield number, header, body


def _is_header(line: str) -> bool:
    """Whether a table begins here, even if its name is not written as it should be."""
    whole = _HEADER.fullmatch(line) and "=" not in line and not line.rstrip().endswith(",")
    return bool(whole) or bool(_known_action(line))


def _known_action(line: str) -> str:
    """The correction that a line names, alone or first between brackets; "" if it names none."""
    found = _LOOSE_HEADER.match(line)
    word = found[1].strip().lower() if found else ""
    if found and found[2].strip() and not line.lstrip().startswith("["):
        return ""
    return word if word in FIELDS else ACTION_WORDS.get(name_key(word), "") if word else ""


def _action(line: int, header: str, body: list[str]) -> tuple[str, Fault | None]:
    choice = ", ".join(f"[[{action}]]" for action in FIELDS)
    if not line:
        for number, content in enumerate(body, 1):
            if remark(content):
                message = "is a remark without #; write # before it"
                return "", fault(number, message, "entities-remark")
            if content.strip() and not content.lstrip().startswith("#"):
                message = f"stands before any table; begin a table first: {choice}"
                return "", fault(number, message, "entities-outside", choice=choice)
        return "", None
    match = _HEADER.fullmatch(header)
    known = _known_action(header)
    if known and not match:
        message = f"names a table in other brackets, or says more; write [[{known}]] on a line of its own"
        return known, fault(line, message, "entities-brackets", written=f"[[{known}]]")
    name = match[2].strip("\"' \t") if match else ""
    if name not in FIELDS:
        close = [known] if known else get_close_matches(name.lower(), FIELDS, n=1)
        written = f"[[{close[0]}]]" if close else choice
        message = f'there is no correction "{name}"; write {written if close else f"one of {choice}"}'
        return known, fault(line, message, "entities-unknown", name=name, written=written)
    if match and (match[1], match[3]) != ("[[", "]]"):
        message = f"a table needs two brackets on each side; write [[{name}]]"
        return name, fault(line, message, "entities-brackets", written=f"[[{name}]]")
    return name, None


def _syntax_faults(line: int, body: list[str], error: str) -> list[Fault]:
    """Every line that is plainly wrong, or else where the parser stopped."""
    found = [Fault(line + number, message, code) for number, message, code in habits(body)]
    if found:
        return found
    place = _PLACE.search(error)
    at = (
        int(place[1])
        if place and place[1]
        else max((i for i, x in enumerate(body, 1) if x.strip()), default=0)
    )
    what = _PLACE.sub("", error)
    if what == "Cannot overwrite a value":
        return [fault(line + at, "is the same field again; keep one of the two", "entities-field-twice")]
    message = f'is not TOML ({what}); write field = "text", lists as ["one", "two"]'
    return [fault(line + at, message, "entities-syntax")]


def _check(table: Table) -> Iterator[Fault]:
    """Everything wrong with the fields of one table."""
    fields = FIELDS[table.action]
    for field, value in table.values.items():
        if field not in fields:
            arabic = [one for one in FIELD_WORDS.get(name_key(field), ()) if one in fields]
            close = arabic or get_close_matches(field.lower(), fields, n=1)
            hint = f'"{close[0]}"' if close else "one of " + ", ".join(fields)
            message = f'[[{table.action}]] has no field "{field}"; write {hint}'
            written = close[0] if close else ", ".join(fields)
            yield fault(table.at(field), message, "entities-field-unknown", field=field, written=written)
            continue
        wrong = _wrong(fields[field][0], value)
        if wrong:
            yield fault(table.at(field), f"{field}: {wrong.what}", wrong.code, field=field, found=wrong.found)
    for field, (_, required) in fields.items():
        if required and field not in table.values:
            written = f"{field} = {_example(fields[field][0])}"
            message = f'[[{table.action}]] lacks "{field}"; add {written}'
            yield fault(table.line, message, "entities-field-missing", written=written)


def kind_of(word: str) -> EntityKind | None:
    """The kind that a word stands for, in capitals or small letters, or in Arabic.

    >>> kind_of("ORG"), kind_of("مؤسسة"), kind_of("person")
    ('ORG', 'ORG', None)
    """
    return _KINDS.get(name_key(word))


def _example(what: str) -> str:
    return {"kind": '"PER"', "names": '["…"]', "patterns": '["2026/03/*"]', "slug": '"latin-letters"'}.get(
        what, '"…"'
    )


class _Wrong(NamedTuple):
    what: str
    code: str
    found: str = ""


def _wrong(what: str, value: object) -> _Wrong | None:
    """What is wrong with a field's value, and what to write."""
    if what in ("names", "patterns"):
        if not isinstance(value, list) or not value:
            return _Wrong(f"is not a list of texts; write {_example(what)}", "entities-no-list")
        kind = "name" if what == "names" else "text"
        return next((wrong for one in value if (wrong := _wrong(kind, one))), None)
    if not isinstance(value, str):
        return _Wrong(f"is not a text; write {_example(what)}", "entities-no-text")
    shown = value[:MAX_NAME]
    if what == "kind":
        message = f'"{shown}" is no kind; write {KIND_WORDS}'
        return None if kind_of(value) else _Wrong(message, "entities-kind", shown)
    if what == "slug":
        message = f'"{shown}" is no address; write small Latin letters, digits and hyphens'
        right = _SLUG.fullmatch(value) and len(value) <= MAX_NAME
        return None if right else _Wrong(message, "entities-slug", shown)
    if len(value) > MAX_NAME:
        message = f"has {len(value)} characters; write at most {MAX_NAME}"
        return _Wrong(message, "entities-long", str(MAX_NAME))
    if what == "name" and not name_key(value):
        return _Wrong(f'"{value}" has no letters; write a name', "entities-no-name", value)
    return None if value.strip() else _Wrong("is empty; write a text", "entities-empty")
