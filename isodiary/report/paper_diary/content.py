"""What a diary on paper says, as plain text: for days without the computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from isodiary.domain.catalogue.leaflet import CountrySet
from isodiary.domain.catalogue.symptoms import SymptomCatalogue
from isodiary.domain.course import Slot
from isodiary.domain.record import Contact, ContactKind
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.report import words
from isodiary.services.days.paper import DAYS_IN_A_WEEK, PaperDay
from isodiary.services.symptoms.warning_signs import calls
from isodiary.services.words.days import clock_time, short_weekday
from isodiary.services.words.names import meal_typed, severity_name, slot_name

WARNED = ("emergency", "urgent")
"""The sections of the leaflets' page that the paper names."""

PAUSE = marked("pause")
NO_DOSE = marked("no dose planned")
HOW = marked(
    "Tick what became of a dose, and write the mg if it was another amount. "
    "Circle one number for each symptom; 0 means you looked and it was not "
    "there. What stays empty is not recorded."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseCell:
    """A dose on one day.

    Attributes:
        amount: Its milligrams; empty to write them in by hand.
        when: Its meal and time; the same.
        none: Said in place of it where no dose is due; empty where one is.
        struck: Whether the cell is struck out, as nothing is to be taken.
    """

    amount: str = ""
    when: str = ""
    none: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven columns.

    Attributes:
        title: Which week; empty to write it in by hand.
        heads: The head of each day; empty to write it in by hand.
        doses: For each dose of a day its name and a cell for each day.
    """

    title: str
    heads: tuple[str, ...]
    doses: tuple[tuple[str, tuple[DoseCell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDiary:
    """A diary on paper.

    Attributes:
        title: The heading of each page.
        who: Name as it shall stand on paper; may be empty.
        how: How it is filled in.
        weeks: Its weeks, in order.
        symptoms: What is asked every day, in the order of the screen.
        anchors: What 0 to 3 mean.
        warnings: Warning signs that leaflets name, and what leaflets say of them.
        calls: Whom to call.
        standing: What the paper is and is not.
        made: What printed it.
    """

    title: str
    who: str
    how: str
    weeks: tuple[Week, ...]
    symptoms: tuple[str, ...]
    anchors: tuple[str, ...]
    warnings: tuple[str, ...]
    calls: str
    standing: str
    made: str


def paper_diary(
    days: Sequence[PaperDay],
    symptoms: Sequence[str],
    names: Mapping[str, str],
    catalogue: SymptomCatalogue,
    country: CountrySet,
    contacts: Sequence[Contact],
    *,
    slots: int,
    who: str = "",
    version: str,
) -> PaperDiary:
    """Return what the paper for some days says.

    Args:
        days: Whole weeks.
        symptoms: Ids of what is asked every day.
        names: Short labels of symptoms by id.
        catalogue: Says what the severities mean.
        country: The texts of leaflets.
        contacts: Whom to call.
        slots: How many doses a day a blank paper leaves room for.
        who: The patient's name; empty leaves a line for it.
        version: That of isodiary.
    """
    weeks = [days[start : start + DAYS_IN_A_WEEK] for start in range(0, len(days), DAYS_IN_A_WEEK)]
    return PaperDiary(
        title=_("Isotretinoin diary on paper"),
        who=who,
        how=_(HOW),
        weeks=tuple(_week(week, slots) for week in weeks),
        symptoms=tuple(words.label(names, each) for each in symptoms),
        anchors=_anchors(catalogue),
        warnings=_warnings(country, names),
        calls=_calls(country, contacts),
        standing=country.not_advice,
        made=f"isodiary {version}",
    )


def diary_text(diary: PaperDiary) -> str:
    """Return what the paper says line by line, for those who do not see it."""
    lines = [diary.title, diary.who, diary.how]
    for week in diary.weeks:
        lines.append(week.title)
        for name, cells in week.doses:
            days = zip(week.heads, cells, strict=True)
            said = (f"{head}: {_said(cell)}".lstrip(": ") for head, cell in days if _said(cell))
            lines.append(f"{name}. {'; '.join(said)}".rstrip())
        lines += diary.symptoms
    lines += [*diary.anchors, *diary.warnings, diary.calls, diary.standing, diary.made]
    return "\n".join(line for line in lines if line)


def _said(cell: DoseCell) -> str:
    return cell.none or ", ".join(part for part in (cell.amount, cell.when) if part)


def _week(days: Sequence[PaperDay], slots: int) -> Week:
    planned = [len(each.plan) for each in days if each.plan is not None]
    count = max(planned, default=slots) or 1
    return Week(
        title=_title([each.day for each in days if each.day is not None]),
        heads=tuple(_head(each.day) for each in days),
        doses=tuple(
            (slot_name(number, count), tuple(_cell(each, number) for each in days))
            for number in range(1, count + 1)
        ),
    )


def _title(days: Sequence[date]) -> str:
    return words.span(days[0], days[-1]) if days else ""


def _head(day: date | None) -> str:
    return f"{short_weekday(day)} {words.day(day, near=day)}" if day else ""


def _cell(each: PaperDay, number: int) -> DoseCell:
    if each.plan is None:
        return DoseCell(none=_(NO_DOSE), struck=True) if each.day else DoseCell()
    slot = next((slot for slot in each.plan if slot.number == number), None)
    if slot is None:
        return DoseCell(none=_(PAUSE) if each.paused else _(NO_DOSE), struck=True)
    return DoseCell(amount=words.mg(slot.amount_ug), when=_when(slot))


def _when(slot: Slot) -> str:
    return f"{meal_typed(slot.meal)} {clock_time(slot.planned)}"


def _anchors(catalogue: SymptomCatalogue) -> tuple[str, ...]:
    return tuple(
        f"{number} {severity_name(number)}: {anchor}"
        for number, anchor in enumerate(catalogue.anchors)
    )


def _warnings(country: CountrySet, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{section.heading}. {section.opening} "
        f"{'; '.join(words.label(names, each) for each in section.symptoms)}."
        for section in country.sections
        if section.id in WARNED
    )


def _calls(country: CountrySet, contacts: Sequence[Contact]) -> str:
    """Return the prescriber's and the emergency number; a line where the first is not known."""
    wanted = [
        contact
        for contact in contacts
        if contact.kind in (ContactKind.PRESCRIBER, ContactKind.EMERGENCY)
    ]
    said = [f"{call.label}: {call.words}" for call in calls(country, wanted)]
    if not any(contact.kind is ContactKind.PRESCRIBER for contact in wanted):
        said.insert(0, f"{country.prescriber_label}: ____________________")
    return " · ".join(said)
