"""Addresses that open by themselves: of her calendar feed, and of the page that ends her weekly letter.

The secret in them is worked out from the row and the installation's key; it is stored nowhere.
"""

import hmac

from flask import current_app, url_for

from portal.due.models import DueSubscription
from portal.messages.services import address_for, address_of

FEED, OFF = "due.feed", "due.off"
#: hexadecimal digits: 160 bits
_LENGTH = 40


def secret_of(subscription: DueSubscription, purpose: str) -> str:
    """Of the feed another one with each generation. The way out of the letter stays the same: every letter
    that she has lies about with it, and must go on working.
    """
    generation = subscription.generation if purpose == FEED else 0
    said = (purpose, subscription.organisation_id.hex, subscription.id.hex, generation)
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, repr(said).encode(), "sha256").hexdigest()[:_LENGTH]


def is_secret_of(subscription: DueSubscription, purpose: str, secret: str) -> bool:
    """Whatever stands in the address; compared in constant time."""
    return hmac.compare_digest(secret_of(subscription, purpose).encode(), secret.encode(errors="replace"))


def feed_address(subscription: DueSubscription) -> str:
    """The full address of her feed as it is now. Inside the organisation."""
    secret = secret_of(subscription, FEED)
    return address_of(url_for("open_due.feed", subscription_id=subscription.id, secret=secret))


def off_address(subscription: DueSubscription, slug: str) -> str:
    """The full address of the page that ends her weekly letter; outside requests too."""
    secret = secret_of(subscription, OFF)
    return address_for("open_due.off", slug=slug, subscription_id=subscription.id, secret=secret)
