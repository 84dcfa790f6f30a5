"""One letter to many: each gets one, those who no longer want it or cannot be reached get none."""

import tracemalloc
from datetime import date

import pytest
from sqlalchemy import event, func, select, update

from plugins.recruitment.members.services import begin_membership
from portal import clock
from portal.consents.queries import purpose as read_purpose
from portal.consents.services import add_purpose, give_consent, withdraw_consent
from portal.errors import PortalError
from portal.extensions import db
from portal.messages.models import Message
from portal.messages.stops import stop_address
from portal.organisations.viewer import place_of
from portal.people.services import add_person
from portal.sendings import queries, writing
from portal.sendings.services import begin_sending, change_letter, resume_sending, stop_sending
from portal.tenancy import uuid7
from tests.portal.messages.mail_server import not_now


def test_each_gets_one_letter_of_her_own_in_her_language(
    use_mail_server, people, news, begin, work_off, factory, organisation
):
    branch = factory.unit(organisation, "Bergen <avd>")
    people(1, news, email="kari@eng.example", unit_id=branch)
    people(1, news, email="dansk@eng.example", language="da")
    people(1, news, email="engelsk@eng.example", language="en")
    people(1, None, email="uten@eng.example")

    begin()
    work_off()

    by_address = {str(letter["To"]): letter for letter in use_mail_server.accepted}
    assert sorted(by_address) == ["dansk@eng.example", "engelsk@eng.example", "kari@eng.example"]
    kari = by_address["kari@eng.example"]
    text, html = (kari.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert (kari["Subject"], kari["Content-Language"]) == ("Nytt fra oss", "nb")
    assert "Hei Kari0!\n\nDu hører til Bergen <avd>." in text.replace("\r\n", "\n")
    assert "Bergen &lt;avd&gt;</strong>" in html
    assert by_address["dansk@eng.example"]["Subject"] == "Nyt fra os"
    assert by_address["engelsk@eng.example"]["Subject"] == "Nytt fra oss"
    assert len(use_mail_server.recipients) == 3


def test_the_way_out_stands_in_the_head_and_the_foot_and_is_hers_alone(use_mail_server, people, news, begin, work_off):
    people(2, news)
    begin()
    work_off()

    outs = []
    for letter in use_mail_server.accepted:
        off = str(letter["List-Unsubscribe"]).strip("<>")
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert all(off in letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
        outs.append(off)
    assert len(set(outs)) == 2


def test_nobody_gets_it_who_withdrew_has_no_address_or_whose_letters_come_back(
    use_mail_server, people, news, begin, work_off, within, organisation, progress
):
    gone, _kept = people(2, news)
    people(1, news, email="")
    people(1, news, email="Borte@eng.example")
    within(lambda: withdraw_consent(gone, news, channel="phone", by=None))
    within(lambda: stop_address("borte@eng.example", "550 5.1.1"))

    sending = begin()
    work_off()

    assert use_mail_server.recipients == ["p1@eng.example"]
    assert progress(sending).sent == 1


@pytest.mark.parametrize("when", ["before it is written", "while it waits", "while others are sent"])
def test_a_withdrawal_counts_until_the_letter_has_gone(
    app, use_mail_server, people, news, begin, work, work_off, within, organisation, when, monkeypatch
):
    ids = people(3, news)
    last = max(ids)  # letters are written in the order of ids

    def withdraw(connection=None):
        with app.app_context():
            within(lambda: withdraw_consent(last, news, channel="link", by=None))

    if when == "before it is written":
        monkeypatch.setattr(writing, "AT_ONCE", 2)
    begin()
    if when == "while others are sent":
        once = iter([withdraw])
        use_mail_server.behave(lambda connection: next(once, lambda: None)())
    else:
        use_mail_server.behave(not_now)
        work()
        withdraw()
        use_mail_server.behave(lambda connection: None)
        within(lambda: release_all(organisation.id))
    work_off()

    kept = [f"p{number}@eng.example" for number, person in enumerate(ids) if person != last]
    assert sorted(use_mail_server.recipients) == kept


def release_all(organisation_id):
    """As if the minute until the next try were over."""
    unsent = Message.organisation_id == organisation_id, Message.sent_at.is_(None)
    db.session.execute(update(Message).where(*unsent).values(due_at=clock.now()))


def test_stopped_nothing_more_goes_out_and_resumed_nobody_gets_it_twice(
    use_mail_server, people, news, begin, work, work_off, within, organisation, progress, monkeypatch
):
    monkeypatch.setattr(writing, "AT_ONCE", 10)
    people(45, news)
    sending = begin()
    work()
    work()
    before = len(use_mail_server.ids)
    assert 0 < before < 45

    within(lambda: stop_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    work_off()
    assert len(use_mail_server.ids) == before
    assert progress(sending).waiting > 0

    within(lambda: resume_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    work_off()
    assert sorted(use_mail_server.recipients) == sorted(f"p{n}@eng.example" for n in range(45))
    assert len(set(use_mail_server.ids)) == 45


def test_what_a_worker_has_claimed_is_held_back_too(
    app, use_mail_server, people, news, begin, work, work_off, within, organisation
):
    people(5, news)
    sending = begin()

    def stop_it(connection):
        with app.app_context():
            within(lambda: stop_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))

    work()  # writes them
    first = iter([stop_it])
    use_mail_server.behave(lambda connection: next(first, lambda _connection: None)(connection))
    work_off()

    assert len(use_mail_server.ids) == 1


def test_a_letter_that_is_refused_for_now_while_it_is_stopped_stays_held(
    app, use_mail_server, people, news, begin, work, work_off, within, organisation
):
    people(1, news)
    sending = begin()
    work()

    def stop_and_refuse(connection):
        with app.app_context():
            within(lambda: stop_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
        return "451 later"

    use_mail_server.behave(stop_and_refuse)
    work()
    use_mail_server.behave(lambda connection: None)
    within(lambda: release_all_due())
    work_off()
    assert use_mail_server.ids == []

    within(lambda: resume_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    work_off()
    assert len(use_mail_server.ids) == 1


def release_all_due():
    assert db.session.scalar(select(Message.due_at)).year == 9999


def test_a_sending_is_begun_once(people, news, begin, within, organisation, factory):
    people(1, news)
    sending = begin()

    def again():
        found = queries.sending(organisation.id, sending, keep=True)
        begin_sending(found, queries.letter(organisation.id, found.letter_id), place_of(organisation.id), by=uuid7())

    with pytest.raises(PortalError):
        within(again)


def test_nobody_on_the_list_is_no_sending(begin):
    with pytest.raises(PortalError):
        begin()


def test_what_is_on_its_way_keeps_its_words(use_mail_server, people, news, begin, work_off, within, organisation):
    people(1, news)
    sending = begin()

    def change():
        letter = queries.letter(organisation.id, queries.sending(organisation.id, sending).letter_id)
        change_letter(letter, by=uuid7(), name="Nytt", subject_nb="Feil", text_nb="Feil")

    within(change)
    work_off()

    assert [str(letter["Subject"]) for letter in use_mail_server.accepted] == ["Nytt fra oss"]


def test_only_those_of_the_unit_and_below_get_it(use_mail_server, people, news, begin, work_off, factory, organisation):
    county = factory.unit(organisation, "Vestland", kind="county")
    branch = factory.unit(organisation, "Bergen", parent_id=county)
    people(1, news, email="inne@eng.example", unit_id=branch)
    people(1, news, email="ute@eng.example")

    begin(unit_id=county)
    work_off()

    assert use_mail_server.recipients == ["inne@eng.example"]


def test_another_organisations_people_are_never_written_to(
    use_mail_server, people, news, begin, work_off, other_organisation, within, factory
):
    def fill():
        kari = add_person(by=None, name="Kari", email="fremmed@eng.example", language="nb")
        theirs = add_purpose(name="Nyheter", nb="a", da="b", by=None)
        db.session.flush()
        words = read_purpose(other_organisation.id, theirs.id).wording_id
        give_consent(kari.id, theirs.id, wording_id=words, language="nb", channel="paper", by=None)

    within(fill, inside=other_organisation)
    people(1, news)

    begin()
    work_off()

    assert use_mail_server.recipients == ["p0@eng.example"]


def test_a_list_of_a_plugin_is_for_its_people_and_empty_where_it_is_off(
    use_mail_server, people, begin, work_off, factory, organisation, within
):
    member, _other = people(2, None)
    within(lambda: begin_membership(member, kind="supporter", unit_id=None, starts_on=date(2020, 1, 1), by=None))
    with pytest.raises(PortalError):
        begin(None, "recruitment.members")
    factory.plugin(organisation, "recruitment")

    begin(None, "recruitment.members")
    work_off()

    assert use_mail_server.recipients == ["p0@eng.example"]
    assert use_mail_server.accepted[0]["List-Unsubscribe"] is None


def statements_of_a_batch(organisation_id, sending_id):
    said = []
    listen = lambda connection, cursor, statement, *rest: said.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    writing.write_batch(organisation_id, sending_id)
    db.session.flush()
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(said)


def test_a_batch_of_many_asks_the_database_as_often_as_one_of_few(
    people, news, begin, within, organisation, monkeypatch
):
    monkeypatch.setattr(writing, "AT_ONCE", 3)
    people(120, news)
    sending = begin()
    few = within(lambda: statements_of_a_batch(organisation.id, sending))
    monkeypatch.setattr(writing, "AT_ONCE", 100)

    many = within(lambda: statements_of_a_batch(organisation.id, sending))

    assert many == few
    assert within(lambda: db.session.scalar(select(func.count()).select_from(Message))) == 103


def test_a_batch_whose_transaction_is_undone_is_written_again(
    use_mail_server, people, news, begin, work_off, within, organisation
):
    people(3, news)
    sending = begin()

    def write_and_die():
        writing.write_batch(organisation.id, sending)
        db.session.flush()
        db.session.rollback()

    within(write_and_die)
    work_off()

    assert len(use_mail_server.ids) == len(set(use_mail_server.recipients)) == 3


def many_of(many, use_mail_server, people, news, begin, work_off, progress):
    people(many, news)
    sending = begin()
    work_off()
    assert len(use_mail_server.ids) == len(set(use_mail_server.ids)) == many
    assert len(set(use_mail_server.recipients)) == many
    found = progress(sending)
    assert (found.written, found.sent, found.waiting, found.given_up) == (many, many, 0, 0)


def test_several_hundred_people_get_it(use_mail_server, people, news, begin, work_off, progress):
    many_of(600, use_mail_server, people, news, begin, work_off, progress)


@pytest.mark.long
def test_eleven_thousand_people_get_it_in_memory_that_does_not_grow(
    use_mail_server, people, news, begin, work, within, organisation, progress
):
    """The mail server ends the connection now and then; halfway it is stopped, and goes on."""
    people(11_000, news)
    sending = begin()
    peaks = []
    use_mail_server.behave(not_now)
    for _round in range(11_000 // writing.AT_ONCE + 1):
        tracemalloc.start()
        within(lambda: writing.write_batch(organisation.id, sending))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    use_mail_server.behave(lambda connection: None)
    use_mail_server.letters_on_a_line = 700
    seen = []
    while len(use_mail_server.ids) < 5_000:
        work()
        seen.append(progress(sending).sent)
    within(lambda: stop_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    stopped_at = len(use_mail_server.ids)
    assert [work(), work(), len(use_mail_server.ids)] == [0, 0, stopped_at]
    assert progress(sending).waiting == 11_000 - stopped_at
    within(lambda: resume_sending(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    while work():
        seen.append(progress(sending).sent)

    assert seen == sorted(seen)
    assert len(seen) > 100
    assert max(peaks[1:-1]) < 1.2 * min(peaks[1:-1])
    assert max(peaks) < 20_000_000
    assert len(use_mail_server.ids) == len(set(use_mail_server.recipients)) == 11_000
    assert progress(sending).sent == 11_000
