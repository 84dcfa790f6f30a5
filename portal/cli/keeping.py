"""Backups, the audit trail, and who was erased."""

import sys
from pathlib import Path

import click

from portal.cli.base import app_at_hand, main, told


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path) -> None:
    """The database and all files, as one archive in FOLDER; while the portal runs."""
    from portal.backup.services import make_backup

    app = app_at_hand()
    with app.app_context(), told():
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
    help="the erased.txt of the data folder that was lost: who is named there is erased, or her account closed, again",
)
def restore(archive: Path, erased: Path | None) -> None:
    """Put the backup ARCHIVE into an installation with nothing in it, and bring its tables up to date."""
    from portal.backup.services import restore as put_back

    app = app_at_hand()
    with app.app_context(), told():
        done = put_back(app.config["PORTAL"], archive, erased)
    made = done.manifest
    click.echo(f"Restored as it was at {made.made_at}: {made.told}. {done.erased} people are erased again.")
    _tell_closed(done.closed, done.alone)
    click.echo(f"{done.held} letters that waited may have arrived: none goes out before somebody says so.")


def _tell_closed(number: int, alone: list[str]) -> None:
    click.echo(f"{number} accounts are closed again.")
    for name in alone:
        click.echo(f"{name} has no administrator now: give it one with `portal account create`.")


@main.group()
def audit() -> None:
    """The audit trail."""


@audit.command("verify")
@click.argument("slug", required=False)
@click.option("--head", metavar="NUMBER:HASH", help="the seal that a letter names; finds an end that was cut off")
def verify_command(slug: str | None, head: str | None) -> None:
    """Is every entry as it was sealed? Of the organisation SLUG; without it of all, and of the platform itself."""
    from portal.trail.commands import told as lines_of
    from portal.trail.commands import verify_chains

    faults = 0
    with app_at_hand().app_context(), told():
        for name, found in verify_chains(slug, head):
            faults += len(found.faults)
            click.echo("\n".join(lines_of(name, found)))
    sys.exit(1 if faults else 0)


@main.group()
def privacy() -> None:
    """What is kept about people."""


@privacy.command("erase-again")
@click.argument("path", required=False, type=click.Path(path_type=Path, dir_okay=False))
def erase_again_command(path: Path | None) -> None:
    """After a backup was put back: erase whoever was erased since, and close the accounts that were closed.

    PATH: the erased.txt that was kept; else ours.
    """
    from portal.erasure.tombstones import close_again, erase_again, file_of_erased

    total = 0
    with app_at_hand().app_context(), told():
        for slug, number in erase_again(path or file_of_erased()):
            total += number
            click.echo(f"{slug}: {number}")
        closed = list(close_again(path or file_of_erased()))
    click.echo(f"{total} people were back, and are erased again.")
    _tell_closed(len(closed), sorted({name for names in closed for name in names}))
