"""One's own account."""

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ChangePasswordForm, ConfirmForm, NewAddressForm, ProfileForm
from portal.accounts.models import UserAccount
from portal.accounts.services import ask_for_new_address, change_password, change_profile
from portal.accounts.views import enter
from portal.extensions import db
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import SIGNED_IN, Rooms
from portal.templating import render

rooms = Rooms("profile", __name__, plugin="accounts", prefix="/profile")


def _mine() -> UserAccount:
    return db.session.get_one(UserAccount, current_user.id)


@rooms.route("/", right=SIGNED_IN, methods=["GET", "POST"])
def show() -> Response | str:
    account = _mine()
    form = ProfileForm(obj=account)
    if form.is_sent() and not form.clashes_with(account):
        with form.attempt():
            change_profile(account, name=form.name.data, language=form.language.data or None)
            return done(url_for("profile.show"), _("Saved."))
    return render("accounts/profile.html", form=form, account=account, everywhere=ConfirmForm())


@rooms.route("/password", right=SIGNED_IN, methods=["GET", "POST"])
def password() -> Response | str:
    form = ChangePasswordForm()
    if form.is_sent():
        account = _mine()
        with form.attempt():
            change_password(account, form.present.data, form.password.data)
            saved = _("Your new password is saved. You are signed out on all other devices.")
            return enter(account, url_for("profile.show"), saved)
    return render("accounts/password.html", form=form)


@rooms.route("/address", right=SIGNED_IN, methods=["GET", "POST"])
def address() -> Response | str:
    form = NewAddressForm()
    if form.is_sent():
        with form.attempt():
            ask_for_new_address(_mine(), form.email.data, form.present.data)
            message = _("We have sent a letter to %(address)s. Follow its link to confirm.", address=form.email.data)
            return done(url_for("profile.show"), message)
    return render("accounts/address.html", form=form)
