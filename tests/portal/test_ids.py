"""An id tells when it was made, so that lists go by it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.tenancy import uuid7

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2200, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))


@given(MOMENTS)
def test_of_two_made_a_microsecond_apart_the_later_one_sorts_later(moment):
    made = []
    for micros in range(5):
        with clock.stopped_at(moment + timedelta(microseconds=micros)):
            made.append(uuid7())

    assert made == sorted(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
