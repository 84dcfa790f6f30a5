from sqlalchemy import select

from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says

FORM = "/o/hjertelag/activities/register/recruitment.peer_support"


def test_no_more_can_be_new_than_took_part(factory, organisation, actor, browser):
    factory.plugin(organisation, "recruitment")
    volunteer = browser(actor(organisation, Role.VOLUNTEER))

    page = volunteer.post(FORM, {"number_participants": "3", "number_new_people": "9"})

    assert says(page, "This cannot be more than the number above: %(n)s.", n=3)
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.scalars(select(Activity)).all() == []
