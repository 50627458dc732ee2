"""Order sheets: what their columns mean, proposed and confirmed; each row read as a message."""

from linqiao.core.sheets.confirming import MappingFault, confirmed, mapping_fields
from linqiao.core.sheets.grid import ROLES, Column, Mapping, Sheet, column_letter
from linqiao.core.sheets.messages import LeftOut, RowMessage, messages_of
from linqiao.core.sheets.proposal import propose
from linqiao.core.sheets.reading import RowReading, read_rows

__all__ = [
    "ROLES",
    "Column",
    "LeftOut",
    "Mapping",
    "MappingFault",
    "RowMessage",
    "RowReading",
    "Sheet",
    "column_letter",
    "confirmed",
    "mapping_fields",
    "messages_of",
    "propose",
    "read_rows",
]
