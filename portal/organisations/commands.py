"""What the command line does with accounts: each is one piece of work, committed."""

from portal.accounts.services import create_account
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.organisations.accesses import give_access
from portal.organisations.queries import organisation_by_slug, setup_now
from portal.plugin_api import Role
from portal.tenancy import act_as
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as


def make_account(email: str, name: str, password: str, *, slug: str | None, role: str, operator: bool) -> None:
    """An account, with access to an organisation or as the operator. Raises PortalError."""
    with working_as(NOBODY):
        if slug:
            _into(slug, email, name, password, Role(role))
        else:
            create_account(email, name, password=password).is_operator = operator
        db.session.commit()


def _into(slug: str, email: str, name: str, password: str, role: Role) -> None:
    found = organisation_by_slug(slug)
    if found is None:
        raise PortalError(_("There is no organisation %(slug)s.", slug=slug))
    act_as(db.session(), scope_of(found.id))
    give_access(email, name, role, setup_now(found.id).root.id, password=password)
