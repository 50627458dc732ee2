"""Sheets from files: encodings, workbooks, what is refused and with which words."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from linqiao.core.sheets import Sheet, mapping_fields, propose
from linqiao.folder.faults import FolderFault
from linqiao.folder.sheets import read_mapping, read_sheet
from tests.core.intake.world import world
from tests.core.sheets.paper import proposed, rows_of, shown

ROWS = (("房号", "姓名", "青菜(斤)", "备注"), ("3-2-501", "張敏", "２", "门口,谢谢"))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_text_file_is_read_in_the_usual_encodings(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    lines = [mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in ROWS]
    path = written(tmp_path / "orders.csv", "\r\n".join(lines) + "\r\n", encoding)
    assert read_sheet(path) == Sheet("orders", ROWS)


def test_the_mark_that_excel_states_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "sep=;\r\n房号;备注\r\n3-2-501;一,二,三\r\n")
    assert read_sheet(path).rows[1] == ("3-2-501", "一,二,三")


def workbook(path: Path, *rows: list[object], merge: str = "", more: str = "") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "订单"
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    if more:
        book.create_sheet(more).append(["另一张"])
    book.save(path)
    return path


def test_cells_of_a_workbook_are_text_as_people_see_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["房号", 2.0, 0.1 + 0.2, 13800000000, True],
        [],
        [datetime(2022, 4, 10, 9, 30), date(2022, 4, 10), 1.5, None, "  x "],
    )
    found = read_sheet(path)
    assert found.name == "订单"
    assert found.rows == (
        ("房号", "2", "0.3", "13800000000", "TRUE"),
        ("", "", "", "", ""),
        ("2022-04-10 09:30:00", "2022-04-10", "1.5", "", "  x "),
    )


def test_merged_addresses_are_repeated_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["保供登记"],
        ["房号", "商品", "数量"],
        ["3-2-501", "鸡蛋", 2],
        [None, "青菜", 1.5],
        ["3-2-502", "鸡蛋", 1],
        merge="A3:A4",
    )
    paper = read_sheet(path)
    assert proposed(paper).is_certain
    assert {number: shown(one)[0] for number, one in rows_of(paper).items()} == {
        3: ("3-2-501", "EGG=2", ()),
        4: ("3-2-501", "GREE=1.5", ()),
        5: ("3-2-502", "EGG=1", ()),
    }


def test_a_value_that_the_file_does_not_hold_is_a_doubt_and_no_nought(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["房号", "青菜", "鸡蛋"],
        ["3-2-501", 1, "=B2*2"],
        ["3-2-502", 1, "#N/A"],
    )
    found = rows_of(read_sheet(path))
    assert [shown(one)[0][2] for one in found.values()] == [("ambiguous_quantity",)] * 2


def test_an_open_document_is_read(tmp_path: Path) -> None:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    row = "".join(
        f"<table:table-row>{cells}</table:table-row>"
        for cells in (
            "".join(cell("string", word) for word in ("房号", "鸡蛋")),
            cell("string", "3-2-501") + cell("float", "2"),
        )
    )
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:table="{spaces}:table:1.0" xmlns:text="{spaces}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="一">{row}</table:table>'
        f"</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    assert read_sheet(tmp_path / "a.ods") == Sheet("一", (("房号", "鸡蛋"), ("3-2-501", "2")))


def cell(kind: str, word: str) -> str:
    value = f' office:value="{word}"' if kind == "float" else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{value}>'
        f"<text:p>{word}</text:p></table:table-cell>"
    )


def test_one_of_several_sheets_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["房号"], more="旧表")
    with pytest.raises(FolderFault, match="--sheet with one of 订单, 旧表"):
        read_sheet(path)
    assert read_sheet(path, "旧表").rows == (("另一张",),)
    with pytest.raises(FolderFault, match="one of its sheets: 订单, 旧表"):
        read_sheet(path, "新表")


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("a.csv", b"", "a.csv: rows; the file is empty"),
    "blank cells": ("a.csv", b",,\n,,\n", "a.csv, sheet a: rows; the sheet is empty"),
    "no text": ("a.csv", b"\xff\xff\xff\x81", "text in UTF-8 or GB 18030"),
    "nought bytes": ("a.csv", b"a,b\n\0,1\n", "text in UTF-8 or GB 18030"),
    "a quote left open": (
        "a.csv",
        '房号,备注\n1,2\n3,"四'.encode(),
        "a.csv line 3: a row of cells",
    ),
    "no workbook": ("a.xlsx", b"PK\x03\x04 broken", "a workbook that can be opened"),
    "another broken workbook": ("a.xls", b"\xd0\xcf\x11\xe0 broken", "can be opened"),
    "a broken document": ("a.ods", b"nothing", "a workbook that can be opened"),
    "another kind of file": ("a.pdf", b"%PDF", "a.pdf: a file of one of these kinds"),
    "too many rows": ("a.csv", b"a,b\n" * 20_001, "line 20001: at most 20000 rows"),
    "too many columns": ("a.csv", b"a," * 401, "line 1: at most 400 columns"),
    "a cell too long": ("a.csv", b"x,y\nz," + b"a" * 10_001, "line 2, field B: at most 10000"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, kind: str) -> None:
    name, content, words = BROKEN[kind]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FolderFault) as fault:
        read_sheet(tmp_path / name)
    assert words in str(fault.value)


def test_a_file_that_is_missing_a_folder_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderFault, match="missing"):
        read_sheet(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(FolderFault, match="this is a folder"):
        read_sheet(tmp_path / "b.csv")
    with (tmp_path / "c.csv").open("wb") as handle:
        handle.truncate(20_000_001)
    with pytest.raises(FolderFault, match="at most 20000000 bytes"):
        read_sheet(tmp_path / "c.csv")


def test_a_workbook_of_more_rows_than_are_read_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("长")
    for _ in range(20_001):
        page.append([1])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(FolderFault, match="sheet 长 line 20001: at most 20000 rows"):
        read_sheet(tmp_path / "a.xlsx")


def test_a_mapping_that_is_no_mapping_names_file_and_field(tmp_path: Path) -> None:
    context, rounds = world()
    paper = Sheet("a", ROWS)
    mapping = propose(context, rounds["R4"], paper)
    path = tmp_path / "m.json"
    for text, words in (
        ("[]", "m.json line 1: a JSON object"),
        ("{", "m.json line 1: valid JSON"),
        ("{}", "m.json, field sheet: the field is missing"),
        ("[" * 100_000, "m.json"),
    ):
        with pytest.raises(FolderFault) as fault:
            read_mapping(written(path, text), context, mapping, paper)
        assert words in str(fault.value)
    assert mapping_fields(mapping)["certain"]
