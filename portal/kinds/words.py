"""How the pages say what a question or a type is."""

from dataclasses import dataclass

from portal.i18n import _l
from portal.plugin_api.types import Text


@dataclass(frozen=True)
class QuestionWords:
    """A kind of question by its name, and what it is for."""

    name: Text
    use: Text


#: in the order in which they are offered
QUESTIONS = {
    "number": QuestionWords(_l("A number"), _l("How many came, how many calls. Is summed in the figures.")),
    "hours": QuestionWords(_l("Hours"), _l("How long it took. Is summed in the figures.")),
    "yes_no": QuestionWords(_l("Yes or no"), _l("The figures say how many said yes.")),
    "choice": QuestionWords(_l("One answer of several"), _l("You write what can be chosen. Each is counted.")),
    "choices": QuestionWords(_l("Several answers"), _l("You write what can be ticked. Each is counted.")),
    "text": QuestionWords(_l("A text"), _l("In her own words. Not names or illness.")),
    "date": QuestionWords(_l("A day"), _l("Another day than that of the activity itself.")),
    "time": QuestionWords(_l("A time of day"), _l("When it began, perhaps.")),
    "municipality": QuestionWords(_l("A municipality"), _l("Where it took place, or where they came from.")),
    "surface": QuestionWords(
        _l("A contact surface"), _l("Where people were met: one of your list of contact surfaces. Each is counted.")
    ),
    "person": QuestionWords(
        _l("A person who agrees"),
        _l("Somebody who wants to be reached: name, e-mail, phone, and a box to tick. She is kept in the register."),
    ),
}
WHO = {
    "registrars": _l("Everybody who registers activities"),
    "leaders": _l("Unit leaders and staff"),
    "staff": _l("Staff only"),
}
PEOPLE = {
    "no": _l("It is not asked"),
    "together": _l("One number for all"),
    "apart": _l("Members, others and next of kin each for themselves"),
}
ASKS_NAME = {
    "no": _l("No, nobody is asked who she is"),
    "may": _l("Yes, and she may leave it empty"),
    "must": _l("Yes, and it must be filled in"),
}
