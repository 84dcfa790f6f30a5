"""Whatever happens to a type's questions, what was answered is read with its words, and the counters stand still."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal import clock
from portal.activities.kinds import all_questions, asked, kinds_at
from portal.activities.models import WHOLE, Activity, ActivityKind, ActivityTally
from portal.activities.services import register_activity
from portal.activities.words import told
from portal.errors import PortalError
from portal.extensions import db
from portal.kinds import services
from portal.kinds.editing import asked as asked_in
from portal.kinds.queries import declared
from portal.organisations.queries import setup_now
from portal.plugin_api import house as plugins
from portal.tenancy.scope import organisation as scope_of

WORDS = [f"Ord{n}" for n in range(12)]
KINDS = ["number", "hours", "yes_no", "choice", "choices", "text", "date", "time", "municipality"]
TEXTS = {"text": "Fint", "date": "2026-05-04", "time": "18:30", "municipality": "Bergen"}

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "ask", "change", "remove", "bring back", "up", "down", "people", "hide", "restore", "answer", "answer"]),
        st.sampled_from(KINDS),
        st.integers(0, 20),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True),
    ),
    min_size=4,
    max_size=25,
)  # fmt: skip


class House:
    """One type under edit, and what was answered to it: by activity, the questions' and options' names."""

    def __init__(self, organisation_id, root, row):
        self.organisation_id, self.root, self.row = organisation_id, root, row
        self.given = {}

    @property
    def kind(self):
        db.session.flush()
        return kinds_at(self.organisation_id, setup_now(self.organisation_id).version)[self.row.key]

    def edit(self, what, question_kind, n, words):
        row, by = self.row, None
        live = [said["name"] for said in asked_in(row.questions)]
        gone = [said["name"] for said in row.questions if said.get("retired")]
        said = {"label": {"nb": f"{words[0]} {n}"}, "help": {}, "required": False}
        options = [{"nb": word} for word in words]
        if what == "ask":
            more = {"options": options} if question_kind in ("choice", "choices") else {}
            services.add_question(row, kind=question_kind, language="nb", by=by, **said, **more)
        elif what == "change" and live:
            name = live[n % len(live)]
            kind = next(one["kind"] for one in row.questions if one["name"] == name)
            more = {"options": options} if kind in ("choice", "choices") else {}
            services.change_question(row, name, language="nb", by=by, **said, **more)
        elif what == "remove" and live:
            services.remove_question(row, live[n % len(live)], by=by)
        elif what == "bring back" and gone:
            services.bring_back_question(row, gone[n % len(gone)], by=by)
        elif what in ("up", "down") and live:
            services.move_question(row, live[n % len(live)], what, by=by)
        elif what == "people":
            services.change_type(row, [], people=["no", "together", "apart"][n % 3], by=by)
        elif what == "hide":
            (services.hide_type if n % 2 else services.show_type)(row, by=by)
        elif what == "restore" and (as_declared := declared(row.key)):
            services.restore_type(row, as_declared, [], by=by)
        elif what == "answer":
            self.answer(n)

    def answer(self, n):
        """Everything that is asked now, as the form keeps it."""
        numbers, answers = {}, {}
        for question in asked(self.kind):
            if question.kind in ("choice", "choices"):
                values = [value for value, _label in question.options]
                chosen = values[n % len(values) :][: 1 if question.kind == "choice" else 2]
                answers[question.name] = chosen[0] if question.kind == "choice" else chosen
                numbers |= {f"{question.name}:{value}": 1 for value in chosen}
            elif question.kind in TEXTS:
                answers[question.name] = TEXTS[question.kind]
            else:
                numbers[question.name] = 1 if question.kind == "yes_no" else n
        parts = [numbers[name] for name in numbers if name.startswith("participants_")]
        if parts:
            numbers["participants"] = sum(parts)
        made = register_activity(
            activity_type=self.row.key, unit_id=self.root, on_date=clock.today(), numbers=numbers, answers=answers, note="",
            by=None,
        )  # fmt: skip
        self.given[made.id] = SimpleNamespace(numbers=numbers, answers=answers)

    def check(self):
        kind = self.kind
        known = all_questions(kind)
        for activity_id, was in self.given.items():
            row = db.session.get(Activity, (self.organisation_id, activity_id))
            assert (row.numbers, row.answers) == (was.numbers, was.answers)
            names = {name.partition(":")[0] for name in {**was.numbers, **was.answers}}
            read = told(row, known.values())
            assert len(read) == len(names)
            assert all(label and said for label, said in read)
            for name in names:
                question = known[name]
                assert str(question.label)
                labels = {value: str(label) for value, label in (*question.options, *question.retired_options)}
                chosen = [key.partition(":")[2] for key in was.numbers if key.startswith(f"{name}:")]
                assert all(labels[value] in {*WORDS, *self.came_along()} for value in chosen)
        assert self.tally() == self.counted()

    def came_along(self):
        """The options of a type that a plugin declares."""
        kind = declared(self.row.key)
        return [str(label) for question in kind.questions for _value, label in question.options] if kind else []

    def tally(self):
        """Without what checks say of it."""
        rows = db.session.execute(
            select(ActivityTally.measure, ActivityTally.total).where(
                ActivityTally.organisation_id == self.organisation_id,
                ActivityTally.activity_type == self.row.key,
                ActivityTally.unit_id == WHOLE,
            )
        )
        return {measure: total for measure, total in rows if total and measure not in plugins().activity_checks}

    def counted(self):
        """What the answers come to, reckoned from what was given and nothing else."""
        found = {}
        for was in self.given.values():
            for measure, total in {"activities": 1, **was.numbers}.items():
                found[measure] = found.get(measure, 0) + total
        return {measure: total for measure, total in found.items() if total}


@pytest.fixture
def house(factory, organisation):
    """Begins a type, its own or a declared one, in a transaction that is undone."""

    def begin(key):
        root = setup_now(organisation.id).root.id
        if key is None:
            row = services.add_type(
                [], label={"nb": "Turgruppe"}, help={}, who="registrars", asks_name="may", people="together", by=None
            )
        else:
            row = services.row_for(declared(key))
            db.session.add(row)
        db.session.flush()
        return House(organisation.id, root, row)

    with factory.working_as(scope_of(organisation.id)):
        yield begin


@pytest.mark.parametrize("key", [None, "core.meeting", "recruitment.peer_support"])
@given(edits=EDITS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_answer_is_read_and_counted_whatever_happens_to_the_questions(house, key, edits):
    try:
        made = house(key)
        for edit in edits:
            try:
                made.edit(*edit)
            except PortalError:
                continue  # too many, or asked already: refused with a sentence
            made.check()
        names = [said["name"] for said in made.row.questions]
        assert len(names) == len(set(names))
    finally:
        db.session.rollback()


def test_the_check_fails_when_an_answered_question_is_left_out(house):
    """The control: a removal that deletes would be seen."""
    made = house(None)
    made.edit("ask", "number", 3, ["Ord1", "Ord2"])
    made.answer(4)
    made.check()

    made.row.questions = made.row.questions[:1]
    services.show_type(made.row, by=None)

    with pytest.raises((AssertionError, KeyError)):
        made.check()


def test_a_name_is_never_used_twice(house):
    made = house(None)
    for n in range(3):
        made.edit("ask", "text", n, [f"Ord{n}", "Ord9"])
        made.edit("remove", "text", 1, ["Ord1", "Ord2"])
    assert [said["name"] for said in made.row.questions] == ["participants", "q1", "q2", "q3"]
    assert db.session.scalar(select(ActivityKind.version).where(ActivityKind.key == made.row.key))
