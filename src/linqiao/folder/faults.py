"""What is wrong with a folder, by file, line and field."""


class FolderFault(Exception):
    """A folder that cannot be read: names the file, the line, the field and what would be right."""

    def __init__(self, file: str, right: str, *, line: int = 0, field: str = "") -> None:
        self.file, self.line, self.field, self.right = file, line, field, right
        where = file + (f" line {line}" if line else "") + (f", field {field}" if field else "")
        super().__init__(f"{where}: {right}")
