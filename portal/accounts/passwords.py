"""Argon2, with the cost that the installation chose."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

SHORTEST = 10


@cache
def _hasher(cost: tuple[int, int]) -> PasswordHasher:
    return PasswordHasher(time_cost=cost[0], memory_cost=cost[1], parallelism=1)


def _ours() -> PasswordHasher:
    return _hasher(current_app.config["PORTAL"].password_cost)


@cache
def _hash_of_nobody(cost: tuple[int, int]) -> str:
    return _hasher(cost).hash("nobody's password")


def hash_password(password: str) -> str:
    """What is stored."""
    return _ours().hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Compare, taking as long for an account that does not exist as for one that does."""
    cost = current_app.config["PORTAL"].password_cost
    try:
        return _ours().verify(stored or _hash_of_nobody(cost), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Hashed at another cost than the installation wants now."""
    return _ours().check_needs_rehash(stored)
