"""The views.  A page reads one campaign, puts it into words, and shows it."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import override
from django.views.decorators.http import require_safe

from linqiao.bulletins import queries
from linqiao.handover.queries import progress
from linqiao.journal.compounds import all_heads, inside
from linqiao.journal.models import Compound
from linqiao.web.board import board
from linqiao.web.choices import frame

RETRY_SECONDS = 5


@require_safe
def glance(request: HttpRequest) -> HttpResponse:
    """The campaign at a glance; a list to choose from when there are several,
    first steps when there is none.
    """
    heads = all_heads()
    if len(heads) == 1:
        return _campaign(request, heads[0].code, is_only=True)
    template = "web/choose.html" if heads else "web/empty.html"
    return render(request, template, {"frame": frame(request), "heads": heads})


@require_safe
def compound(request: HttpRequest, code: str) -> HttpResponse:
    """One campaign of several, by its code."""
    return _campaign(request, code, is_only=False)


def _campaign(request: HttpRequest, code: str, *, is_only: bool) -> HttpResponse:
    try:
        with inside(code) as head, override(ZoneInfo(head.timezone)):
            ending = progress()
            seen = queries.glance(ending.state, ending.erase_on)
            values = {"frame": frame(request), "board": board(seen), "is_only": is_only}
            return render(request, "web/glance.html", values)
    except Compound.DoesNotExist:
        raise Http404(code) from None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page at this address (404)."""
    return render(request, "web/not_found.html", {"frame": frame(request)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake (500): no figures, no details."""
    return render(request, "web/server_error.html", {"frame": frame(request)}, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer (503)."""
    answer = render(request, "web/unavailable.html", {"frame": frame(request)}, status=503)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer
