"""What can be wrong with a file, as the reading process names it."""


class FileFault(Exception):
    """`code` names the sentence that the portal says; the rest goes into it."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
