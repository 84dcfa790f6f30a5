"""Errors of ours: few, each with a sentence for the reader and a way on."""


class PortalError(Exception):
    """Something the reader can understand and act on.

    `sentence` is already in her language; `field` names the field of the form
    that it is about, where there is one.
    """

    status = 400

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotFound(PortalError):
    """A missing row, a foreign row, a page that is switched off: all the same answer."""

    status = 404

    def __init__(self) -> None:
        super().__init__("")


class Forbidden(PortalError):
    """She is where she belongs, but this is not hers to do."""

    status = 403


class Conflict(PortalError):
    """Somebody, perhaps she herself, was here in the meantime."""

    status = 409


class TooMany(PortalError):
    """Slowed down; `seconds` says how long."""

    status = 429

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class SentBefore(PortalError):
    """The same form came twice; `answer` is where the first one led."""

    status = 303

    def __init__(self, answer: str) -> None:
        super().__init__("")
        self.answer = answer


class MisconfiguredError(RuntimeError):
    """The installation or a plugin is built wrong: said at start-up, never to a user."""
