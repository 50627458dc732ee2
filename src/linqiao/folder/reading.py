"""Reading the files of a folder, every one to its end before anything is written."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

from linqiao.core.flags import SPECIAL_CARE, unknown_flags
from linqiao.folder.faults import FolderFault
from linqiao.journal.record import EnvelopeError, open_envelope

FILE_BYTES_MAX: Final = 2_000_000_000
LINE_CHARACTERS_MAX: Final = 8_000_000
ONCE: Final = "the name once; it stands here twice"
RESIDENTS: Final = ("household", "name", "phone", "flags")
CATALOGUE: Final = (
    "code",
    "label",
    "name",
    "aliases",
    "category",
    "unit",
    "price",
    "packs",
    "step",
    "max",
    "rx",
)
PARTNERS: Final = ("code", "kind", "name", "phone", "note")
CAMPAIGN: Final = (
    "name",
    "compound",
    "starts",
    "community",
    "subdistrict",
    "district",
    "city",
    "timezone",
    "hazard",
)
ROUND: Final = ("items", "opens", "closes")


class Repeated(Exception):
    """A name that stands twice in one JSON object: which of the two counts, nobody knows."""


@dataclass(frozen=True)
class Row:
    """A row of a table with the line on which it stands."""

    line: int
    fields: Mapping[str, str]


def read_text(folder: Path, name: str) -> str:
    """The whole file as text; a missing, unreadable or badly encoded one is a fault."""
    path = folder / name
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise FolderFault(name, f"a file of at most {FILE_BYTES_MAX} bytes")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise FolderFault(name, "the file is missing") from None
    except IsADirectoryError:
        raise FolderFault(name, "a file is needed here, this is a folder") from None
    except OSError as fault:
        raise FolderFault(name, f"the file cannot be read ({fault.strerror})") from None
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise FolderFault(name, "text in UTF-8", line=line) from None


def read_json(folder: Path, name: str, fields: tuple[str, ...] | None = None) -> dict[str, Any]:
    """An object of a JSON file with exactly these fields (any, where ``None``)."""
    try:
        found = parse_json(read_text(folder, name))
    except json.JSONDecodeError as fault:
        raise FolderFault(name, f"valid JSON ({fault.msg})", line=fault.lineno) from None
    except Repeated as fault:
        raise FolderFault(name, ONCE, field=str(fault)) from None
    except ValueError:
        raise FolderFault(name, "numbers of a usual length") from None
    except RecursionError:
        raise FolderFault(name, "JSON that is not nested so deeply") from None
    if not isinstance(found, dict):
        raise FolderFault(name, "a JSON object {...}", line=1)
    if fields is not None:
        check_fields(name, found, fields)
    return found


def parse_json(text: str) -> Any:  # any JSON value
    """The value of a JSON text in which every name of an object stands once."""
    return json.loads(
        text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise Repeated(next(name for name in found if times[name] > 1))
    return found


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise json.JSONDecodeError(f"{text} is no number that can be kept", text, 0)
    return number


def _no_constant(text: str) -> None:
    raise json.JSONDecodeError(f"{text} is no JSON number", text, 0)


def check_fields(
    name: str, found: Mapping[str, Any], fields: tuple[str, ...], line: int = 0, at: str = ""
) -> None:
    """Fault on a missing or unknown field of an object."""
    for field in fields:
        if field not in found:
            raise FolderFault(name, "the field is missing", line=line, field=at + field)
    for field in found:
        if field not in fields:
            right = f"the field is not known; known are {', '.join(fields)}"
            raise FolderFault(name, right, line=line, field=at + field)


def read_table(folder: Path, name: str, columns: tuple[str, ...]) -> list[Row]:
    """Rows of a CSV file whose header has exactly these columns."""
    # Only line feeds part rows: a cell may hold any other sign that Python would part lines at.
    reader = csv.reader(StringIO(read_text(folder, name), newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise FolderFault(name, f"a header: {','.join(columns)}", line=1)
        check_fields(name, dict.fromkeys(header), columns, line=1)
        if len(header) != len(columns):
            raise FolderFault(name, f"each column once: {','.join(columns)}", line=1)
        return list(_rows(reader, name, header))
    except csv.Error as fault:
        raise FolderFault(name, f"a valid CSV row ({fault})", line=reader.line_num) from None


def _rows(
    reader: Any, name: str, header: list[str]
) -> Iterator[Row]:  # csv's reader has no public type
    before = reader.line_num
    for values in reader:
        line, before = before + 1, reader.line_num
        if not values:
            continue
        if len(values) != len(header):
            raise FolderFault(name, f"{len(header)} values, here are {len(values)}", line=line)
        yield Row(line, dict(zip(header, values, strict=True)))


def read_residents(folder: Path) -> list[Row]:
    """Rows of ``residents.csv``; a flag outside the contract's is a fault."""
    rows = read_table(folder, "residents.csv", RESIDENTS)
    for row in rows:
        for flag in unknown_flags(row.fields["flags"]):
            right = f"flags of {', '.join(SPECIAL_CARE)}, with | between them, not {flag!r}"
            raise FolderFault("residents.csv", right, line=row.line, field="flags")
    return rows


def read_events(folder: Path, name: str = "events.jsonl") -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, event) of each event; one without id, time,
    author or type is a fault of the folder.
    """
    path = folder / name
    if not path.is_file():
        raise FolderFault(name, "the file is missing")
    with path.open("rb") as handle:
        for line, raw in enumerate(handle, 1):
            if len(raw) > LINE_CHARACTERS_MAX:
                raise FolderFault(name, f"a line of at most {LINE_CHARACTERS_MAX} bytes", line=line)
            if raw.strip():
                yield line, _event(name, line, raw)


def _event(name: str, line: int, raw: bytes) -> dict[str, Any]:
    try:
        event = parse_json(raw.decode("utf-8-sig" if line == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise FolderFault(name, "text in UTF-8", line=line) from None
    except json.JSONDecodeError as fault:
        raise FolderFault(name, f"one JSON object on the line ({fault.msg})", line=line) from None
    except Repeated as fault:
        raise FolderFault(name, ONCE, line=line, field=str(fault)) from None
    except ValueError:
        raise FolderFault(name, "numbers of a usual length", line=line) from None
    except RecursionError:
        raise FolderFault(name, "JSON that is not nested so deeply", line=line) from None
    if not isinstance(event, dict):
        raise FolderFault(name, "one JSON object {...} on the line", line=line)
    try:
        open_envelope(event)
    except EnvelopeError as fault:
        field, _, right = str(fault).partition(": ")
        raise FolderFault(name, right, line=line, field=field) from None
    return event
