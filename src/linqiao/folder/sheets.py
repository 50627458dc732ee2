"""Sheets of orders from files: CSV in the usual encodings, Excel and OpenDocument workbooks.

Cells become text as people see them.  A file that cannot be read whole is a fault; nothing is left
out silently.
"""

import csv
import json
import re
import zipfile
from collections import Counter
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from linqiao.core.intake import Context
from linqiao.core.sheets import Mapping, MappingFault, Sheet, column_letter, confirmed
from linqiao.folder.faults import FolderFault
from linqiao.folder.reading import ONCE, Repeated, parse_json

FILE_BYTES_MAX: Final = 20_000_000
UNPACKED_BYTES_MAX: Final = 400_000_000
ROWS_MAX: Final = 20_000
COLUMNS_MAX: Final = 400
CELL_CHARACTERS_MAX: Final = 10_000
SAMPLE_LINES: Final = 30
_WORKBOOKS: Final = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
_TEXTS: Final = (".csv", ".tsv", ".txt")
_LOST: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*? t="e"[^>]*>|[^>]*>\s*<f(?:\s[^>]*)?'
    rb"(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>)"
)
LOST: Final = "#?"  # what stands for a cell whose value the file does not hold


def read_sheet(path: Path, name: str | None = None) -> Sheet:
    """The rows of a file's sheet; ``FolderFault`` names file, sheet, row and column."""
    ending = path.suffix.lower()
    if ending not in _WORKBOOKS + _TEXTS:
        known = ", ".join(_TEXTS + _WORKBOOKS)
        raise FolderFault(path.name, f"a file of one of these kinds: {known}")
    content = _content(path)
    if ending in _TEXTS:
        if name is not None:
            raise FolderFault(path.name, "a workbook; a text file has no sheets", field="sheet")
        return _bounded(path.name, Sheet(path.stem, _text_rows(path.name, content)))
    return _bounded(path.name, _workbook_sheet(path.name, content, name))


