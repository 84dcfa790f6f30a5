"""What a form says about people who were met."""

from dataclasses import dataclass, field
from uuid import UUID

from portal.i18n import _


@dataclass(frozen=True, kw_only=True)
class Typed:
    """Somebody with her yes. `person_id` is whom a leader knew her to be; `is_new` where she said: none of these."""

    question: str
    purpose_id: UUID
    wording_id: UUID
    #: of the words that she read: nb or da
    language: str
    name: str
    email: str
    #: E.164, or ""
    phone: str
    country: str
    person_id: UUID | None = None
    is_new: bool = False


@dataclass
class Contacts:
    """All of one form: who is kept, and of which questions the contacts are taken away again."""

    #: what the occasion is called, where the activity has no title
    event: str = ""
    kept: list[Typed] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    #: somebody was typed and the box was not ticked
    is_left_out: bool = False

    @property
    def message(self) -> str:
        """What has to be said about it; mostly nothing."""
        if not self.is_left_out:
            return ""
        return _("The box was not ticked, so nothing was kept of the contact: no name, no e-mail, no phone number.")
