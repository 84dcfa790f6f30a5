"""The address in the foot of each letter that somebody agreed to, which ends them with one press.

The secret in it is worked out from whom it is for and the installation's key; it is stored nowhere, and every letter
that she has goes on working.
"""

import hmac
from uuid import UUID

from flask import current_app

from portal.messages.services import address_for

#: hexadecimal digits: 160 bits
_LENGTH = 40


def secret_of(organisation_id: UUID, person_id: UUID, purpose_id: UUID) -> str:
    said = ("consents.off", organisation_id.hex, person_id.hex, purpose_id.hex)
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, repr(said).encode(), "sha256").hexdigest()[:_LENGTH]


def is_secret_of(organisation_id: UUID, person_id: UUID, purpose_id: UUID, secret: str) -> bool:
    """Whatever stands in the address; compared in constant time."""
    return hmac.compare_digest(
        secret_of(organisation_id, person_id, purpose_id).encode(), secret.encode(errors="replace")
    )


def off_address(slug: str, organisation_id: UUID, person_id: UUID, purpose_id: UUID) -> str:
    """The full address of the page that withdraws; outside requests too."""
    secret = secret_of(organisation_id, person_id, purpose_id)
    return address_for("open_consents.off", slug=slug, person_id=person_id, purpose_id=purpose_id, secret=secret)
