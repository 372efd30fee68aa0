"""The sidebar names its pages before they are imported, and rightly."""

from __future__ import annotations

import pytest

from isodiary.ui.window.page import PAGES


@pytest.mark.parametrize("listed", PAGES, ids=[page.title for page in PAGES])
def test_page_is_what_the_list_says(listed):
    page = listed.load()
    assert (page.title, page.icon) == (listed.title, listed.icon)
