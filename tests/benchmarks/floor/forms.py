"""Three forms: the filter, nine fields to register with, signing in."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from tests.benchmarks.floor.words import UNITS, translated

KINDS = {
    "core.meeting": "Meeting",
    "core.talk": "Talk",
    "core.webinar": "Webinar",
    "recruitment.peer_support": "Peer support",
    "digital_inclusion.course": "Course",
    "digital_inclusion.drop_in": "Drop-in",
}


def kind_choices() -> list[tuple[str, str]]:
    return [(key, translated(label)) for key, label in KINDS.items()]


def unit_choices() -> list[tuple[str, str]]:
    return [(unit, unit) for unit in UNITS]


class FilterForm(FlaskForm):
    class Meta:
        csrf = False  # it changes nothing

    kind = SelectField("Type", choices=lambda: [("", translated("All")), *kind_choices()])
    unit = SelectField("Unit", choices=lambda: [("", translated("All")), *unit_choices()])
    since = DateField("From", [Optional()])
    until = DateField("To", [Optional()])


class ActivityForm(FlaskForm):
    kind = SelectField("Type", choices=kind_choices)
    unit = SelectField("Unit", choices=unit_choices)
    title = StringField("Title", [Length(max=200)])
    place = StringField("Place", [Length(max=120)])
    on_date = DateField("Date", [InputRequired()], default=date.today)
    participants = IntegerField("How many took part?", [InputRequired(), NumberRange(0, 100_000)])
    new_people = IntegerField("How many were new?", [Optional(), NumberRange(0, 100_000)])
    hours = IntegerField("Hours", [Optional(), NumberRange(0, 1_000)])
    note = TextAreaField("Note", [Length(max=2000)])


class SignInForm(FlaskForm):
    email = StringField("E-mail", [InputRequired()])
    password = PasswordField("Password", [InputRequired()])
