"""What the codes of actions are called."""

from portal.i18n import LazyText, _l

STATUSES: dict[str, LazyText] = {
    "planned": _l("Planned"),
    "started": _l("Under way"),
    "done": _l("Carried out"),
    "dropped": _l("Put aside"),
}
LEVELS: dict[str, LazyText] = {
    "local": _l("Local"),
    "central": _l("Central"),
    "both": _l("Local and central"),
}
RHYTHMS: dict[str, LazyText] = {
    "once": _l("Once"),
    "yearly": _l("Several times a year"),
    "always": _l("All the time"),
}
#: what a unit may answer to an action of the catalogue; no answer is none of them, and no failing
ANSWERS: dict[str, LazyText] = {
    "planned": _l("We plan to do this"),
    "started": _l("We are doing this"),
    "done": _l("We have done this"),
    "left": _l("Not for us"),
}
PICKED = ("planned", "started", "done")
OPEN = ("planned", "started")
