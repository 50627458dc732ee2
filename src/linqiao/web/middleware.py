"""Headers of every page, the reader's choices,
and what is said when the database does not answer.
"""

from collections.abc import Callable
from typing import Final

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from linqiao.web.choices import chosen_redirect

# Only our own files; the three status marks of the style sheet are data: images.
POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class PageHeaders:
    """Answers the links that choose language, colours and size;
    sets the headers of every answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = chosen_redirect(request) or self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        # Figures of a compound stay out of shared caches.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A database that does not answer is said in words (503);
        everything else stays an error (500).
        """
        if isinstance(error, DatabaseError | InterfaceError):
            from linqiao.web.pages import unavailable

            return unavailable(request)
        return None
