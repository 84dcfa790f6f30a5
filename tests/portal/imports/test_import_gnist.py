"""Activities as other systems write them out: two rows of headings, semicolons, old letters, days as 05.03.2026."""

from tests.portal.imports.earlier import told

ABOVE = ";Aktivitet;;Deltakere;;"
HEAD = "Dato;Aktivitetstype;Lokallag;Antall deltakere;Hvorav nye;Beskrivelse"
ROWS = ("05.03.2025;Møte;Agder;12;2;Kafé på Sørlandet", "17.04.2025;Møte;Agder;8;;")


def export(*rows):
    return "\r\n".join((ABOVE, HEAD, *rows, HEAD)).encode("cp1252")


def test_an_export_of_activities_is_read_as_it_is(staff, work, registered):
    _address, page = staff.look(export(*ROWS), "aktiviteter.csv")
    assert "5. mars 2025 Møte Agder Hvor mange var med? 12" in told(page)
    staff.bring(export(*ROWS), "aktiviteter.csv")
    work()

    assert [(day, numbers["participants"]) for _key, day, numbers, _note in registered()] == [
        ("2025-03-05", 12), ("2025-04-17", 8),
    ]  # fmt: skip


def test_the_same_export_again_registers_nothing(staff, work, registered):
    for _time in range(2):
        staff.bring(export(*ROWS), "aktiviteter.csv")
        work()

    assert len(registered()) == 2


def test_its_description_is_kept_as_a_note(staff, work, registered):
    staff.bring(export(*ROWS), "aktiviteter.csv")
    work()

    assert registered()[0][3] == "Kafé på Sørlandet"
