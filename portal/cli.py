"""The command line: `portal …`, and the same below `flask --app wsgi`."""

import json
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from portal.app import create_app
from portal.errors import MisconfiguredError, PortalError

#: to a mail server: keep it and come again (EX_TEMPFAIL of sysexits.h)
TRY_LATER = 75


def _app() -> Flask:
    """The app that flask started, or one of our own."""
    return current_app._get_current_object() if current_app else create_app()  # type: ignore[attr-defined]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Medvirke: a portal in which organisations follow what they have set out to do."""


@main.command()
@click.option("--port", default=5000, show_default=True, help="where it is served")
@click.option("--data", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True)
@click.option("--fresh", is_flag=True, help="begin anew, even if the data are there")
@click.option("--serve/--no-serve", default=True, help="make the data and stop")
@click.option("--follow", "metric", metavar="METRIC", help="switch its plugin on and add a goal that follows it")
def demo(port: int, data: Path, fresh: bool, serve: bool, metric: str | None) -> None:
    """Five organisations with their real plans and invented figures, ready to try."""
    from portal.demo.build import make_demo  # the demo is not part of a real installation's start
    from portal.demo.follow import follow
    from portal.demo.serve import serve_demo

    with _told():
        app = make_demo(data, port=port, fresh=fresh)
        if metric:
            with app.app_context():
                follow(metric)
    if serve:
        serve_demo(app, port)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="for programs")
def routes(as_json: bool) -> None:
    """Every page with the right that it asks for."""
    from portal.plugin_api.routes import list_routes

    found = list_routes(_app())
    if as_json:
        click.echo(json.dumps(found, indent=1))
    else:
        for route in found:
            click.echo(f"{route['right']:24} {','.join(route['methods']):10} {route['rule']}")


@main.command()
def doctor() -> None:
    """What is wrong with this installation."""
    from portal.doctor import examine

    faults = 0
    for ok, sentence in examine(_app()):
        faults += not ok
        click.echo(("ok     " if ok else "FAULT  ") + sentence)
    sys.exit(1 if faults else 0)


@main.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Make or change the tables of the core and of every plugin; on PostgreSQL also roles and row-level security."""
    from portal.migrate import upgrade as run

    app = _app()
    with app.app_context(), _told():
        run(app.config["PORTAL"])
    click.echo("The database is up to date.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path) -> None:
    """The database and all files, as one archive in FOLDER; while the portal runs."""
    from portal.backup.services import make_backup

    app = _app()
    with app.app_context(), _told():
        path, made = make_backup(app.config["PORTAL"], folder)
    click.echo(f"Written and read again: {path}, {made.told}.")
    for name in made.missing:
        click.echo(f"MISSING or damaged, and so not in it: {name}", err=True)
    sys.exit(1 if made.missing else 0)


@main.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--erased",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="the erased.txt of the data folder that was lost: whoever is named there is erased again",
)
def restore(archive: Path, erased: Path | None) -> None:
    """Put the backup ARCHIVE into an installation with nothing in it, and bring its tables up to date."""
    from portal.backup.services import restore as put_back

    app = _app()
    with app.app_context(), _told():
        made, again = put_back(app.config["PORTAL"], archive, erased)
    click.echo(f"Restored as it was at {made.made_at}: {made.told}. {again} people are erased again.")


@main.group()
def plugin() -> None:
    """Plugins: write one, try one, forget one. The guide is docs/plugins.md."""


@plugin.command("new")
@click.argument("name")
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="a folder; else this one"
)
def new_plugin_command(name: str, into: Path) -> None:
    """A plugin that works: a table, a form, a page, both languages, tests."""
    from portal.plugin_api.commands import write_plugin

    with _told():
        made = write_plugin(name, into, _app())
    click.echo(f"Written: {made}\nTry it:  portal plugin test {made}")


@plugin.command("test", context_settings={"ignore_unknown_options": True})
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
def test_plugin_command(path: Path, database: str, pytest_arguments: tuple[str, ...]) -> None:
    """The portal's promises over the plugin at PATH, and its own tests; `-k catalogues` for a part of them."""
    from portal.plugin_api.commands import try_plugin

    with _told():
        sys.exit(try_plugin(path, database, pytest_arguments))


@plugin.command("forget")
@click.argument("name")
@click.option("--drop-tables", is_flag=True, help="and with them all that organisations wrote there")
def forget_plugin_command(name: str, drop_tables: bool) -> None:
    """Make upgrades possible after a plugin was uninstalled for good."""
    from portal.plugin_api.forgetting import forget, leftovers_of

    app = _app()
    with app.app_context(), _told():
        found = leftovers_of(name, app.config["PORTAL"])
        tables = ", ".join(found.tables) or "none"
        if drop_tables:
            click.confirm(f"Drop {tables} and everything in them?", abort=True)
        forget(found, app.config["PORTAL"], drop_tables=drop_tables)
    click.echo(f"Forgotten: {name}. `portal db upgrade` works again.")
    if found.tables and not drop_tables:
        click.echo(f"Its tables stay: {tables}. Before it can be installed again they must go:")
        click.echo(f"portal plugin forget {name} --drop-tables")


