"""What a request says in its address."""

from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

_NUL = "\x00"


class Asked(Request):
    """Without the character that PostgreSQL stores nowhere and looks for in vain, as forms are read without it."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        said: Any = super().args
        if b"%00" not in self.query_string and b"\x00" not in self.query_string:
            return said
        return ImmutableMultiDict((name, value.replace(_NUL, " ")) for name, value in said.items(multi=True))
