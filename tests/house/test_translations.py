"""Both languages are whole: pages, refusals, commands, rule packs."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from tests.house.tree import PACKAGE, package_files, shown
from tools import messages

CATALOGUE = messages.CATALOGUE.read_text(encoding="utf-8")
ENTRIES = {one: words for one, words in messages.read_catalogue(CATALOGUE).items() if one.singular}
CHINESE = re.compile(r"[一-鿿]")
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
BLOCK = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", re.DOTALL)
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%%")
# Sentences whose Chinese is the same: marks, names, forms of dates.
FOREIGN = {"—", "·"}


def test_the_catalogue_is_complete_and_compiled() -> None:
    """Nothing missing, unused or fuzzy, parameters as in the English, .mo as the .po."""
    assert messages.faults() == []
    assert "fuzzy" not in CATALOGUE
    assert "#~" not in CATALOGUE


def test_the_compiled_catalogue_is_what_the_pages_speak() -> None:
    with translation.override("zh-hans"):
        for message, words in ENTRIES.items():
            if message.plural:
                said = translation.ngettext(message.singular, message.plural, 2)
            else:
                said = translation.gettext(message.singular)
            assert said == words, message.singular


def test_every_sentence_keeps_its_placeholders() -> None:
    for message, words in ENTRIES.items():
        wanted = sorted(one[0] for one in PLACEHOLDER.finditer(message.plural or message.singular))
        assert sorted(one[0] for one in PLACEHOLDER.finditer(words)) == wanted, message.singular


def test_chinese_sentences_are_chinese_and_english_ones_are_not() -> None:
    for message, words in ENTRIES.items():
        assert not CHINESE.search(message.singular + message.plural), message.singular
        letters = re.sub(PLACEHOLDER, "", message.singular)
        if re.search(r"[A-Za-z]{3}", letters) and message.singular not in FOREIGN:
            assert CHINESE.search(words), message.singular


def pairs(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, words) of every ``both`` and ``say`` of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("both", "say"):
            words = [ast.unparse(part) for part in node.args]
            if not words[0].endswith(".label"):  # a cell of the strip brings both labels itself
                yield node.lineno, words


@pytest.mark.parametrize("path", package_files("cli"), ids=shown)
def test_commands_speak_both_languages(path: Path) -> None:
    for line, words in pairs(path):
        english, chinese = words
        assert not CHINESE.search(english), f"{shown(path)}:{line}"
        assert CHINESE.search(chinese), f"{shown(path)}:{line}"
        wanted = [one[0] for one in PLACEHOLDER.finditer(english)]
        assert [one[0] for one in PLACEHOLDER.finditer(chinese)] == wanted, f"{shown(path)}:{line}"


def worded(value: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """(path, English, Chinese) of every wording of a rule pack."""
    if isinstance(value, dict):
        if {"en", "zh"} <= value.keys():
            yield path, value["en"], value["zh"]
        for name, inner in value.items():
            yield from worded(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from worded(inner, f"{path}[{place}]")


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "core" / "policy" / "packs").glob("*.yaml")), ids=shown
)
def test_rule_packs_speak_both_languages(path: Path) -> None:
    found = list(worded(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert len(found) > 10
    for place, english, chinese in found:
        assert not CHINESE.search(english), place
        assert CHINESE.search(chinese), place


class Spoken(HTMLParser):
    """Collects the text and the spoken attributes of a template, but for what is typed as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        for name, value in attrs:
            if name in ("aria-label", "title", "alt", "placeholder", "data-label") and value:
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "code" not in self.inside:
            self.found.append(data)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=shown)
def test_templates_have_no_words_of_their_own(path: Path) -> None:
    parser = Spoken()
    parser.feed(TAG.sub("", BLOCK.sub("", path.read_text(encoding="utf-8"))))
    words = [one.strip() for one in parser.found if re.search(r"[A-Za-z]{2}|[一-鿿]", one)]
    assert words == []