@main.group()
def organisation() -> None:
    """Organisations."""


@organisation.command("create")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--country", type=click.Choice(["NO", "DK"]), default="NO", show_default=True)
@click.option("--language", type=click.Choice(["nb", "da"]), default="nb", show_default=True)
@click.option("--number", default="", help="organisation number or CVR number")
def create_organisation_command(slug: str, name: str, country: str, language: str, number: str) -> None:
    """A new organisation. Give somebody access with `account create`."""
    from portal.extensions import db as database
    from portal.organisations.services import create_organisation
    from portal.tenancy.scope import NOBODY
    from portal.work import working_as

    with _app().app_context(), working_as(NOBODY), _told():
        create_organisation(slug=slug, name=name, country=country, language=language, number=number, by=None)
        database.session.commit()
    click.echo(f"Made: /o/{slug}/")


@organisation.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=False))
def export_organisation_command(slug: str, file: Path) -> None:
    """Everything that the organisation SLUG has here, as FILE (.zip)."""
    from portal.takeout.work import take_out

    with _app().app_context(), _told():
        take_out(slug, file)
    click.echo(f"Written: {file}")


@main.group()
def account() -> None:
    """Accounts."""


@account.command("create")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--organisation", "slug", help="its slug; without it the account has no access yet")
@click.option(
    "--role",
    type=click.Choice(["administrator", "staff", "reader"]),
    default="administrator",
    show_default=True,
)
@click.option("--operator", is_flag=True, help="the platform's operator")
@click.password_option(help="asked for when it is not given")
def create_account_command(email: str, name: str, slug: str | None, role: str, operator: bool, password: str) -> None:
    """Somebody who can sign in."""
    from portal.organisations.commands import make_account

    with _app().app_context(), _told():
        make_account(email, name, password, slug=slug, role=role, operator=operator)
    click.echo(f"Made: {email}")


@main.group()
def audit() -> None:
    """The audit trail."""


@audit.command("verify")
@click.argument("slug", required=False)
@click.option("--head", metavar="NUMBER:HASH", help="the seal that a letter names; finds an end that was cut off")
def verify_command(slug: str | None, head: str | None) -> None:
    """Is every entry as it was sealed? Of the organisation SLUG; without it of all, and of the platform itself."""
    from portal.trail.commands import told, verify_chains

    faults = 0
    with _app().app_context(), _told():
        for name, found in verify_chains(slug, head):
            faults += len(found.faults)
            click.echo("\n".join(told(name, found)))
    sys.exit(1 if faults else 0)


@main.group()
def mail() -> None:
    """Letters."""


@mail.command("bounce")
def bounce_command() -> None:
    """A letter that came back, from the mail server's pipe: no more go to that address.

    Ends with 75 where it should be handed over once more later, else with 0: a fault of ours sends no notice back.
    """
    from portal.messages.bounces import LONGEST, take_bounce

    raw = sys.stdin.buffer.read(LONGEST)
    try:
        with _app().app_context():
            ours = take_bounce(raw)
    except SQLAlchemyError as fault:
        click.echo(f"The database does not answer ({type(fault).__name__}): try again later.", err=True)
        sys.exit(TRY_LATER)
    click.echo("The address is stopped." if ours else "This is no notice about a letter of ours.")


@main.group()
def privacy() -> None:
    """What is kept about people."""


@privacy.command("erase-again")
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
def erase_again_command(path: Path | None) -> None:
    """After a backup was put back: erase whoever was erased since. PATH: the erased.txt that was kept; else ours."""
    from portal.erasure.tombstones import erase_again, file_of_erased

    total = 0
    with _app().app_context(), _told():
        for slug, number in erase_again(path or file_of_erased()):
            total += number
            click.echo(f"{slug}: {number}")
    click.echo(f"{total} people were back, and are erased again.")


@main.command()
@click.option("--once", is_flag=True, help="do what is due and stop")
def worker(once: bool) -> None:
    """Send letters and do what no page waits for, until stopped."""
    from portal.worker import run

    with _app().app_context():
        run(rounds=1 if once else None)


class _told:  # reads as a sentence
    """A refusal is told as it is told on a page, without a trace of the program."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: object, trace: object) -> None:
        if isinstance(fault, PortalError):
            raise click.ClickException(fault.sentence) from None
        if isinstance(fault, MisconfiguredError):
            raise click.ClickException(str(fault)) from None


if __name__ == "__main__":
    main()
