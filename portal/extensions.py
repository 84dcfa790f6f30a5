"""The libraries that are bound to the app at start."""

from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from portal.tenancy import Base, PortalSession

# expire_on_commit would read every row again after the commit, in a transaction that has no scope yet.
db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": PortalSession, "expire_on_commit": False},
)
login = LoginManager()
csrf = CSRFProtect()
