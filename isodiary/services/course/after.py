"""The time after the last capsule: what labels say of it, with its days.

It is all data of the catalogue. Where two labels name different times the longer one counts, and
it is said whose it is. Nothing is worked out from how the body clears a medicine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from isodiary.domain.catalogue.leaflet import CountrySet
from isodiary.domain.catalogue.products import Product
from isodiary.domain.catalogue.screening import Precaution, Screening
from isodiary.domain.change import Change
from isodiary.domain.course import Course
from isodiary.domain.screening import Answer, Said
from isodiary.domain.span import Wait, WaitUnit, months
from isodiary.domain.values import dataclass
from isodiary.language import _, plural
from isodiary.services.course import screening as answering
from isodiary.services.words.days import full_day
from isodiary.services.words.units import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One span as one label names it.

    Attributes:
        whose: Whose label: the country's, the product's, or empty where labels in general say so.
        span: How long after the last capsule.
        until: The day on which it is over.
    """

    whose: str
    span: Wait
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecautionClock:
    """A precaution of the time after the course.

    Attributes:
        precaution: What labels say.
        shown: Whether the patient chose to see it.
        endings: Its spans, the longest first; empty if labels name no time.
        tests: Days for which leaflets name a pregnancy test.
        test_at_end: Whether they name one right after the last capsule as well.
        by_country: Whether its spans wait until a country is chosen.
    """

    precaution: Precaution
    shown: bool
    endings: tuple[Ending, ...]
    tests: tuple[Ending, ...] = ()
    test_at_end: bool = False
    by_country: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterCourse:
    """The days since the last capsule.

    Attributes:
        last_capsule: Its day.
        days: How many days ago it was.
        waits: Every precaution of the time after it, in the catalogue's order.
    """

    last_capsule: date
    days: int
    waits: tuple[PrecautionClock, ...]


def after_course(
    course: Course | None,
    today: date,
    *,
    country: CountrySet,
    country_chosen: bool = True,
    product: Product | None,
    screening: Screening,
    given: Iterable[Answer],
) -> AfterCourse | None:
    """Return the time after a course; None while it goes on.

    Args:
        course: The newest one.
        today: The diary's day.
        country: The set the patient chose.
        country_chosen: Whether they chose one; before, no day that depends on it is named.
        product: The course's product if the catalogue knows it.
        screening: The precautions.
        given: What the patient answered, among it what they chose to see.
    """
    if course is None or course.ended_on is None or course.ended_on > today:
        return None
    last = course.ended_on
    wanted = {answer.key: answer.said for answer in given}
    waits = []
    for each in screening.shown:
        if each.after is None:
            continue
        known = country_chosen or not each.by_country
        clock = PrecautionClock(
            precaution=each,
            shown=_is_shown(each, wanted.get(choice_key(each))),
            endings=endings(each, last, country, product) if known else (),
            tests=_tests(each, last, country) if known else (),
            test_at_end=known and each.by_country and country.test_at_end,
            by_country=not known,
        )
        waits.append(clock)
    return AfterCourse(last_capsule=last, days=(today - last).days, waits=tuple(waits))


def endings(
    precaution: Precaution, last_capsule: date, country: CountrySet, product: Product | None
) -> tuple[Ending, ...]:
    """Return the spans of a precaution, the longest first."""
    whose = _by_country(country, product) if precaution.by_country else _in_general(precaution)
    found = [_ending(name, span, last_capsule) for name, span in whose]
    return tuple(sorted(found, key=_until, reverse=True))


def choose(
    given: Iterable[Answer], precaution: Precaution, *, shown: bool, day: date
) -> Change | None:
    """Return the change that shows a precaution after the course, or puts it away."""
    said = Said.YES if shown else Said.NO
    return answering.answer(given, {choice_key(precaution): said}, day)


def choice_key(precaution: Precaution) -> str:
    """Return the key under which it is kept whether the patient wants to see a precaution."""
    return f"{precaution.id}_after"


def since_words(after: AfterCourse) -> str:
    """Return "Last capsule 23 Oct 2026, 31 days ago"."""
    last = full_day(after.last_capsule)
    if not after.days:
        return _("Last capsule today, {day}").format(day=last)
    said = plural(
        after.days, "Last capsule {day}, {count} day ago", "Last capsule {day}, {count} days ago"
    )
    return said.format(day=last)


def wait_words(wait: PrecautionClock, today: date) -> tuple[str, ...]:
    """Return what labels say of a precaution, line by line."""
    lines = [_("Labels say: {after}").format(after=wait.precaution.after)]
    if wait.endings:
        longest, *others = wait.endings
        lines.append(_until_words(longest, today))
        if others:
            lines.append(_("Named too: {ends}").format(ends="; ".join(map(_shorter_words, others))))
    if wait.by_country:
        lines.append(
            _(
                "How long differs by country, and none is chosen yet. Contacts and name holds the"
                " choice."
            )
        )
    if wait.tests:
        tests = [_("right after the last capsule")] if wait.test_at_end else []
        tests += [_date_words(test) for test in wait.tests]
        lines.append(_("Leaflets name a pregnancy test: {tests}").format(tests=joined(tests)))
    return tuple(lines)


def span_words(span: Wait) -> str:
    """Return "1 month" or "30 days"."""
    match span.unit:
        case WaitUnit.DAY:
            return plural(span.count, "{count} day", "{count} days")
        case WaitUnit.WEEK:
            return plural(span.count, "{count} week", "{count} weeks")
        case WaitUnit.MONTH:
            return plural(span.count, "{count} month", "{count} months")


def _is_shown(precaution: Precaution, said: Said | None) -> bool:
    return not precaution.private if said is None else said is Said.YES


def _by_country(country: CountrySet, product: Product | None) -> Iterator[tuple[str, Wait]]:
    if product is not None and product.pregnancy_months:
        yield (
            _("the page of the maker of {product}").format(product=product.name),
            months(product.pregnancy_months),
        )
    for span in country.pregnancy_spans:
        yield country.name, span


def _in_general(precaution: Precaution) -> Iterator[tuple[str, Wait]]:
    return (("", span) for span in precaution.spans)


def _tests(precaution: Precaution, last: date, country: CountrySet) -> tuple[Ending, ...]:
    if not precaution.by_country:
        return ()
    return tuple(_ending(country.name, span, last) for span in country.pregnancy_tests)


def _ending(whose: str, span: Wait, last_capsule: date) -> Ending:
    return Ending(whose=whose, span=span, until=span.after(last_capsule))


def _until(ending: Ending) -> tuple[date, bool]:
    return ending.until, ending.span.unit is WaitUnit.MONTH


def _until_words(ending: Ending, today: date) -> str:
    left = (ending.until - today).days
    named = _named(ending)
    if left > 0:
        said = plural(
            left,
            "The time this label names goes on until {day}: {count} more day.",
            "The time this label names goes on until {day}: {count} more days.",
        )
    elif left:
        said = _("The time this label names ended on {day}.")
    else:
        said = _("The time this label names ends today, {day}.")
    return said.format(day=named)


def _named(ending: Ending) -> str:
    said = _("{day} ({span}, {whose})") if ending.whose else _("{day} ({span})")
    day, span = full_day(ending.until), span_words(ending.span)
    return said.format(day=day, span=span, whose=ending.whose)


def _shorter_words(ending: Ending) -> str:
    whose = f", {ending.whose}" if ending.whose else ""
    return f"{span_words(ending.span)}{whose}, {full_day(ending.until)}"


def _date_words(ending: Ending) -> str:
    return f"{full_day(ending.until)} ({span_words(ending.span)})"
