"""The translation catalogue without GNU gettext: ``collect`` what is missing, ``compile`` the .mo
file.

python tools/messages.py collect     list the sentences of the code that the catalogue lacks
python tools/messages.py compile     write the .mo beside the .po
python tools/messages.py --check     exit 1 if a sentence lacks, is unused or differs, or .mo is old
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "linqiao"
CATALOGUE: Final = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SINGULAR: Final = frozenset({"gettext", "gettext_noop", "gettext_lazy", "_"})
PLURAL: Final = frozenset({"ngettext", "ngettext_lazy"})
MO_MAGIC: Final = 0x950412DE
MO_HEADER: Final = 7 * 4
STRING: Final = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL: Final = re.compile(rf"\b(ngettext|gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?")
PARAMETER: Final = re.compile(r"%\((\w+)\)s")


class Message(NamedTuple):
    """What identifies a sentence: its English words, and the plural of them if it has one."""

    singular: str
    plural: str = ""


def code_messages() -> dict[Message, str]:
    """Every sentence of the code and the templates, with the file that uses it first."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for message in python_messages(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    for path in sorted(SOURCE.rglob("*.html")):
        for message in template_messages(path.read_text(encoding="utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def python_messages(source: str) -> Iterator[Message]:
    """Literal arguments of the marking functions."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [
            a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if name in SINGULAR and texts:
            yield Message(texts[0])
        elif name in PLURAL and len(texts) > 1:
            yield Message(texts[0], texts[1])


def template_messages(source: str) -> Iterator[Message]:
    """Sentences of ``translate`` and ``blocktranslate`` tags, as Django itself reads them."""
    for name, singular, plural in CALL.findall(templatize(source)):
        words = [ast.literal_eval(text) for text in (singular, plural) if text]
        # Django's reader escapes a lone percent sign of a template for the formatting that follows.
        yield Message(*words) if name == "ngettext" else Message(words[0])


def read_catalogue(text: str) -> dict[Message, str]:
    """Translations by sentence; the header stands under the empty sentence."""
    entries: dict[Message, str] = {}
    for block in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            match = re.match(r'(msgid_plural|msgid|msgstr)(?:\[0\])?\s+(".*)', line)
            if match:
                key, line = match[1], match[2]
                parts[key] = ""
            parts[key] += ast.literal_eval(line)
        if "msgid" in parts:
            message = Message(parts["msgid"], parts.get("msgid_plural", ""))
            assert message not in entries, f"twice in the catalogue: {message.singular}"
            entries[message] = parts["msgstr"]
    return entries


def compiled(entries: dict[Message, str]) -> bytes:
    """The catalogue in the binary form that gettext reads."""
    pairs = sorted(
        ("\0".join(filter(None, message)).encode(), words.encode())
        for message, words in entries.items()
        if words
    )
    start = MO_HEADER + 16 * len(pairs)
    body = b"".join(text + b"\0" for column in zip(*pairs, strict=True) for text in column)
    table = b""
    for column in zip(*pairs, strict=True):
        for text in column:
            table += struct.pack("<II", len(text), start)
            start += len(text) + 1
    head = struct.pack("<7I", MO_MAGIC, 0, len(pairs), MO_HEADER, MO_HEADER + 8 * len(pairs), 0, 0)
    return head + table + body


def faults() -> list[str]:
    """What is wrong with the catalogue, one line each."""
    used, kept = code_messages(), read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
    found = [f"missing  {place}: {m.singular!r}" for m, place in used.items() if not kept.get(m)]
    found += [f"unused   {m.singular!r}" for m in kept if m.singular and m not in used]
    for message, words in kept.items():
        wanted = set(PARAMETER.findall(message.plural or message.singular))
        if message.singular and words and set(PARAMETER.findall(words)) != wanted:
            found.append(f"parameters differ  {message.singular!r} / {words!r}")
    target = CATALOGUE.with_suffix(".mo")
    if not target.exists() or target.read_bytes() != compiled(kept):
        found.append(f"old      {target.relative_to(ROOT)}: run tools/messages.py compile")
    return found


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    match arguments:
        case ["collect"]:
            kept = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
            for message, place in code_messages().items():
                if not kept.get(message):
                    print(f"{place}\t{message.singular!r}\t{message.plural!r}")
            return 0
        case ["compile"]:
            entries = read_catalogue(CATALOGUE.read_text(encoding="utf-8"))
            CATALOGUE.with_suffix(".mo").write_bytes(compiled(entries))
            return 0
        case ["--check"]:
            found = faults()
            print("\n".join(found) or "the catalogue is complete")
            return 1 if found else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
