"""The privacy notice, which everybody may read."""

from flask import g

from portal.plugin_api import PUBLIC, Rooms
from portal.privacy import words
from portal.privacy.catalogue import chosen_months, processings
from portal.privacy.ties import months_of
from portal.templating import render

rooms = Rooms("open_privacy", __name__, plugin="privacy", prefix="/p/<slug>/privacy")


@rooms.route("", right=PUBLIC)
def notice() -> str:
    setup = g.here.setup
    return render(
        "privacy/notice.html",
        lines=processings(setup.plugins, chosen_months(setup)),
        months=months_of(setup),
        contact=setup.setting("privacy.contact"),
        words=words,
    )
