"""How events change testing and disinfection."""

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop
from linqiao.health import queries, rules
from linqiao.health.events import (
    DisinfectLog,
    TestingClose,
    TestingHousehold,
    TestingOpen,
    TestingResult,
)
from linqiao.health.models import Disinfection, Presence, Session
from linqiao.journal.events import Stamp, handles
from linqiao.people.queries import require_partner, require_volunteer
from linqiao.places.queries import require_buildings, require_household


@handles(TestingOpen)
def open_session(event: TestingOpen, stamp: Stamp) -> None:
    """Begin a testing session."""
    if Session.objects.filter(code=event.code).exists():
        words = gettext_noop("There is a testing session %(session)s already.")
        raise Refusal("duplicate_code", words, session=event.code)
    require_buildings(event.buildings)
    Session(
        code=event.code,
        date=event.date,
        place=event.place,
        mode=event.mode,
        buildings=list(event.buildings),
        starts=event.starts,
        state="open",
        seq=stamp.seq,
    ).save()


@handles(TestingHousehold)
def count_household(event: TestingHousehold, stamp: Stamp) -> None:
    """Count a household that has come; everybody present is swabbed or excused."""
    require_household(event.household)
    session = queries.session(event.session)
    rules.next_session_state(session.state, "test", session.code)
    rules.check_everybody(event.present, event.swabbed, event.excused)
    Presence(seq=stamp.seq, **event.model_dump()).save()


@handles(TestingClose)
def close_session(event: TestingClose, stamp: Stamp) -> None:
    """End a session and hand its tubes over."""
    session = queries.session(event.session)
    require_partner(event.handed_to)
    session.state = rules.next_session_state(session.state, "close", session.code)
    session.tubes, session.handed_to = event.tubes, event.handed_to
    session.save(update_fields=["state", "tubes", "handed_to"])


@handles(TestingResult)
def note_result(event: TestingResult, stamp: Stamp) -> None:
    """Note how many tubes are abnormal."""
    session = queries.session(event.session)
    session.state = rules.next_session_state(session.state, "answer", session.code)
    session.tubes_abnormal = event.tubes_abnormal
    session.save(update_fields=["state", "tubes_abnormal"])


@handles(DisinfectLog)
def log_disinfection(event: DisinfectLog, stamp: Stamp) -> None:
    """Add an entry to the disinfection log."""
    require_volunteer(event.member)
    Disinfection(seq=stamp.seq, at=stamp.at, **event.model_dump()).save()
