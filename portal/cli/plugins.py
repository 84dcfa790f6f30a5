"""Plugins: write one, try one, forget one."""

import sys
from pathlib import Path

import click

from portal.cli.base import app_at_hand, main, told


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

    with told():
        made = write_plugin(name, into, app_at_hand())
    click.echo(f"Written: {made}\nTry it:  portal plugin test {made}")


@plugin.command("test", context_settings={"ignore_unknown_options": True})
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
def test_plugin_command(path: Path, database: str, pytest_arguments: tuple[str, ...]) -> None:
    """The portal's promises over the plugin at PATH, and its own tests; `-k catalogues` for a part of them."""
    from portal.plugin_api.commands import try_plugin

    with told():
        sys.exit(try_plugin(path, database, pytest_arguments))


@plugin.command("forget")
@click.argument("name")
@click.option("--drop-tables", is_flag=True, help="and with them all that organisations wrote there")
def forget_plugin_command(name: str, drop_tables: bool) -> None:
    """Make upgrades possible after a plugin was uninstalled for good."""
    from portal.plugin_api.forgetting import forget, leftovers_of

    app = app_at_hand()
    with app.app_context(), told():
        found = leftovers_of(name, app.config["PORTAL"])
        tables = ", ".join(found.tables) or "none"
        if drop_tables:
            click.confirm(f"Drop {tables} and everything in them?", abort=True)
        forget(found, app.config["PORTAL"], drop_tables=drop_tables)
    click.echo(f"Forgotten: {name}. `portal db upgrade` works again.")
    if found.tables and not drop_tables:
        click.echo(f"Its tables stay: {tables}. Before it can be installed again they must go:")
        click.echo(f"portal plugin forget {name} --drop-tables")
