"""Try it, look at it, let the worker work."""

import json
import sys
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.exc import SQLAlchemyError

from portal.cli.base import app_at_hand, main, told

#: to a mail server: keep it and come again (EX_TEMPFAIL of sysexits.h)
TRY_LATER = 75


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

    with told():
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

    found = list_routes(app_at_hand())
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
    for ok, sentence in examine(app_at_hand()):
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

    app = app_at_hand()
    with app.app_context(), told():
        run(app.config["PORTAL"])
    click.echo("The database is up to date.")


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
        with app_at_hand().app_context():
            ours = take_bounce(raw)
    except SQLAlchemyError as fault:
        click.echo(f"The database does not answer ({type(fault).__name__}): try again later.", err=True)
        sys.exit(TRY_LATER)
    click.echo("The address is stopped." if ours else "This is no notice about a letter of ours.")


@mail.command("held")
def held_command() -> None:
    """The platform's own letters that got no answer twice and may have arrived; nothing of any organisation's."""
    from portal.messages.held import platform_letters
    from portal.tenancy.scope import NOBODY
    from portal.work import working_as

    with app_at_hand().app_context(), working_as(NOBODY):
        for letter in platform_letters():
            click.echo(f"{letter.id}  {letter.created_at:%Y-%m-%d %H:%M}  {letter.recipient}  {letter.subject}")


@mail.command("again")
@click.argument("letter_id", type=click.UUID)
def again_command(letter_id: UUID) -> None:
    """Send one of them once more."""
    from portal.extensions import db
    from portal.messages.held import send_platform_letter_again
    from portal.tenancy.scope import NOBODY
    from portal.work import working_as

    with app_at_hand().app_context(), working_as(NOBODY):
        if not send_platform_letter_again(letter_id):
            raise click.ClickException("There is no such letter that waits for an answer.")
        db.session.commit()
    click.echo("It is on its way once more.")


@main.command()
@click.option("--once", is_flag=True, help="do what is due and stop")
def worker(once: bool) -> None:
    """Send letters and do what no page waits for, until stopped."""
    from portal.worker import run

    with app_at_hand().app_context():
        run(rounds=1 if once else None)