def read_mapping(path: Path, context: Context, proposed: Mapping, sheet: Sheet) -> Mapping:
    """The mapping that a person confirmed; a fault names the field."""
    try:
        fields = parse_json(_content(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FolderFault(path.name, "text in UTF-8") from None
    except json.JSONDecodeError as fault:
        raise FolderFault(path.name, f"valid JSON ({fault.msg})", line=fault.lineno) from None
    except Repeated as fault:
        raise FolderFault(path.name, ONCE, field=str(fault)) from None
    except RecursionError:
        raise FolderFault(path.name, "JSON that is not nested so deeply") from None
    if not isinstance(fields, dict):
        raise FolderFault(path.name, "a JSON object {...}", line=1)
    try:
        return confirmed(context, proposed, sheet, fields)
    except MappingFault as fault:
        raise FolderFault(path.name, fault.right, field=fault.field) from None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise FolderFault(path.name, f"a file of at most {FILE_BYTES_MAX} bytes")
        content = path.read_bytes()
    except FileNotFoundError:
        raise FolderFault(path.name, "the file is missing") from None
    except IsADirectoryError:
        raise FolderFault(path.name, "a file is needed here, this is a folder") from None
    except OSError as fault:
        raise FolderFault(path.name, f"the file cannot be read ({fault.strerror})") from None
    if not content.strip():
        raise FolderFault(path.name, "rows; the file is empty")
    return content


def _bounded(file: str, sheet: Sheet) -> Sheet:
    """The sheet, refused where it is empty or beyond what is read."""
    where = f"{file}, sheet {sheet.name}"
    if not any(cell.strip() for row in sheet.rows for cell in row):
        raise FolderFault(where, "rows; the sheet is empty")
    if len(sheet.rows) > ROWS_MAX:
        raise FolderFault(where, f"at most {ROWS_MAX} rows", line=ROWS_MAX + 1)
    for number, row in enumerate(sheet.rows, 1):
        if len(row) > COLUMNS_MAX:
            raise FolderFault(where, f"at most {COLUMNS_MAX} columns", line=number)
        for index, cell in enumerate(row):
            if len(cell) > CELL_CHARACTERS_MAX:
                right = f"at most {CELL_CHARACTERS_MAX} characters in a cell"
                raise FolderFault(where, right, line=number, field=column_letter(index))
    return sheet


def _text_rows(file: str, content: bytes) -> tuple[tuple[str, ...], ...]:
    text = _decoded(file, content)
    mark, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\r?", mark):
        delimiter, text = mark[4], rest
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for values in reader:
            rows.append(tuple(_plain_figure(value) for value in values))
            if len(rows) > ROWS_MAX:
                break
    except csv.Error as fault:
        raise FolderFault(file, f"a row of cells ({fault})", line=len(rows) + 1) from None
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(rows)


def _decoded(file: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise FolderFault(file, "text in UTF-8 or GB 18030")


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into most columns, most evenly."""
    lines = "\n".join(text.splitlines()[:SAMPLE_LINES])
    best, most = ",", 0
    for mark in ",;\t":
        try:
            widths = Counter(
                len(row) for row in csv.reader(StringIO(lines), delimiter=mark) if any(row)
            )
        except csv.Error:
            continue
        score = max((width - 1) * times for width, times in widths.items()) if widths else 0
        if score > most:
            best, most = mark, score
    return best


def _plain_figure(value: str) -> str:
    """``2.0`` as a program writes it is 2 to people."""
    return re.sub(r"^(\d{1,12})\.0+$", r"\1", value.strip())


def _workbook_sheet(file: str, content: bytes, name: str | None) -> Sheet:
    _unpacks(file, content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {one.name: one for one in book.sheets_metadata}
        if name is None:
            name = _only_sheet(file, book)
        if name not in sheets:
            raise FolderFault(file, f"one of its sheets: {', '.join(sheets)}", field="sheet")
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > ROWS_MAX:
            right = f"at most {ROWS_MAX} rows"
            raise FolderFault(f"{file}, sheet {name}", right, line=ROWS_MAX + 1)
        rows = [[_seen(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        merged = _merged(sheet)
    except CalamineError as fault:
        raise FolderFault(file, f"a workbook that can be opened ({fault})") from None
    for row, column in _lost(content, book.sheet_names.index(name)):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = rows[row][column] or LOST
    return Sheet(name, tuple(map(tuple, rows)), merged)


def _only_sheet(file: str, book: CalamineWorkbook) -> str:
    """The sheet to read where none is named: the only visible one that holds anything."""
    shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    filled = [name for name in shown if book.get_sheet_by_name(name).to_python(nrows=50)]
    if not filled:
        raise FolderFault(file, "rows; no sheet holds any")
    if len(filled) > 1:
        raise FolderFault(file, f"--sheet with one of {', '.join(filled)}", field="sheet")
    return filled[0]


def _unpacks(file: str, content: bytes) -> None:
    """Refuse an archive that unpacks to far more than any sheet of orders."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError) as fault:
        raise FolderFault(file, f"a workbook that can be opened ({fault})") from None
    if size > UNPACKED_BYTES_MAX:
        raise FolderFault(file, f"a workbook of at most {UNPACKED_BYTES_MAX} bytes unpacked")


def _seen(cell: Any) -> str:  # calamine's kinds of cells
    """A cell as people see it: 2.0 is 2, a date is text, TRUE and FALSE are words."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.12g}"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Each covered cell, and the cell that is shown in its place."""
    covered = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom, ROWS_MAX) + 1):
            for column in range(left, min(right, COLUMNS_MAX) + 1):
                if (row, column) != (top, left):
                    covered[row, column] = (top, left)
    return covered


def _lost(content: bytes, place: int) -> list[tuple[int, int]]:
    """Cells of an .xlsx sheet that show a value to people but hold none in the file: errors, and
    formulas that no program has worked out.
    """
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        inner = _part_of(archive, place)
        found = _LOST.findall(archive.read(inner)) if inner else []
    return [(int(row) - 1, _index(letters.decode())) for letters, row in found]


def _part_of(archive: zipfile.ZipFile, place: int) -> str:
    """The part of the archive that holds the sheet at this place."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    sheets = re.findall(rb'<sheet [^>]*?r:id="([^"]+)"', archive.read("xl/workbook.xml"))
    links = archive.read("xl/_rels/workbook.xml.rels")
    for link in re.findall(rb"<Relationship [^>]*>", links):
        wanted = re.search(rb'Id="([^"]+)"', link)
        target = re.search(rb'Target="/?(?:xl/)?([^"]+)"', link)
        if place < len(sheets) and wanted and target and wanted[1] == sheets[place]:
            inner = f"xl/{target[1].decode()}"
            return inner if inner in names else ""
    return ""


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
