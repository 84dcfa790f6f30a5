"""Sign-ins: rows that can be ended anywhere, and the cookie's half of them."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from portal import clock
from portal.accounts.models import LoginSession
from portal.extensions import db

#: a volunteer's phone should not ask every week; leaving a shared machine, one signs out
LIFETIME = timedelta(days=30)


def new_token() -> str:
    """256 bits that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a token. A fast hash will do: the token is random, not chosen."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(user_id: UUID) -> str:
    """Sign in on one device. Returns the key for its cookie, `<user>.<token>`."""
    token = new_token()
    moment = clock.now()
    db.session.add(
        LoginSession(user_id=user_id, token_hash=hash_token(token), created_at=moment, expires_at=moment + LIFETIME)
    )
    return f"{user_id}.{token}"


def end_session(session_key: str) -> None:
    """Sign out on this device."""
    token = session_key.partition(".")[2]
    db.session.execute(delete(LoginSession).where(LoginSession.token_hash == hash_token(token)))


def end_all_sessions(user_id: UUID) -> None:
    """Sign out everywhere, at once: a new password, a lost phone."""
    db.session.execute(delete(LoginSession).where(LoginSession.user_id == user_id))
