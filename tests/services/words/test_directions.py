"""Typed text among other words: nothing that stands beside it is turned round."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from isodiary.services.words.units import apart

TYPED = st.text(st.characters(), max_size=200) | st.text(
    st.characters(min_codepoint=0x590, max_codepoint=0x8FF), max_size=9
)


@given(TYPED)
@example("Dr \u05db\u05d4\u05df")
@example("a\u202eb")
@example("a\u2069b\u202ec")
def test_typed_text_turns_round_nothing_that_stands_beside_it(typed):
    kept = apart(typed)
    inner = kept[1:-1] if kept.startswith("\u2068") else kept
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", inner)
    from_the_right = any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in inner)
    assert inner != kept or not from_the_right


def test_plain_text_is_left_as_it_is():
    assert apart("Dr Ash – Zürich") == "Dr Ash – Zürich"
