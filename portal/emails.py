"""How an e-mail address may be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email_validator import ValidatedEmail


def email_in(text: str) -> ValidatedEmail | None:
    """The address as it should be written, and its domain as every server knows it; None where it cannot be one."""
    from email_validator import EmailNotValidError, validate_email  # 25 ms of every start, and pages ask seldom

    try:
        return validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
