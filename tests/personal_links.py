"""A kind of personal links that no plugin brings, put into the house for tests: its answers stand in the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from wtforms import StringField
from wtforms.validators import InputRequired

from portal.audit.services import record
from portal.errors import PortalError
from portal.forms import PortalForm
from portal.plugin_api import LinkKind

#: the second is of the core, so that it is there without plugins
ONCE, OFTEN = "recruitment.asked_once", "links.asked_often"
#: stands on every page that one of them shows
SHOWN = "what-is-shown-to-her-alone"


class AskedForm(PortalForm):
    word = StringField("Word", [InputRequired("Write a word.")])


def _show(link: Any, form: Any) -> str:
    faults = " ".join(form.form_errors)
    return f'<html><form method="post">{SHOWN} {faults}{form.hidden_tag()}{form.word()}<button>OK</button></form></html>'


def _take(link: Any, form: Any) -> None:
    if form.word.data == "refused":
        raise PortalError("This word is refused.")
    record("test.answered", link.subject_id, by=None, changes={"word": form.word.data})


@contextmanager
def planted_kinds(app: Flask) -> Iterator[None]:
    """Two kinds: one that takes one answer, of the plugin `recruitment`, and one that takes many."""
    said: dict[str, Any] = {
        "label": "Asked", "form": lambda link: AskedForm(), "show": _show, "take": _take,
        "address": lambda subject_id: "/o/ours/", "thanks": "Noted.",
    }  # fmt: skip
    kinds = app.extensions["medvirke"].link_kinds
    kinds |= {ONCE: LinkKind(name=ONCE, **said), OFTEN: LinkKind(name=OFTEN, once=False, **said)}
    yield
    for name in (ONCE, OFTEN):
        kinds.pop(name, None)
