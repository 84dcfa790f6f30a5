"""The letter that an invitation sends, and the invitations that it replaces."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.organisations.models import Access
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.portal.organisations.conftest import GUEST
from tests.reading import letters_to, link_in, says

OVER = "This invitation is over"


def test_a_new_link_kills_the_old_one_and_begins_its_fourteen_days_anew(
    invite, administrator, open_one, factory, nobody
):
    moment = clock.now()
    with clock.stopped_at(moment):
        older = invite()
    with clock.stopped_at(moment + timedelta(days=20)):
        administrator.post(open_one())
        newer = link_in(letters_to(factory, GUEST)[-1])
    with clock.stopped_at(moment + timedelta(days=33)):
        assert newer != older
        assert says(nobody.get(older), OVER)
        assert nobody.post(newer, {"name": "Gry", "password": "rød vott på ski"}).status_code == 303


def test_a_withdrawn_invitation_is_over(invite, administrator, open_one, nobody):
    path = invite()

    administrator.send(f"{open_one()}/withdraw", administrator.fields(open_one()))

    assert says(nobody.get(path), OVER)
    assert GUEST not in administrator.get("/o/hjertelag/access/").text


def test_an_invitation_to_the_same_address_replaces_the_older_one(invite, nobody, administrator, roles):
    older = invite(role=Role.ADMINISTRATOR)
    newer = invite(role=Role.READER)

    assert says(nobody.get(older), OVER)
    nobody.post(newer, {"name": "Gry", "password": "rød vott på ski"})
    assert roles()[GUEST] == ["reader"]


def test_the_same_address_spelled_otherwise_is_the_same_person(invite, nobody):
    older = invite("gry@example.org", role=Role.ADMINISTRATOR)
    invite("Gry@Example.org", role=Role.READER)

    assert says(nobody.get(older), OVER)


def test_an_invitation_to_another_unit_stands_beside_it(factory, organisation, invite, nobody, roles):
    first = invite(unit_id=str(factory.unit(organisation, "Agder")))
    second = invite(unit_id=str(factory.unit(organisation, "Innlandet")))

    nobody.post(first, {"name": "Gry", "password": "rød vott på ski"})
    nobody.post(second)

    assert roles()[GUEST] == ["volunteer", "volunteer"]


def test_an_older_invitation_does_not_take_the_last_administrators_role(
    factory, organisation, invite, browser, roles, administrator
):
    gry = factory.person(GUEST)
    path = invite(role=Role.READER)
    with factory.working_as(scope_of(organisation.id)):
        for row in db.session.scalars(select(Access)):
            row.user_id = gry.id
        db.session.commit()

    page = browser(gry).post(path)

    assert says(page, "This is the last administrator. Make somebody else administrator first.")
    assert roles() == {GUEST: ["administrator"]}


def test_whoever_has_access_already_is_not_invited_again(organisation, actor, invite, administrator, factory):
    kari = actor(organisation, Role.VOLUNTEER)

    page = administrator.post("/o/hjertelag/access/invite", {"email": kari.email, "role": "volunteer"})

    assert says(page, "Somebody with this address has access here already.")
    assert letters_to(factory, kari.email) == []


def test_a_second_invitation_says_that_the_first_is_over(invite, administrator, factory, organisation):
    invite()
    whole = str(factory.root(organisation))
    typed = {"email": GUEST, "role": "volunteer", "unit_id": whole}
    page = administrator.post("/o/hjertelag/access/invite", typed, follow_redirects=True)
    assert says(page, "The one before it does not work any more.")
    other = administrator.post("/o/hjertelag/access/invite", {**typed, "email": "ny@example.org"}, follow_redirects=True)
    assert not says(other, "The one before it does not work any more.")


@pytest.mark.parametrize("role", ["volunteer", "unit_leader"])
def test_nobody_is_invited_to_the_whole_by_oversight(organisation, administrator, factory, role):
    """Where there are units, hers is chosen; who is for the whole anyhow is asked for none."""
    factory.unit(organisation, "Agder")
    page = administrator.post("/o/hjertelag/access/invite", {"email": GUEST, "role": role})
    assert says(page, "Choose the unit that she belongs to.")
    assert letters_to(factory, GUEST) == []
    assert administrator.post("/o/hjertelag/access/invite", {"email": GUEST, "role": "reader"}).status_code == 303


def test_the_letter_is_in_the_organisations_language_whatever_the_inviter_reads(factory, invite, administrator):
    administrator.post("/profile/", {"language": "en"})
    invite()

    assert letters_to(factory, GUEST)[0].language == "nb"


def test_the_letter_to_somebody_with_an_account_is_in_her_language(factory, invite, browser):
    opened = browser(factory.person(GUEST))
    opened.post("/profile/", {"language": "da"})
    invite()

    assert letters_to(factory, GUEST)[0].language == "da"


def test_the_subject_tells_nobody_which_organisation_it_is(factory, invite):
    invite()

    letter = letters_to(factory, GUEST)[0]
    assert "Hjertelaget" in letter.text
    assert "jertelag" not in letter.subject


def test_pressing_twice_sends_one_letter(administrator, factory):
    path = "/o/hjertelag/access/invite"
    typed = {**administrator.fields(path), "email": GUEST, "role": "volunteer"}

    answers = [administrator.send(path, typed).location for _turn in range(2)]

    assert answers == ["/o/hjertelag/access/"] * 2
    assert len(letters_to(factory, GUEST)) == 1


def test_an_impossible_address_is_refused_and_kept(administrator, factory):
    page = administrator.post("/o/hjertelag/access/invite", {"email": "gry", "role": "reader"})

    assert says(page, "This does not look like an e-mail address. It should be like name@example.org.")
    assert 'value="gry"' in page.text
