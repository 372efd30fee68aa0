"""The words of a dry run: what becomes of the rows, and of the diary start."""

from __future__ import annotations

from isodiary.domain.course import Opening
from isodiary.language import _, marked, pgettext, plural, pmarked, whole
from isodiary.services.exchange.results import DryRun, Moved, Result
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import mg_text

RESULTS = {
    Result.NEW: pmarked("a row of a file", "New"),
    Result.SAME: pmarked("a row of a file", "Same"),
    Result.CONFLICT: pmarked("a row of a file", "Conflict"),
    Result.UNREADABLE: pmarked("a row of a file", "Unreadable"),
    Result.LEFT_OUT: pmarked("a row of a file", "Left out"),
}
SUM = marked(
    "{new} new + {same} same + {conflict} in conflict + {unreadable} unreadable + {left_out} left"
    " out = {rows} rows"
)


def result_name(result: Result) -> str:
    """Return "Conflict"."""
    return pgettext("a row of a file", RESULTS[result])


def counts_words(run: DryRun) -> str:
    """Return the counts of a file as a sum."""
    said = {result.value: whole(run.counts[result]) for result in Result}
    return _(SUM).format(rows=whole(run.count), **said)


def moved_words(moved: Moved, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what is said of a diary start that moves back: from when on, and what gives way."""
    doses = plural(moved.taken, "{count} dose taken", "{count} doses taken")
    left = plural(moved.left_out, "{count} not taken", "{count} not taken")
    begins = _("The diary then begins on {day} instead of {before}: {taken}, {left}.").format(
        day=full_day(moved.after.diary_start),
        before=full_day(moved.before.diary_start),
        taken=doses,
        left=left,
    )
    return begins, _opening(moved, habits)


def _opening(moved: Moved, habits: Habits) -> str:
    came = mg_text(moved.amount_ug, habits)
    before = moved.before
    if before.opening is Opening.MG:
        noted = mg_text(before.opening_ug, habits)
        if moved.after.opening_ug:
            said = _(
                "Their {came} stand in the place of as much of the {noted} noted as taken before;"
                " {left} are left of it."
            )
            left = mg_text(moved.after.opening_ug, habits)
            return said.format(came=came, noted=noted, left=left)
        said = _("Their {came} stand in the place of the {noted} noted as taken before.")
        return said.format(came=came, noted=noted)
    if before.opening is Opening.PLANNED:
        said = _("Their {came} stand in the place of what was taken before as planned.")
    else:
        said = _("Their {came} stand in the place of what was not known of before.")
    return said.format(came=came)
