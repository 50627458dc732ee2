"""From a validation fault to a refusal that names the field and what would be right."""

from pydantic import ValidationError

from linqiao.core.refusal import Refusal
from linqiao.core.words import gettext_noop


def field_refusal(fault: ValidationError) -> Refusal:
    """``bad_fields`` for the first wrong field; the value itself is not repeated,
    it may be personal.
    """
    first = fault.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "event"
    context = first.get("ctx", {})
    match first["type"]:
        case "missing":
            return Refusal(
                "bad_fields", gettext_noop("The field %(field)s is missing."), field=where
            )
        case "extra_forbidden":
            return Refusal(
                "bad_fields", gettext_noop("The field %(field)s is not known here."), field=where
            )
        case "literal_error":
            return Refusal(
                "bad_fields",
                gettext_noop("The field %(field)s must be one of %(choices)s."),
                field=where,
                choices=context.get("expected", ""),
            )
    right = str(context["error"]) if "error" in context else first["msg"]
    return Refusal(
        "bad_fields",
        gettext_noop("The field %(field)s needs: %(right)s."),
        field=where,
        right=right,
    )
