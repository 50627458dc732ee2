"""Reading a rule pack's fields strictly: a fault names file and path, and what is right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import yaml

from linqiao.core.policy.types import PackFault

TEXT_MAX: Final = 400


@dataclass(frozen=True)
class Part:
    """Named fields of a pack, with the file and the path that lead to them."""

    file: str
    path: str
    fields: Mapping[str, object]

    @classmethod
    def of(cls, file: str, path: str, raw: object) -> "Part":
        """The part at a path; a fault unless it has named fields."""
        if not isinstance(raw, dict) or not all(isinstance(name, str) for name in raw):
            raise PackFault(f"{file}: {path or 'the file'}: named fields are needed here")
        return cls(file, path, raw)

    def fault(self, name: str, right: str) -> PackFault:
        """The fault of one field."""
        return PackFault(f"{self.file}: {self.where(name)}: {right}")

    def where(self, name: str) -> str:
        """The path of one field."""
        return f"{self.path}.{name}" if self.path else name

    def only(self, *, needs: Collection[str], may: Collection[str] = ()) -> "Part":
        """Itself; a fault for a field that is missing, and for one that nobody reads."""
        for name in needs:
            if name not in self.fields:
                raise self.fault(name, "this field is missing")
        known = [*needs, *may]
        for name in self.fields:
            if name not in known:
                raise self.fault(name, f"there is no such field; there are {', '.join(known)}")
        return self

    def part(self, name: str) -> "Part":
        """The part below."""
        return Part.of(self.file, self.where(name), self.fields[name])

    def parts(self, name: str) -> list["Part"]:
        """A list of parts below."""
        found = self.fields[name]
        if not isinstance(found, list):
            raise self.fault(name, "a list is needed here")
        path = self.where(name)
        return [Part.of(self.file, f"{path}[{place}]", one) for place, one in enumerate(found)]

    def text(self, name: str) -> str:
        """A text that is not empty and not endless."""
        found = self.fields[name]
        if not isinstance(found, str) or not found.strip() or len(found) > TEXT_MAX:
            raise self.fault(name, f"a text of 1 to {TEXT_MAX} characters")
        return found

    def both(self, name: str) -> tuple[str, str]:
        """A wording in English and in Chinese."""
        words = self.part(name).only(needs=("en", "zh"))
        return words.text("en"), words.text("zh")

    def choice(self, name: str, choices: Collection[str]) -> str:
        """One of some words."""
        found = self.fields[name]
        if not isinstance(found, str) or found not in choices:
            raise self.fault(name, f"one of {', '.join(choices)}")
        return found

    def whole(self, name: str) -> int:
        """A whole number above zero."""
        found = self.fields[name]
        if type(found) is not int or found < 1:
            raise self.fault(name, "a whole number from 1")
        return found

    def truth(self, name: str) -> bool:
        """True or false."""
        found = self.fields[name]
        if not isinstance(found, bool):
            raise self.fault(name, "true or false")
        return found

    def day(self, name: str) -> date:
        """A calendar day."""
        found = self.fields[name]
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.fault(name, "a day such as 2022-06-28")
        return found


def yaml_part(file: str, text: str) -> Part:
    """The outermost part of a file's text; a fault if it is no YAML or names a field twice."""
    try:
        return Part.of(file, "", yaml.load(text, Loader=_NoTwins))
    except yaml.YAMLError as fault:
        raise PackFault(f"{file}: no readable YAML: {fault}") from None


class _NoTwins(yaml.SafeLoader):
    """Plain YAML forgets the first of two fields of one name; a rule must not vanish so."""


def _fields(loader: _NoTwins, node: yaml.MappingNode) -> dict[object, object]:
    found: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            mark = key_node.start_mark
            raise yaml.MarkedYAMLError(problem=f"{key} stands twice", problem_mark=mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_NoTwins.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _fields)
