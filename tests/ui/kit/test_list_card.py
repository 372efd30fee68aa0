"""Facts beside their names, which change where they stand."""

from __future__ import annotations

import pytest

from isodiary.ui.kit.list_card import FactsCard
from isodiary.ui.kit.text import Text


@pytest.fixture
def card(qtbot, tools):
    card = FactsCard(tools, "Heading", [])
    qtbot.addWidget(card)
    card.show()
    return card


def said(card):
    """Return what is seen below the heading."""
    return [each.text() for each in card._facts.findChildren(Text) if each.isVisible()]


def test_it_says_each_fact_beside_its_name(card):
    card.fill([("Product", "Aknenormin"), ("Began", "1 Oct")])
    assert said(card) == ["Product", "Aknenormin", "Began", "1 Oct"]


@pytest.mark.parametrize(
    "facts",
    [
        [("Began", "2 Oct")],
        [],
        [("Product", "Oratane"), ("Began", "2 Oct"), ("Weeks", "24")],
    ],
    ids=["fewer", "none", "more"],
)
def test_other_facts_take_their_place(card, facts):
    card.fill([("Product", "Aknenormin"), ("Began", "1 Oct")])
    card.fill(facts)
    assert said(card) == [text for fact in facts for text in fact]


def test_labels_stay_where_their_number_is_the_same(card):
    card.fill([("Product", "Aknenormin")])
    before = card._facts.findChildren(Text)
    card.fill([("Product", "Oratane")])
    assert card._facts.findChildren(Text) == before
