"""The field that files come in by."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField
from wtforms.validators import Optional, StopValidation

from portal.files.rules import fault_of, plain_name
from portal.files.services import keep
from portal.files.types import ACCEPTED, LARGEST, MOST
from portal.i18n import _, _l


class FilesField(MultipleFileField):
    """Up to five files; `keep_for` keeps them. No browser gives a refused file back: it is chosen again."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        said = {
            "description": _l("PDF, picture or document; at most 5 files of 10 MB."),
            "render_kw": {"accept": ACCEPTED},
        }
        rules = [Optional(), *(validators or ())]
        super().__init__(label or _l("Files"), rules, **{**said, **options})

    def process_formdata(self, valuelist: list[Any]) -> None:
        sent = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]
        for one in sent:
            one.stream.seek(0)  # a page that begins again reads it again
        self.contents = [(plain_name(one.filename or ""), one.stream.read(LARGEST + 1)) for one in sent]
        self.data = [name for name, _content in self.contents]

    def pre_validate(self, form: Any) -> None:
        if len(self.contents) > MOST:
            raise StopValidation(_("At most 5 files at a time."))
        for name, content in self.contents:
            if fault := fault_of(name, content):
                raise StopValidation(fault)

    def keep_for(self, owner_kind: str, owner_id: UUID, *, by: UUID) -> None:
        """In the transaction at hand."""
        for name, content in self.contents:
            keep(owner_kind=owner_kind, owner_id=owner_id, name=name, content=content, by=by)

    contents: Collection[tuple[str, bytes]] = ()
