"""The steps that a new branch begins with, and what it should do in its first year."""

from portal.i18n import LazyText, _l

#: (months after it began, what is done): from the association's plan, section 5.2, measure 2
STEPS: tuple[tuple[int, LazyText], ...] = (
    (1, _l("Find candidates: letters to members in the region, posts on social media")),
    (2, _l("Hold a digital information meeting, and ask what people need")),
    (3, _l("Send a letter with the QR code to hospitals, cancer coordinators and meeting places")),
    (4, _l("Hold another information meeting, with those who have said yes")),
    (6, _l("Appoint an interim board, which the main board supports")),
    (7, _l("Plan two activities for members in the first year, beside the annual meeting")),
    (9, _l("Found the branch at a meeting of the members")),
)
#: the kind of activity by which an annual meeting is registered
MEETING = "core.meeting"
#: activities for members in its first year, beside the annual meeting
FIRST_YEAR = 2
