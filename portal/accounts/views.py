"""Signing in and out, and links that were mailed. A GET never uses a link up."""

import re

from flask import current_app, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm, ForgottenForm, LanguageForm, NewPasswordForm, SignInForm
from portal.accounts.limits import counter_key
from portal.accounts.models import UserAccount
from portal.accounts.queries import open_link
from portal.accounts.rules import email_key
from portal.accounts.services import ask_for_reset, check_sign_in, confirm_new_address, reset_password
from portal.accounts.sessions import begin_session, end_all_sessions, end_session
from portal.audit.services import record
from portal.config import Config
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import PUBLIC, SIGNED_IN, Rooms
from portal.templating import render

rooms = Rooms("accounts", __name__, prefix="")
DEVICE = "device"
YEAR = 365 * 24 * 3600
#: one slash, then nothing that a browser reads as another one or leaves out
_OURS = re.compile(r"/(?!/)[^\\\x00-\x1f\x7f]*")


@rooms.route("/sign-in", right=PUBLIC, methods=["GET", "POST"])
def sign_in() -> Response | str:
    if current_user.is_authenticated:
        return redirect(_safe(request.args.get("next")), 303)
    form = SignInForm()
    if form.is_sent():
        with form.attempt():
            account = check_sign_in(
                form.email.data,
                form.password.data,
                address=request.remote_addr or "",
                known_device=_knows(form),
            )
            return enter(account, _safe(request.args.get("next")))
    return render("accounts/sign_in.html", form=form)


def enter(account: UserAccount, location: str, message: str = "") -> Response:
    """Begin a session on this device and go on."""
    login_user(_Key(begin_session(account.id)))
    session.permanent = True  # as long as the row in the database, not only until the browser is closed
    record("account.signed_in", account.id, by=account.id)
    response = done(location, message)
    mark = _signer().dumps(_mark(account.email))
    response.set_cookie(DEVICE, mark, max_age=YEAR, httponly=True, samesite="Lax", secure=_config().secure)
    return response


class _Key:
    """What Flask-Login needs of somebody who signs in: the key for her cookie."""

    is_active = True

    def __init__(self, key: str) -> None:
        self.key = key

    def get_id(self) -> str:
        return self.key


def _config() -> Config:
    config: Config = current_app.config["PORTAL"]
    return config


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(_config().secret_key, salt="device")


def _mark(email: str) -> str:
    """Her address as nobody reads it who uses the same machine after her."""
    return counter_key(_config().secret_key, email_key(email))


def _knows(form: SignInForm) -> bool:
    """She has signed in from this device before."""
    try:
        return bool(_signer().loads(request.cookies.get(DEVICE, "")) == _mark(form.email.data))
    except BadSignature:
        return False


def _safe(wanted: str | None) -> str:
    """Only a path of ours: nobody is led away by a link to the sign-in page."""
    return wanted if wanted and _OURS.fullmatch(wanted) else "/"


@rooms.route("/sign-out", right=SIGNED_IN, methods=["POST"])
def sign_out() -> Response:
    end_session(current_user.get_id())
    record("account.signed_out", current_user.id, by=current_user.id)
    return leave(_("You are signed out."))


@rooms.route("/sign-out/everywhere", right=SIGNED_IN, methods=["POST"])
def sign_out_everywhere() -> Response:
    end_all_sessions(current_user.id)
    record("account.signed_out_everywhere", current_user.id, by=current_user.id)
    return leave(_("You are signed out on all your devices."))


def leave(message: str) -> Response:
    response = done(url_for("accounts.sign_in"), message)
    logout_user()
    return response


@rooms.route("/forgotten-password", right=PUBLIC, methods=["GET", "POST"])
def forgotten_password() -> Response | str:
    form = ForgottenForm()
    if form.is_sent():
        with form.attempt():
            ask_for_reset(form.email.data, address=request.remote_addr or "")
            return done(url_for("accounts.letter_sent"))
    return render("accounts/forgotten_password.html", form=form)


@rooms.route("/letter-sent", right=PUBLIC)
def letter_sent() -> str:
    return render("accounts/letter_sent.html")


@rooms.route("/new-password/<token>", right=PUBLIC, methods=["GET", "POST"])
def new_password(token: str) -> Response | str:
    form = NewPasswordForm()
    if form.is_sent():
        with form.attempt():
            reset_password(token, form.password.data)
            return done(url_for("accounts.sign_in"), _("Your new password is saved. Sign in with it now."))
    return render("accounts/new_password.html", form=form, usable=form.errors or open_link("reset", token))


@rooms.route("/confirm-address/<token>", right=PUBLIC, methods=["GET", "POST"])
def confirm_email(token: str) -> Response | str:
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            account = confirm_new_address(token)
            return done("/", _("From now on you sign in with %(address)s.", address=account.email))
    return render("accounts/confirm_email.html", form=form, link=open_link("email", token))


@rooms.route("/language", right=PUBLIC, methods=["POST"])
def language() -> Response:
    """For whoever has not signed in; a profile remembers it for who has."""
    form = LanguageForm()
    response = redirect(_safe(form.next.data), 303)
    if form.validate():
        response.set_cookie("language", form.language.data, max_age=YEAR, samesite="Lax", secure=_config().secure)
    else:
        flash(_("We do not have this language yet."), "error")
    return response
