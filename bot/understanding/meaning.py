"""What a person meant: one frozen value, the whole result of understanding a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.events import Form
from bot.understanding.dates.reading import TimeReading
from bot.understanding.reminding import Reminding


class Intent(StrEnum):
    """What the person wants of the bot."""

    EVENTS = "events"
    RECORDING = "recording"
    TRIP = "trip"
    FEEDBACK = "feedback"
    REMINDER = "reminder"
    TOPIC_WISH = "topic_wish"
    ANNOUNCEMENT = "announcement"
    CONTACT = "contact"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    OTHER = "other"


class Aspect(StrEnum):
    """What is asked of an event."""

    TIME = "time"
    LINK = "link"
    HOST = "host"
    TOPIC = "topic"
    DURATION = "duration"
    PLACE = "place"
    FORM = "form"
    REGISTRATION = "registration"
    DEADLINE = "deadline"
    SEATS = "seats"
    COUNT = "count"
    STATUS = "status"
    AUDIENCE = "audience"
    CERTIFICATE = "certificate"


class Direction(StrEnum):
    """Whether what is asked about is still to come or already past."""

    COMING = "coming"
    PAST = "past"


class Which(StrEnum):
    """Which of several is meant."""

    ALL = "all"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Selector:
    """How many of which end: "kolme seuraavaa" is FIRST, 3."""

    which: Which = Which.ALL
    count: int = 1


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word that tells what an event is about: as written, and what it may be found by.

    `keys` are its possible base forms, `stems` what its derivations share, `first` and `last` the same of
    a compound's earlier parts and of its last one, `parts` how many it has; see topics.py. `cued` says
    that the sentence marks it as a topic ("lautapeleistä", "aiheena lautapelit"). Words of one `group`
    are sought together; several groups are several things asked of at once ("lautapelit ja siemenet").
    """

    text: str
    keys: tuple[str, ...]
    stems: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    parts: int = 1
    cued: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Excluded:
    """What is not asked for: "muuta kuin webinaareja" leaves out a series, "muita kuin Jarnon" a host."""

    series: tuple[str, ...] = ()
    topic: tuple[TopicWord, ...] = ()
    hosts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.series or self.topic or self.hosts)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the events that were shown is meant.

    `nth` are places in their list, counted from 1, or from its end when negative. What else is told narrows it:
    "se Jarnon", "se torstain", "se peruttu". `asked` says that one asks which of them have what is asked about
    ("mihin niistä pitää ilmoittautua").
    """

    nth: tuple[int, ...] = ()
    series: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    place: str = ""
    form: Form | None = None
    times: tuple[TimeReading, ...] = ()
    cancelled: bool = False
    moved: bool = False
    asked: bool = False

    @property
    def by_name(self) -> bool:
        """Whether it names something that may be looked for beyond the list as well."""
        return bool(self.series or self.hosts or self.place or self.times)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was asked, in the calendar's own terms.

    `series` are names as the calendar has them; `group` is what they were called together ("vinkkikahvit"),
    empty when one series was named. `shown` are the numbers of events that a follow-up means by "se", `among`
    those of the list that they are from, `choice` which of that list is meant, `step` how far from them along the
    calendar ("sitä seuraava" is 1), and `besides` those that are not meant ("mitä muuta"). `hint` names what an
    answer should mind: the strongest concept behind OTHER ("weather"), for example. `stranger` says that somebody
    was named as a host who is none: the name itself is not kept. `evidence` explains the choice of intent, for
    tests and for the curious; it never goes to a log. `reminding` tells more of the wish when the intent is
    REMINDER.
    """

    language: str
    intent: Intent
    aspects: frozenset[Aspect] = frozenset()
    series: tuple[str, ...] = ()
    group: str = ""
    topic: tuple[TopicWord, ...] = ()
    hosts: tuple[str, ...] = ()
    place: str = ""
    form: Form | None = None
    times: tuple[TimeReading, ...] = ()
    direction: Direction = Direction.COMING
    selector: Selector = Selector()
    shown: tuple[int, ...] = ()
    among: tuple[int, ...] = ()
    choice: Choice | None = None
    step: int = 0
    besides: tuple[int, ...] = ()
    hint: str = ""
    stranger: bool = False
    excluded: Excluded = Excluded()
    evidence: tuple[str, ...] = ()
    reminding: Reminding | None = None
