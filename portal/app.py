"""The application, put together in named steps. Nothing here touches a database, a file or the network."""

from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import health
from portal.accounts import hooks as accounts
from portal.accounts.sessions import LIFETIME
from portal.actions import hooks as actions
from portal.activities import hooks as activities
from portal.again import init_again
from portal.asked import Asked
from portal.calendar import hooks as calendar
from portal.config import MAX_BODY_BYTES, Config, load_config
from portal.consents import hooks as consents
from portal.database import database_settings, prepare
from portal.demo import hooks as demo
from portal.doubles import hooks as doubles
from portal.drafts import hooks as drafts
from portal.due import hooks as due
from portal.erasure import hooks as erasure
from portal.errorpages import init_errors
from portal.exchange import hooks as exchange
from portal.extensions import db
from portal.figures import hooks as figures
from portal.files import hooks as files
from portal.goals import hooks as goals
from portal.handouts import hooks as handouts
from portal.imports import hooks as imports
from portal.intake import hooks as intake
from portal.jobs import hooks as jobs
from portal.kept import init_kept
from portal.kinds import hooks as kinds
from portal.late_rule import LateRule
from portal.links import hooks as links
from portal.lists import hooks as lists
from portal.logs import init_logs
from portal.mine import hooks as mine
from portal.organisations import hooks as organisations
from portal.organisations.gate import init_gate
from portal.people import hooks as people
from portal.people.looks import init_looks
from portal.plans import hooks as plans
from portal.plugin_api.loading import load_plugins
from portal.privacy import hooks as privacy
from portal.programme import hooks as programme
from portal.reports import hooks as reports
from portal.responses import init_responses
from portal.sendings import hooks as sendings
from portal.shared_goals import hooks as shared_goals
from portal.shared_links import hooks as shared_links
from portal.start import hooks as start
from portal.takeout import hooks as takeout
from portal.templating import init_templates
from portal.tenancy.guard import wall
from portal.trail import hooks as trail
from portal.year_reports import hooks as year_reports
from portal.yearwheel import hooks as yearwheel

FEATURES = (
    health,
    accounts,
    organisations,
    people,
    consents,
    links,
    sendings,
    exchange,
    jobs,
    files,
    drafts,
    calendar,
    activities,
    kinds,
    figures,
    imports,
    lists,
    shared_links,
    programme,
    year_reports,
    due,
    goals,
    mine,
    plans,
    shared_goals,
    actions,
    intake,
    yearwheel,
    start,
    reports,
    trail,
    privacy,
    handouts,
    erasure,
    doubles,
    takeout,
)


def create_app(config: Config | None = None) -> Flask:
    app = Flask("portal")
    app.request_class = Asked
    app.url_rule_class = LateRule
    config = config or load_config()
    init_logs()
    configure(app, config)
    init_extensions(app)
    init_templates(app)
    init_responses(app)
    init_errors(app)
    init_gate(app)
    init_kept(app)
    register_features(app, config)
    init_looks(app)
    init_again(app)
    raise_walls(app)
    return app


def configure(app: Flask, config: Config) -> None:
    app.config.update(
        PORTAL=config,
        SECRET_KEY=config.secret_key,
        TRUSTED_HOSTS=list(config.hosts),
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_BODY_BYTES,
        SESSION_COOKIE_NAME="__Host-medvirke" if config.secure else "medvirke",
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        WTF_CSRF_TIME_LIMIT=None,  # whoever writes slowly shall not lose what she wrote
        **database_settings(config),
    )


def init_extensions(app: Flask) -> None:
    app.wsgi_app = behind_proxies(app)  # type: ignore[method-assign]  # as Flask's documentation does it
    db.init_app(app)


def behind_proxies(app: Flask) -> Any:
    """Without it, everybody behind the proxy would share one address, and one limit on guessing."""
    proxies = app.config["PORTAL"].proxies
    return ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies) if proxies else app.wsgi_app


def register_features(app: Flask, config: Config) -> None:
    """The core's own, built as plugins are; then whatever is installed."""
    core = (*FEATURES, demo) if config.demo else FEATURES
    load_plugins(app, core, config.plugins)


def raise_walls(app: Flask) -> None:
    """After all models are known."""
    with app.app_context():
        for engine in db.engines.values():
            prepare(engine)
            wall(engine)
