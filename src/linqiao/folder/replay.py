"""Replaying a folder: every event through the one door, then the figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from linqiao.folder import reading
from linqiao.folder.master import Folder, read_folder
from linqiao.journal.compounds import open_compound
from linqiao.journal.record import Answer, session
from linqiao.journal.rights import REPLAY

# Events of one transaction: a killed replay loses at most these and takes them up again.
BATCH: Final = 64
Progress = Callable[[int], None]


@dataclass
class Outcome:
    """What a replay did: how many events it took, and every refusal in the order of events."""

    folder: Folder
    taken: int = 0
    repeated: int = 0
    refused: list[Answer] = field(default_factory=list)


def replay_folder(path: Path, progress: Progress = lambda done: None) -> Outcome:
    """Check the folder as a whole, then take its master data and events, batch by batch."""
    folder = read_folder(path)
    return replay_checked(folder, progress)


def replay_checked(folder: Folder, progress: Progress = lambda done: None) -> Outcome:
    """Take a checked folder's events; what was taken before is recognised and changes nothing."""
    open_compound(folder.code, folder.compound, folder.timezone)
    outcome = Outcome(folder)
    events = _all_events(folder)
    done = 0
    while batch := list(islice(events, BATCH)):
        with session(folder.code) as door:
            answers = [door.take(event, REPLAY) for event in batch]
        for answer in answers:
            outcome.taken += 1
            outcome.repeated += answer.repeated
            if not answer.accepted and not answer.repeated:
                outcome.refused.append(answer)
        done += len(batch)
        progress(done)
    return outcome


def _all_events(folder: Folder) -> Iterator[dict[str, Any]]:
    yield from folder.master
    for _, event in reading.read_events(folder.path):
        yield event
