"""A letter does one thing on the whole page, and stands underlined where it acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isodiary.ui.today.letters import letters_of, taken, underlined

NAMES = st.lists(st.text(max_size=12), max_size=30, unique=True)


def test_commands_and_chips_keep_theirs():
    assert taken() == set("ynsc/" + "udkfp")


def test_the_default_list_has_the_letters_of_the_drawing(catalogues):
    known = catalogues.symptom_names([])
    names = {each: known[each] for each in catalogues.symptoms.daily}
    assert "".join(letters_of(names)[each] for each in names) == "lieobmjahtwr"


@given(NAMES)
def test_no_letter_leads_to_two_symptoms_or_means_something_else(names):
    found = letters_of({name: name for name in names})
    assert len(set(found.values())) == len(found)
    for name, letter in found.items():
        assert letter in name.lower()
        assert letter not in taken()


def test_who_comes_later_sends_an_earlier_one_on_rather_than_have_none():
    assert letters_of({"one": "Mal", "two": "M"}) == {"one": "a", "two": "m"}
    assert letters_of({"one": "M", "two": "M"}) == {"one": "m"}


def test_its_letter_is_underlined_and_an_and_stays_one():
    assert underlined("Low mood", "w") == "Lo&w mood"
    assert underlined("Itch & burn", "b") == "Itch && &burn"
    assert underlined("Ache", "") == "Ache"
