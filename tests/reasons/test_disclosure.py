"""Disclosure profiles: dated data that hold together and keep to the rules that they sum up."""

import pytest

from letters import PROFILES
from vendor_eval.errors import OptionError
from vendor_eval.languages.speaking import speaking
from vendor_eval.reasons.debrief_fields import ENTRIES, checked_entries, field_of
from vendor_eval.reasons.debrief_said import profile_said
from vendor_eval.reasons.disclosure import FORBIDDEN, SHOWN, profile_of, profiles

LAWS = sorted(set(PROFILES) - {"private"})


def test_all_profiles_are_there():
    assert tuple(profiles()) == PROFILES


@pytest.mark.parametrize("key", PROFILES)
def test_a_profile_uses_known_words_and_has_a_day(key):
    one = profile_of(key)

    assert set(one.shows) <= set(SHOWN)
    assert set(one.forbids) <= set(FORBIDDEN)
    assert set(one.tells) <= {"not chosen", "insufficient"}
    assert set(one.fields) <= set(ENTRIES)
    assert one.as_of.year >= 2025
    assert {"names", "figures", "sources"} <= set(one.forbids)
    assert profile_said(one) == one.title


@pytest.mark.parametrize("key", PROFILES)
def test_what_a_profile_forbids_it_does_not_show(key):
    one = profile_of(key)

    assert not ("ranking" in one.forbids and "place" in one.shows)
    assert not ("number" in one.forbids and "place" in one.shows)
    assert bool(one.tells) == ("winner name" in one.shows)
    assert "winner name" in one.shows or not any(what.startswith("winner") for what in one.shows)


@pytest.mark.parametrize("key", LAWS)
def test_rules_of_law_name_their_sources(key):
    assert profile_of(key).sources


def test_the_table_of_regimes():
    """Who shows what: the rows of the summary that the profiles were made from."""
    shows = {key: profile_of(key).shows for key in PROFILES}

    assert [key for key in PROFILES if "winner name" in shows[key]] == ["us_federal", "eu", "uk_2015", "uk_2023"]
    assert [key for key in PROFILES if "winner cost" in shows[key]] == ["us_federal"]
    assert [key for key in PROFILES if "winner points" in shows[key]] == ["uk_2015", "uk_2023"]
    assert [key for key in PROFILES if "place" in shows[key]] == ["us_federal"]
    assert [key for key in PROFILES if "advantages" in shows[key]] == ["eu", "uk_2015"]
    assert [key for key in PROFILES if "comparison" not in profile_of(key).forbids] == ["uk_2015"]


@pytest.mark.parametrize("key", ENTRIES)
def test_every_field_has_a_label_of_its_own(key):
    labels = [field_of(one, {}).label for one in ENTRIES]

    assert field_of(key, {}).label
    assert labels.count(field_of(key, {}).label) == (2 if "standstill" in key and "2023" not in key else 1)
    with speaking("en"):
        assert field_of(key, checked_entries({key: " Ada "})).entry == "Ada"


def test_an_unknown_profile_is_refused():
    with pytest.raises(OptionError, match="profile must be one of 'private'"):
        profile_of("mars")
