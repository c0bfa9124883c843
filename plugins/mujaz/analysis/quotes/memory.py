"""Speech acts, and what is remembered of them from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.people import Person
from mujaz.analysis.quotes.phrase import Phrase


@dataclass(slots=True)
class Event:
    """A speech act: where its cue stands and who speaks."""

    position: int  # token of the cue
    end: int  # first token after the cue and its subject
    cue: Cue | None
    speaker: Person | None
    mention: Phrase | None
    rule: str
    confidence: float
    inner: bool = False  # in a relative clause, or in what somebody else says
    attached: bool = True  # False: an aside (بحسب …) that a verb of its own sentence outranks


@dataclass(slots=True)
class Memory:
    """What a reader remembers between sentences: who has the floor, and who had it before."""

    current: Person | None = None
    line: int = -1
    sure: float = 1.0  # how sure it is that they spoke
    recent: list[Person] = field(default_factory=list)
    topic: Person | None = None  # whom the paragraph read last was about, if nobody spoke in it
    topic_line: int = -1

    def speaks(self, person: Person, line: int, sure: float = 1.0) -> None:
        """``person`` has the floor now; who goes on is no surer than who began."""
        self.current, self.line, self.sure = person, line, sure
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)
        del self.recent[:-12]
