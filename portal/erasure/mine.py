"""Everybody closes her own account: first what goes and what stays, then the press that does it."""

from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.models import UserAccount
from portal.accounts.views import leave
from portal.erasure.closing import close_account, why_not
from portal.erasure.forms import CloseForm
from portal.extensions import db
from portal.i18n import _
from portal.organisations.queries import places_of
from portal.plugin_api import SIGNED_IN, Rooms
from portal.templating import render

rooms = Rooms("my_account", __name__, plugin="erasure", prefix="/profile/close")


@rooms.route("", right=SIGNED_IN, methods=["GET", "POST"])
def close() -> Response | str:
    form = CloseForm()
    if form.is_sent():
        with form.attempt():
            close_account(db.session.get_one(UserAccount, current_user.id), form.present.data)
            return leave(_("Your account is closed. Thank you for what you did."))
    places = [name for _id, name in places_of(current_user.id)]
    return render("erasure/close.html", form=form, why_not=why_not(current_user), places=places)
