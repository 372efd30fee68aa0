"""What a command printed as logged is there, however it died."""

from __future__ import annotations

from tests.bench.kill_doses import kill_doses


def test_no_dose_that_was_said_to_be_logged_is_lost_by_a_kill(tmp_path):
    counts = kill_doses(tmp_path / "diary.sqlite", count=10, seed=1)
    assert counts.lost == 0
    assert counts.sound
    assert counts.finished < 10, "nothing was killed"
