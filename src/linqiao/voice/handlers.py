"""How events change what was said."""

from linqiao.journal.events import Stamp, handles
from linqiao.people.queries import require_partner
from linqiao.places.queries import require_household
from linqiao.voice import rules
from linqiao.voice.events import Feedback, FeedbackAnswer, Liaison
from linqiao.voice.models import Opinion, Talk


@handles(Liaison)
def note_talk(event: Liaison, stamp: Stamp) -> None:
    """Keep a talk; one that closes another answers its follow-up."""
    require_partner(event.with_)
    if event.closes is not None:
        earlier = Talk.objects.filter(event_id=event.closes, follow_up__isnull=False)
        count = earlier.update(answered_by=stamp.id)
        rules.check_follow_up(expects_answer=count > 0, talk=event.closes)
    Talk(
        seq=stamp.seq,
        event_id=stamp.id,
        at=stamp.at,
        by=stamp.by,
        partner=event.with_,
        direction=event.direction,
        text=event.text,
        follow_up=event.follow_up,
    ).save()


@handles(Feedback)
def take_feedback(event: Feedback, stamp: Stamp) -> None:
    """Keep what a resident has to say."""
    if event.household is not None:
        require_household(event.household)
    Opinion(
        seq=stamp.seq,
        event_id=stamp.id,
        at=stamp.at,
        by=stamp.by,
        household=event.household or "",
        owner=event.owner(stamp),
        kind=event.kind,
        text=event.text,
        about=event.about or "",
    ).save()


@handles(FeedbackAnswer)
def answer_feedback(event: FeedbackAnswer, stamp: Stamp) -> None:
    """Keep the answer."""
    asked = Opinion.objects.filter(event_id=event.about)
    count = asked.update(answer=event.text, answered_at=stamp.at)
    rules.check_answerable(is_known=count > 0, feedback=event.about)
