from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.workspace.records import Records

KEYS = st.integers(0, 400).map(str)
CHANGES = st.lists(st.dictionaries(KEYS, st.none() | st.integers(), max_size=120), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.dictionaries(KEYS, st.integers()), CHANGES)
def test_records_are_what_a_dictionary_would_be_and_stay_so(base, changes):
    plain, records = dict(base), Records.of(base)
    earlier = []
    for change in changes:
        earlier.append((records, dict(plain)))
        records = records.changed(change)
        plain = {key: value for key, value in {**plain, **change}.items() if value is not None}
        assert (records, dict(records), len(records)) == (plain, plain, len(plain))
        for key in change:
            assert (key in records, records.get(key)) == (key in plain, plain.get(key))
    assert all(kept == was for kept, was in earlier)


def test_a_record_that_was_taken_away_is_not_there():
    records = Records.of({"a": 1, "b": 2}).changed({"a": None})
    with pytest.raises(KeyError):
        records["a"]
    assert repr(records) == "{'b': 2}"
