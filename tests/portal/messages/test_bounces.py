"""An address from which letters come back gets no more of them; one fault of ours stops nobody."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from portal import clock
from portal.audit.models import AuditEntry
from portal.cli import main
from portal.extensions import db
from portal.messages import bounces
from portal.messages.bounces import take_bounce
from portal.messages.models import MailStop
from portal.messages.outbox import WAITS
from portal.messages.stops import RETURNED, lift_stop, stop_of
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

NO_SUCH = "550 5.1.1 no such mailbox"

NOTICE = """\
From: MAILER-DAEMON@mx.example
To: no-reply@medvirke.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; somebody.else@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
{brought}

--b--
"""
WHOLE = "Content-Type: message/rfc822\n\nMessage-ID: {id}\nSubject: Et brev\n\nHei"
HEAD = "Content-Type: text/rfc822-headers\n\nSubject: Et brev\nMessage-ID: {id}\n"


def notice(
    message_id, *, brought=WHOLE, kind="delivery-status", action="failed", status="5.1.1", said=NO_SUCH
) -> bytes:
    words = {"kind": kind, "action": action, "status": status, "said": said, "brought": brought.format(id=message_id)}
    return NOTICE.format(**words).encode()


@pytest.fixture
def stopped(factory, organisation):
    def all_of(inside=organisation) -> list[str]:
        with factory.working_as(scope_of(inside.id)):
            return list(db.session.scalars(select(MailStop.address)))

    return all_of


def test_an_address_that_is_refused_for_good_gets_no_more_letters(use_mail_server, work, post_letter, outbox, stopped):
    post_letter("Borte@Example.org")
    kept = post_letter("her@example.org")
    use_mail_server.take(lambda address: NO_SUCH if "borte" in address.casefold() else None)

    assert work() == 1
    assert use_mail_server.ids == [kept]
    assert stopped() == ["borte@example.org"]
    assert outbox()[0].due_at is None

    use_mail_server.take(lambda address: None)
    post_letter("borte@example.org")
    assert work() == 0
    assert outbox()[-1].fault == RETURNED
    assert use_mail_server.ids == [kept]


def test_what_waited_behind_the_refused_letter_is_not_tried(use_mail_server, work, post_letter, outbox):
    for _letter in range(3):
        post_letter("borte@example.org")
    asked = []
    use_mail_server.take(lambda address: asked.append(address) or NO_SUCH)

    work()

    assert len(asked) == 1
    assert all(letter.due_at is None and letter.sent_at is None for letter in outbox())


@pytest.mark.parametrize(
    "answer", ["450 4.2.1 try later", "421 too busy", "550 5.7.1 you may not", "552 5.2.2 mailbox full", "530 sign in"]
)
def test_an_answer_for_now_or_about_us_stops_nobody(use_mail_server, work, post_letter, outbox, stopped, answer):
    post_letter()
    use_mail_server.take(lambda address: answer)

    with clock.stopped_at(clock.now()):
        work()
        assert outbox()[0].due_at == clock.now() + timedelta(minutes=WAITS[0])

    assert stopped() == []


def test_other_organisations_still_write_to_it(other_organisation, use_mail_server, work, post_letter, stopped):
    post_letter("borte@example.org")
    use_mail_server.take(lambda address: NO_SUCH)
    work()
    use_mail_server.take(lambda address: None)

    theirs = post_letter("borte@example.org", inside=other_organisation)
    platforms = post_letter("borte@example.org", inside=None)
    work()

    assert sorted(use_mail_server.ids) == sorted([theirs, platforms])
    assert stopped(other_organisation) == []


def test_a_letter_of_the_platform_that_is_refused_is_given_up(use_mail_server, work, post_letter, outbox):
    post_letter(inside=None)
    use_mail_server.take(lambda address: NO_SUCH)

    work()

    assert (outbox(None)[0].due_at, outbox(None)[0].sent_at) == (None, None)


@pytest.mark.parametrize("brought", [WHOLE, HEAD])
def test_a_notice_stops_the_address_that_we_wrote_to_and_not_the_one_it_names(
    app, use_mail_server, work, post_letter, stopped, outbox, brought
):
    message_id = post_letter("Gry@example.org")
    work()

    with app.app_context():
        assert take_bounce(notice(message_id, brought=brought))

    assert stopped() == ["gry@example.org"]
    assert NO_SUCH in outbox()[0].fault


def test_what_is_done_stands_in_the_audit_log(app, factory, organisation, use_mail_server, work, post_letter, actor):
    post_letter("borte@example.org")
    use_mail_server.take(lambda address: NO_SUCH)
    work()
    staff = actor(organisation, Role.STAFF)

    with factory.working_as(scope_of(organisation.id)):
        lift_stop(stop_of(organisation.id, "borte@example.org"), by=staff.id)
        db.session.commit()
        told = db.session.execute(
            select(AuditEntry.action, AuditEntry.user_id, AuditEntry.changes)
            .where(AuditEntry.action.startswith("mail."))
            .order_by(AuditEntry.id)
        ).all()

    email = {"email": "borte@example.org"}
    assert told == [("mail.stopped", None, email), ("mail.lifted", staff.id, email)]


def test_notices_that_are_not_believed(app, use_mail_server, work, post_letter, stopped):
    message_id, unsent = post_letter(), None
    work()
    unsent = post_letter("ikke@example.org")
    stranger = f"<{uuid7()}@{message_id.partition('@')[2]}"
    wrong_host = message_id.partition("@")[0] + "@evil.example>"
    not_believed = [
        notice(stranger), notice(wrong_host), notice(unsent), notice("<x@y>"), notice(""),
        notice(message_id, kind="disposition-notification", action="displayed"),
        notice(message_id, action="delayed", status="4.4.1"), notice(message_id, action="delivered", status="2.0.0"),
        notice(message_id, status="5.7.1", said="550 5.7.1 not from you"), notice(message_id, status="5.2.2"),
        f"Subject: re\nMessage-ID: {message_id}\n\nHei".encode(), b"", b"\xff\x00\x80" * 1000,
        b"Content-Type: multipart/report; boundary=b\n\n" + b"--b\n" * 5000,
    ]  # fmt: skip

    with app.app_context():
        assert [take_bounce(raw) for raw in not_believed] == [False] * len(not_believed)

    assert stopped() == []


def test_the_command_reads_a_notice_from_a_pipe(app, use_mail_server, work, post_letter, stopped):
    message_id = post_letter()
    work()

    with app.app_context():
        ours = CliRunner().invoke(main, ["mail", "bounce"], input=notice(message_id))
        other = CliRunner().invoke(main, ["mail", "bounce"], input=b"Subject: Hei\n\nHei")

    assert (ours.exit_code, other.exit_code) == (0, 0)
    assert stopped() == ["gry@example.org"]


def test_a_notice_is_kept_by_the_mail_server_while_the_database_is_away(app, monkeypatch):
    def away(raw):
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(bounces, "take_bounce", away)

    with app.app_context():
        done = CliRunner().invoke(main, ["mail", "bounce"], input=notice("<x@y>"))

    assert done.exit_code == 75


def test_staff_see_it_at_the_person_and_let_letters_go_there_again(
    factory, organisation, browser, actor, use_mail_server, work, post_letter, stopped
):
    with factory.working_as(scope_of(organisation.id)):
        kari = add_person(by=None, name="Kari Eng", email="Kari@eng.example", language="nb").id
        db.session.commit()
    post_letter("kari@eng.example")
    use_mail_server.take(lambda address: NO_SUCH)
    work()
    staff = browser(actor(organisation, Role.STAFF))
    page = f"/o/hjertelag/people/{kari}"

    shown = staff.get(page).text
    assert "Brev til denne adressen kommer i retur" in shown
    lift = shown.split("/o/hjertelag/returned/")[1].split('"')[0]
    assert NO_SUCH.partition(" ")[2] in staff.get("/o/hjertelag/returned/").text
    answer = staff.post(f"/o/hjertelag/returned/{lift}")

    assert answer.headers["Location"] == page
    assert stopped() == []
    assert "kommer i retur" not in staff.get(page).text
    use_mail_server.take(lambda address: None)
    again = post_letter("kari@eng.example")
    work()
    assert again in use_mail_server.ids


def test_no_letter_is_written_into_the_pipe_by_a_letter_of_ours(app, use_mail_server, work, post_letter, stopped):
    """Somebody answers the letter, and her program quotes its head: that is no notice."""
    message_id = post_letter()
    work()
    answer = f"Content-Type: text/plain\nIn-Reply-To: {message_id}\nReferences: {message_id}\n\nTakk!"

    with app.app_context():
        assert not take_bounce(answer.encode())

    assert stopped() == []
