"""What a letter looks like when it arrives."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from portal.extensions import db
from portal.i18n import use_language
from portal.messages.services import Letter, address_of, send
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from tests.portal.messages.conftest import LETTER


def test_it_arrives_as_text_and_html_with_all_its_words(use_mail_server, work, post_letter):
    message_id = post_letter()
    work()

    letter = use_mail_server.accepted[0]
    assert (letter["To"], letter["Subject"], letter["Message-ID"]) == ("gry@example.org", "Et brev", message_id)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "nb"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Så dette: æøå & <b>." in text
    assert "http://x.example/y" in text
    assert "Så dette: æøå &amp; &lt;b&gt;." in html
    assert 'href="http://x.example/y"' in html


def test_it_is_written_in_the_language_of_the_work_at_hand(factory, use_mail_server, work, post_letter):
    with factory.working_as(NOBODY), use_language("da"):
        send(LETTER, "gry@example.org")
        db.session.commit()
    work()

    assert use_mail_server.accepted[0]["Content-Language"] == "da"
    assert 'lang="da"' in use_mail_server.accepted[0].get_body(("html",)).get_content()


def test_an_address_with_our_letters_in_its_domain_is_reached(use_mail_server, work, post_letter):
    """Mail servers that know no SMTPUTF8 know the domain by its ASCII name."""
    post_letter("gry@blåbærtur.no")

    assert work() == 1
    assert use_mail_server.recipients == ["gry@" + "blåbærtur.no".encode("idna").decode()]


def test_no_subject_bears_the_organisations_name(factory, organisation, actor, browser, use_mail_server, work):
    boss = actor(organisation, Role.ADMINISTRATOR)
    opened = browser(boss)
    opened.post("/o/hjertelag/access/invite", {"email": "gry@example.org", "role": "reader"})
    opened.post("/forgotten-password", {"email": boss.email})
    opened.post("/profile/address", {"email": "ny@example.org", "present": "blå sykkel i regn"})
    opened.post("/profile/password", {"present": "blå sykkel i regn", "password": "grønn båt på land"})
    work()

    assert len(use_mail_server.accepted) == 4
    for letter in use_mail_server.accepted:
        assert "hjerte" not in f"{letter['Subject']} {letter['From']}".casefold()


def test_links_lead_to_the_installations_own_host_whatever_the_request_says(
    app, organisation, actor, use_mail_server, work
):
    boss = actor(organisation, Role.ADMINISTRATOR)
    client = app.test_client()
    page = client.get("/forgotten-password", base_url="http://localhost:5000")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post(
        "/forgotten-password", base_url="http://localhost:5000",
        data={"csrf_token": token, "form_key": "0" * 32, "email": boss.email},
    )  # fmt: skip
    work()

    with app.app_context():
        assert address_of("/new-password/") in use_mail_server.accepted[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize("path", ["/forgotten-password", "/", "/o/hjertelag/", "/no-such-page", "/health/live"])
def test_a_host_that_is_not_ours_is_refused_before_anything_else(organisation, actor, browser, path):
    opened = browser(actor(organisation, Role.STAFF))

    page = opened.get(path, base_url="http://evil.example")

    assert page.status_code == 400
    assert "evil.example" not in page.text
    assert "Location" not in page.headers


def test_a_recipient_cannot_smuggle_in_another(organisation, actor, browser, use_mail_server, work):
    opened = browser(actor(organisation, Role.ADMINISTRATOR))
    for email in ("a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>"):
        opened.post("/o/hjertelag/access/invite", {"email": email, "role": "reader"})
    work()

    assert set(use_mail_server.recipients) <= {"a@example.org"}


@pytest.mark.parametrize("name", ["Lag\r\nBcc: b@example.org", "<script>", "Æ" * 120])
def test_a_strange_sender_breaks_no_letter(use_mail_server, work, post_letter, name):
    post_letter(letter=replace(LETTER, sender=name, paragraphs=(f"Hilsen {name}",)))

    assert work() == 1
    assert use_mail_server.accepted[0]["Bcc"] is None
    assert "<script>" not in use_mail_server.accepted[0].get_body(("html",)).get_content()


def test_the_folder_of_the_demo_holds_the_same_letter(app, work, post_letter):
    message_id = post_letter()
    work()

    files = list((app.config["PORTAL"].data / "mail").glob("*.eml"))
    letter = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert len(files) == 1
    assert letter["Message-ID"] == message_id
    assert "Så dette: æøå & <b>." in letter.get_body(("plain",)).get_content()


def test_a_letter_without_a_link_has_no_button(use_mail_server, work, post_letter):
    post_letter(letter=Letter(subject="Bare ord", paragraphs=("Ord.",)))
    work()

    assert "href" not in use_mail_server.accepted[0].get_body(("html",)).get_content()
