"""A list of members in the hand of somebody of the staff."""

import io

from tests.reading import words_of

LISTS = "/o/hjertelag/lists"
HEAD = "Fornavn;Etternavn;E-post;Mobil;Adresse;Postnr;Poststed;Født;Medlemstype;Lokallag;Innmeldt dato;Utmeldt;Medlemsblad;Betalt dato;Beløp"
KARI = "Kari;Hansen;kari@example.org;400 00 001;Lia 1;4611;Kristiansand;12.03.1958;Pasient;Agder;01.02.2019;;Papir;05.03.2026;400,00"
OLA = "Ola;Hansen;kari@example.org;;Lia 1;4611;Kristiansand;1960;Pårørende;Lokallag Agder;2020;;;;"
PER = "Per;Ås;;+47 400 00 002;Bø 3;570;Oslo;;Støttemedlem;;15.6.2015;31.12.2025;;;"


def sheet(*rows, head=HEAD, letters="utf-8"):
    return "\r\n".join((head, *rows)).encode(letters)


class Keeper:
    """She gives a list, says what its columns hold, lets the worker read, and says yes."""

    def __init__(self, opened, work):
        self.browser, self.work = opened, work

    def give(self, content, name="medlemmer.csv", **columns):
        """As far as the page that tells what would become of it. Returns the list's address."""
        given = self.browser.post(f"{LISTS}/of/recruitment.members/new", {"file": (io.BytesIO(content), name)})
        assert given.status_code == 303, words_of(given)
        sent = self.browser.post(given.location, columns)
        assert sent.status_code == 303, words_of(sent)
        self.work()
        return given.location.removesuffix("/columns")

    def look(self, address):
        return words_of(self.browser.get(f"{address}/look"))

    def yes(self, address):
        said = self.browser.post(f"{address}/look")
        assert said.status_code == 303, words_of(said)
        self.work()
        return words_of(self.browser.get(address))

    def bring(self, content, name="medlemmer.csv", **columns):
        return self.yes(self.give(content, name, **columns))
