"""The app: who looks, from which organisation, and four views."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import Flask, flash, g, redirect, render_template, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Select, event, select
from sqlalchemy.orm import contains_eager
from werkzeug.wrappers import Response

from portal.config import Config
from tests.benchmarks.floor.forms import KINDS, ActivityForm, FilterForm, SignInForm
from tests.benchmarks.floor.models import (
    Activity,
    AuditEntry,
    FloorSession,
    Goal,
    LoginSession,
    Organisation,
    UserAccount,
    db,
)
from tests.benchmarks.floor.navigation import menu_for, plugin_manager
from tests.benchmarks.floor.words import translated, written_date

PAGE = 30
HASHER = PasswordHasher(time_cost=Config.password_cost[0], memory_cost=Config.password_cost[1], parallelism=1)


def create_floor(environment: Mapping[str, str] = os.environ) -> Flask:
    app = Flask(__name__)
    url = environment["FLOOR_DATABASE_URL"]
    app.config.update(
        SECRET_KEY=environment["FLOOR_SECRET_KEY"],
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(url),
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=["127.0.0.1", "localhost"],
    )
    db.init_app(app)
    CSRFProtect(app)
    login = LoginManager(app)
    login.user_loader(find_viewer)
    login.login_view = "sign_in"
    manager = plugin_manager()
    app.jinja_env.globals.update(_=translated, kinds=KINDS, menu=lambda: menu_for(manager, current_user.account))
    app.jinja_env.filters["date"] = written_date
    for rule, view in (("/", overview), ("/register", register), ("/sign-in", sign_in)):
        app.add_url_rule(rule, view.__name__, view, methods=["GET", "POST"] if view is not overview else ["GET"])
    _prepare_sqlite(app)
    return app


def _engine_options(url: str) -> dict[str, Any]:
    return {"connect_args": {"timeout": 10}} if url.startswith("sqlite") else {"pool_use_lifo": True}


def _prepare_sqlite(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _open_sqlite)


def _open_sqlite(connection: Any, record: Any) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


class Viewer(UserMixin):
    """Somebody who has signed in; her session is a row that can be ended anywhere."""

    def __init__(self, account: UserAccount, token: str) -> None:
        self.account, self.id = account, token


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_viewer(token: str) -> Viewer | None:
    """Session, account and organisation in one statement; from here on the database shows one organisation."""
    statement = (
        select(LoginSession)
        .join(LoginSession.user)
        .join(UserAccount.organisation)
        .options(contains_eager(LoginSession.user).contains_eager(UserAccount.organisation))
        .where(LoginSession.token_hash == _hashed(token))
    )
    found = db.session.scalars(statement).first()
    if found is None or _is_over(found.expires_at):
        return None
    g.organisation_id = found.user.organisation_id
    _tell_database(db.session.connection(), g.organisation_id)
    return Viewer(found.user, token)


def _is_over(moment: datetime) -> bool:
    return moment.replace(tzinfo=moment.tzinfo or UTC) <= datetime.now(UTC)


def _tell_database(connection: Connection, organisation_id: UUID) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL app.organisation_id = '{organisation_id}'")


@event.listens_for(FloorSession, "after_begin")
def _open_wall(session: FloorSession, transaction: Any, connection: Connection) -> None:
    if "organisation_id" in g:
        _tell_database(connection, g.organisation_id)


def _here() -> Organisation:
    found: Organisation = current_user.account.organisation
    return found


@login_required
def overview() -> str:
    form = FilterForm()
    goals = db.session.scalars(
        select(Goal).where(Goal.organisation_id == _here().id).order_by(Goal.position).limit(3)
    ).all()
    activities = db.session.scalars(_filtered(form).limit(PAGE + 1)).all()
    return render_template(
        "overview.html", form=form, goals=goals, activities=activities[:PAGE], more=len(activities) > PAGE
    )


def _filtered(form: FilterForm) -> Select[Activity]:
    statement = select(Activity).where(Activity.organisation_id == _here().id)
    if form.kind.data in KINDS:
        statement = statement.where(Activity.kind == form.kind.data)
    if form.unit.data:
        statement = statement.where(Activity.unit == form.unit.data)
    if form.since.data:
        statement = statement.where(Activity.on_date >= form.since.data)
    if form.until.data:
        statement = statement.where(Activity.on_date <= form.until.data)
    return statement.order_by(Activity.on_date.desc(), Activity.id.desc())


@login_required
def register() -> Response | str:
    form = ActivityForm()
    if form.validate_on_submit():
        activity = Activity(organisation_id=_here().id, registered_by=current_user.account.id, registered_at=_now())
        form.populate_obj(activity)
        activity.new_people, activity.hours = activity.new_people or 0, activity.hours or 0
        db.session.add(activity)
        db.session.flush()
        db.session.add(_entry("activity.registered", activity.id))
        db.session.commit()
        flash(translated("Thank you! It is registered."))
        return redirect(url_for("overview"), 303)
    return render_template("register.html", form=form)


def _now() -> datetime:
    return datetime.now(UTC)


def _entry(action: str, subject_id: UUID) -> AuditEntry:
    return AuditEntry(
        organisation_id=_here().id, at=_now(), user_id=current_user.account.id, action=action, subject_id=subject_id
    )


def sign_in() -> Response | str:
    form = SignInForm()
    if form.validate_on_submit():
        account = db.session.scalars(select(UserAccount).where(UserAccount.email == form.email.data)).first()
        if account and _is_right(account.password_hash, form.password.data or ""):
            login_user(Viewer(account, _begin_session(account)))
            return redirect(url_for("overview"), 303)
        flash(translated("The e-mail address or the password is not right."))
    return render_template("sign_in.html", form=form)


def _is_right(stored: str, password: str) -> bool:
    try:
        return HASHER.verify(stored, password)
    except VerificationError:
        return False


def _begin_session(account: UserAccount) -> str:
    token = secrets.token_urlsafe(32)
    expires_at = _now() + timedelta(days=30)
    db.session.add(LoginSession(token_hash=_hashed(token), user_id=account.id, expires_at=expires_at))
    db.session.commit()
    return token
