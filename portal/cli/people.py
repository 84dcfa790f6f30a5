"""Organisations and accounts."""

from pathlib import Path

import click

from portal.cli.base import app_at_hand, main, told


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

    with app_at_hand().app_context(), working_as(NOBODY), told():
        create_organisation(slug=slug, name=name, country=country, language=language, number=number, by=None)
        database.session.commit()
    click.echo(f"Made: /o/{slug}/")


@organisation.command("export")
@click.argument("slug")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=False))
def export_organisation_command(slug: str, file: Path) -> None:
    """Everything that the organisation SLUG has here, as FILE (.zip)."""
    from portal.takeout.work import take_out

    with app_at_hand().app_context(), told():
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

    with app_at_hand().app_context(), told():
        make_account(email, name, password, slug=slug, role=role, operator=operator)
    click.echo(f"Made: {email}")
