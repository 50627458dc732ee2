"""The tool of the Chinese catalogue reads what Django reads and writes what gettext reads."""

import gettext
import io

from tools import messages


def test_what_is_compiled_can_be_read_by_gettext() -> None:
    entries = {
        messages.Message(
            ""
        ): "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",
        messages.Message("one egg", "%(n)s eggs"): "%(n)s 个鸡蛋",
        messages.Message("egg"): "鸡蛋",
    }
    found = gettext.GNUTranslations(io.BytesIO(messages.compiled(entries)))
    assert found.gettext("egg") == "鸡蛋"
    assert found.ngettext("one egg", "%(n)s eggs", 3) == "%(n)s 个鸡蛋"


def test_sentences_of_templates_and_code_are_found() -> None:
    template = (
        "{% load i18n %}{% translate 'Go' %}"
        "{% blocktranslate with a=b %}By {{ a }}{% endblocktranslate %}"
    )
    assert list(messages.template_messages(template)) == [
        messages.Message("Go"),
        messages.Message("By %(a)s"),
    ]
    code = 'x = _("a"), gettext_noop("b" "c"), ngettext("one", "many", n), other("d")'
    assert set(messages.python_messages(code)) == {
        messages.Message("a"),
        messages.Message("bc"),
        messages.Message("one", "many"),
    }
