"""What a reader chooses about the look: language, colours, size. Kept in cookies,
set by plain links.
"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linqiao.core.words import gettext_noop

YEAR_SECONDS: Final = 365 * 24 * 3600

# Parameter -> (cookie, (value, label) in the order shown); the first value is the default and needs
# no cookie.
THEME: Final = (
    ("auto", gettext_noop("As the device")),
    ("light", gettext_noop("Light")),
    ("dark", gettext_noop("Dark")),
    ("sun", gettext_noop("Bright sun")),
)
SIZE: Final = (("normal", gettext_noop("Normal")), ("elder", gettext_noop("Large text")))
LANGUAGE: Final = (("zh-hans", "中文"), ("en", "English"))
OPTIONS: Final = {
    "lang": (settings.LANGUAGE_COOKIE_NAME, LANGUAGE),
    "theme": ("linqiao_theme", THEME),
    "size": ("linqiao_size", SIZE),
}
TITLES: Final = {
    "lang": gettext_noop("Language"),
    "theme": gettext_noop("Colours"),
    "size": gettext_noop("Text size"),
}


@dataclass(frozen=True)
class Switch:
    """A link that chooses one value; ``lang`` is set where the label is in a language of
    its own.
    """

    label: str
    href: str
    lang: str
    is_current: bool


@dataclass(frozen=True)
class SwitchGroup:
    """The values of one option."""

    name: str
    title: str
    switches: tuple[Switch, ...]

    @property
    def other(self) -> Switch:
        """The first value that is not the current one: what a single toggle leads to."""
        return next(switch for switch in self.switches if not switch.is_current)


@dataclass(frozen=True)
class Frame:
    """How the page is dressed: attributes of ``<html>`` and the groups of links that
    change them.
    """

    language: str
    theme: str
    light: str
    size: str
    language_group: SwitchGroup
    theme_group: SwitchGroup
    size_group: SwitchGroup

    @property
    def groups(self) -> tuple[SwitchGroup, ...]:
        """All groups in the order shown."""
        return (self.language_group, self.size_group, self.theme_group)


def chosen_redirect(request: HttpRequest) -> HttpResponse | None:
    """The answer to a link that chooses: cookies set, back to the page without the choice;
    else ``None``.
    """
    wanted = {name: request.GET[name] for name in OPTIONS if name in request.GET}
    if request.method != "GET" or not wanted:
        return None
    rest = request.GET.copy()
    for name in wanted:
        del rest[name]
    # A path that begins with two slashes would lead to another host.
    address = "/" + request.path.lstrip("/")
    response = HttpResponseRedirect(f"{address}?{rest.urlencode()}" if rest else address)
    for name, value in wanted.items():
        cookie, values = OPTIONS[name]
        if value in dict(values):
            response.set_cookie(
                cookie,
                value,
                max_age=YEAR_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
    return response


def frame(request: HttpRequest) -> Frame:
    """The look that this reader has chosen; unknown values of a cookie count as the default."""
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    theme, size = _kept(request, "theme"), _kept(request, "size")
    return Frame(
        language="en" if language == "en" else "zh-CN",
        theme="light" if theme == "sun" else "" if theme == "auto" else theme,
        light="sun" if theme == "sun" else "",
        size=size,
        language_group=_group("lang", language),
        theme_group=_group("theme", theme),
        size_group=_group("size", size),
    )


def _kept(request: HttpRequest, name: str) -> str:
    cookie, values = OPTIONS[name]
    value = request.COOKIES.get(cookie, "")
    return value if value in dict(values) else values[0][0]


def _group(name: str, current: str) -> SwitchGroup:
    switches = tuple(
        Switch(
            label=label if name == "lang" else _(label),
            href=f"?{name}={value}",
            lang=("en" if value == "en" else "zh-CN") if name == "lang" else "",
            is_current=value == current,
        )
        for value, label in OPTIONS[name][1]
    )
    return SwitchGroup(name, _(TITLES[name]), switches)
