"""The first page in all its states, from the real tables and from made-up figures."""

import gzip
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from linqiao.bulletins import queries
from linqiao.bulletins.glance import EventRow
from linqiao.web import pages
from tests import make
from tests.web.glances import AT, made_up, round_row

pytestmark = pytest.mark.django_db
VOID = {"meta", "link", "br", "input", "img", "hr", "path", "circle"}


class Outline(HTMLParser):
    """Checks the nesting of a page and collects its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag, (tag, self.getpos())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    assert parser.stack == []
    return parser


@pytest.fixture
def shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Shows made-up figures on the first page."""
    make.world()

    def show(lang: str = "en", **changes: Any) -> str:
        monkeypatch.setattr(queries, "glance", lambda *_: made_up(**changes))
        return client.get("/", headers={"accept-language": lang}).content.decode()

    return show


def test_an_empty_database_says_what_to_do(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "linqiao demo" in page
    assert "linqiao replay DIR" in page


def test_one_campaign_is_shown_at_once_and_several_to_choose_from(client: Client) -> None:
    make.world("one")
    assert "测试小区" in client.get("/").content.decode()
    make.world("two")
    page = client.get("/").content.decode()
    assert 'href="/c/one/"' in page
    assert 'href="/c/two/"' in page
    assert client.get("/c/two/").status_code == 200
    assert client.get("/c/three/").status_code == 404


def test_the_real_tables_are_on_the_page(client: Client) -> None:
    world = make.world()
    world.must("zone.set", by="CM1", scope="building:2", level="high", source="notice")
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "The books agree, no discrepancy" in page
    assert "Zone set" in page
    assert re.search(r'<b class="num">2</b><span class="st bad">High</span>', page)


def test_a_building_above_the_compound_is_named_with_what_holds_there(client: Client) -> None:
    world = make.world()
    world.must("zone.set", by="CM1", scope="unit:2-1", level="high", source="notice")
    world.must("zone.set", by="CM1", scope="compound", level="low", source="notice")
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "High risk: building 2" in page
    assert "goods and services come to the door" in page
    assert page.index("High risk: building 2") < page.index("Protect yourself")
    world.must("zone.set", by="CM1", scope="compound", level="high", source="notice")
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "High risk: building" not in page


def test_what_was_refused_is_listed_from_the_journal(client: Client) -> None:
    world = make.world()
    world.must("zone.set", by="CM1", scope="compound", level="high", source="notice")
    refused = world.take(
        "volunteer.report",
        by="V07",
        code="V07",
        name="x",
        household="1-1-101",
        roles=["resident"],
        skills=[],
        phone="",
        wants="outside_checkpoint",
    )
    assert refused.reason == "barred_by_zone"
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "refused: barred by the zone&#x27;s rules" in page


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_page_is_well_formed_and_can_be_heard(shown: Any, lang: str) -> None:
    page = outline(shown(lang))
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(head.get("scope") for head in page.all("th"))
    drawings = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(drawings) == 2
    assert all(svg.get("aria-label") for svg in drawings)
    assert all(svg.get("aria-hidden") or svg.get("role") for svg in page.all("svg"))
    identities = [found["id"] for _, found in page.elements if "id" in found]
    assert len(identities) == len(set(identities))
    targets = {
        str(link.get("href"))[1:] for link in page.all("a") if str(link.get("href")).startswith("#")
    }
    assert targets <= set(identities)


def test_nothing_is_inline_and_the_policy_is_strict(client: Client, shown: Any) -> None:
    page = outline(shown())
    assert page.all("script") == page.all("style") == []
    assert not [
        found
        for _, found in page.elements
        if any(n == "style" or n.startswith("on") for n in found)
    ]
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy


def test_figures_are_written_as_the_language_writes_them(shown: Any) -> None:
    english, chinese = shown("en"), shown("zh-hans")
    assert "¥22,901.70" in english
    assert "22,901.70<small>元</small>" in chinese
    assert "As of 6 Sep, 19:50" in english
    assert "截至 9月6日 19:50" in chinese
    assert "Stay in the area." in english
    assert "人不出区" in chinese


def test_a_household_is_nobody_in_particular(shown: Any) -> None:
    page = shown()
    assert "7-1-802" not in page
    assert "a household" in page


def test_discrepancies_come_first_and_stop_the_seal(shown: Any) -> None:
    page = shown(discrepancies=[f"Round R{number}: wrong" for number in range(23)])
    assert "23 discrepancies to explain" in page
    assert page.index("Round R0: wrong") < page.index('class="figs"')
    assert "Round R20: wrong" not in page
    assert "and 3 more" in page
    assert 'class="stamp bad"' in page


def test_refused_and_waiting_are_said(shown: Any) -> None:
    assert "1 event was refused" in shown(refused=1)
    assert "有 2 条没有记入账" in shown("zh-hans", refused=2)


def test_refused_events_are_listed_with_their_reason(shown: Any) -> None:
    event = EventRow(7, AT, "volunteer.report", "V09", False, "barred_by_zone")
    page = shown(refused=8, refusals=[event] * 8)
    assert page.count("refused: barred by the zone&#x27;s rules") == 5
    assert "风险区规定不允许" in shown("zh-hans", refused=1, refusals=[event])


def test_the_exit_of_the_rule_is_to_come_or_has_gone_by(shown: Any) -> None:
    assert "Earliest exit by the rule: 8 Sep 2022." in shown(exit_date=date(2022, 9, 8))
    assert "could end since 6 Sep 2022." in shown(exit_date=date(2022, 9, 6))
    assert "Earliest exit" not in shown(exit_date=None)


def test_a_long_campaign_stays_within_the_budget_of_a_page(shown: Any) -> None:
    page = shown(
        rounds=[round_row(f"R{number}") for number in range(1, 41)],
        discrepancies=[f"Round R{number}: wrong" for number in range(60)],
    )
    assert len(outline(page).elements) <= 1500
    assert len(gzip.compress(page.encode())) <= 60_000


def test_an_unknown_address_gets_a_page_in_words(client: Client) -> None:
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_a_database_that_fails_is_said_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(pages, "all_heads", fail)
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "The database does not answer" in answer.content.decode()
    assert "locked" not in answer.content.decode()


def test_our_own_mistake_shows_no_details(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_() -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(pages, "all_heads", break_)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "我们这边出错了" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_the_page_only_reads(client: Client) -> None:
    assert client.post("/").status_code == 405
