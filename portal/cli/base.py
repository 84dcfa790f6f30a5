"""What all commands stand on: the group, the app, and how a refusal is told."""

import click
from flask import Flask, current_app

from portal.app import create_app
from portal.errors import MisconfiguredError, PortalError


def app_at_hand() -> Flask:
    """The app that flask started, or one of our own."""
    return current_app._get_current_object() if current_app else create_app()  # type: ignore[attr-defined]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Medvirke: a portal in which organisations follow what they have set out to do."""


class told:  # reads as a sentence
    """A refusal is told as it is told on a page, without a trace of the program."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: object, trace: object) -> None:
        if isinstance(fault, PortalError):
            raise click.ClickException(fault.sentence) from None
        if isinstance(fault, MisconfiguredError):
            raise click.ClickException(str(fault)) from None
