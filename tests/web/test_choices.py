"""Language, colours and size: plain links that set a cookie."""

import pytest
from django.test import Client, RequestFactory

from linqiao.web.choices import chosen_redirect

pytestmark = pytest.mark.django_db


def test_a_link_sets_the_cookie_and_leads_back_without_the_choice(client: Client) -> None:
    answer = client.get("/?theme=dark&page=2")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/?page=2"
    assert answer.cookies["linqiao_theme"].value == "dark"
    assert answer.cookies["linqiao_theme"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("choice", "piece"),
    [
        ("lang=en", 'lang="en"'),
        ("lang=zh-hans", 'lang="zh-CN"'),
        ("theme=dark", 'data-theme="dark"'),
        ("theme=sun", 'data-theme="light" data-light="sun"'),
        ("size=elder", 'data-size="elder"'),
    ],
)
def test_the_page_is_dressed_as_chosen(client: Client, choice: str, piece: str) -> None:
    page = client.get(f"/?{choice}", follow=True).content.decode()
    assert piece in page.partition("<head>")[0]


def test_an_unknown_value_changes_nothing(client: Client) -> None:
    answer = client.get("/?theme=pink")
    assert answer.status_code == 302
    assert "linqiao_theme" not in answer.cookies
    client.cookies["linqiao_size"] = '"><script>'
    assert 'data-size="normal"' in client.get("/").content.decode()


def test_a_choice_never_leads_to_another_host() -> None:
    request = RequestFactory().get("/?lang=en")
    request.path = "//evil.example/"
    answer = chosen_redirect(request)
    assert answer is not None
    assert answer.headers["Location"] == "/evil.example/"


def test_chinese_is_the_default_and_the_browsers_language_counts(client: Client) -> None:
    assert "还没有数据" in client.get("/").content.decode()
    assert (
        "No campaign yet" in client.get("/", headers={"accept-language": "en-GB"}).content.decode()
    )
    assert "还没有数据" in client.get("/", headers={"accept-language": "fr"}).content.decode()
