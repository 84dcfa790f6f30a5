"""Where a due item leads."""

from typing import Any

from flask import current_app, url_for
from werkzeug.routing import BuildError


def link_of(row: Any) -> str:
    """The address of what is due; "" where its page is gone, as after an upgrade of the plugin that said it."""
    if row.endpoint not in current_app.view_functions:
        return ""
    try:
        return url_for(row.endpoint, **(row.arguments or {}))
    except BuildError:
        return ""
