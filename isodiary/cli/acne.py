"""`isodiary acne`: the patient's own estimate of the acne on a day."""

from __future__ import annotations

import re
from datetime import date

import click

from isodiary.cli.common import Misused, Session, change_line, command, option, say
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.acne import GAGS_FACTORS, MOST_LESIONS, WORST_IGA, WORST_LESION, AcneCheck
from isodiary.domain.change import Change
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.acne.log import AskedAcne, write_check
from isodiary.storage.diary import Diary

COUNT = click.IntRange(0, MOST_LESIONS)
GAGS = marked(
    "The worst lesion of each of the {areas} areas, 0 to {worst}, such as --gags “2 1 1 0 1 2”."
)


@command(epilog=marked("Examples: isodiary acne --iga 2, or isodiary acne --gags “2 1 1 0 1 2”"))
@option("--iga", type=click.IntRange(0, WORST_IGA), help=marked("Overall, 0 clear to 4 severe."))
@option("--gags", help=marked("The worst lesion of each of the six areas, 0 to 4."))
@option("--inflammatory", type=COUNT, help=marked("How many inflammatory lesions."))
@option("--non-inflammatory", type=COUNT, help=marked("How many that are not."))
@option("--nodules", type=COUNT, help=marked("How many nodules."))
@option("--note", default="", help=marked("Your own words."))
@option("--day", type=DAY, help=marked("The day it is about; else today."))
@pass_session
def acne(
    session: Session,
    iga: int | None,
    gags: str | None,
    inflammatory: int | None,
    non_inflammatory: int | None,
    nodules: int | None,
    note: str,
    day: date | None,
) -> None:
    """Note how your acne is, by your own eye."""
    asked = AskedAcne(
        day=day or session.today,
        overall=iga,
        areas=_areas(gags) if gags is not None else (None,) * len(GAGS_FACTORS),
        inflammatory=inflammatory,
        non_inflammatory=non_inflammatory,
        nodules=nodules,
        note=typed.note(note),
    )

    def make(diary: Diary) -> Change | None:
        of_day = diary.between(AcneCheck, asked.day, asked.day)
        return write_check(None, of_day, asked, today=session.today)

    change = session.write(make)
    assert change is not None
    say(change_line(change))


def _areas(text: str) -> tuple[int, ...]:
    grades = [part for part in re.split(r"[\s,]+", text.strip()) if part]
    known = [str(grade) for grade in range(WORST_LESION + 1)]
    if len(grades) != len(GAGS_FACTORS) or not set(grades) <= set(known):
        raise Misused(_gags())
    return tuple(map(int, grades))


def _gags() -> str:
    return _(GAGS).format(areas=len(GAGS_FACTORS), worst=WORST_LESION)
