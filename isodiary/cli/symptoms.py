"""`isodiary symptom`: answers, and what leaflets say of a warning sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click

from isodiary.cli.common import (
    Misused,
    Session,
    catalogue_folder,
    change_line,
    command,
    option,
    remark,
    say,
)
from isodiary.cli.names import Names, meant, refuse_twice, similar, split_once_named, with_perhaps
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.change import Change
from isodiary.domain.symptom import WORST, OwnSymptom
from isodiary.language import _, marked
from isodiary.services.catalogues import Catalogues
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.symptoms import warning_signs
from isodiary.services.symptoms.warning_signs import call_words
from isodiary.services.words.days import full_day
from isodiary.services.words.names import SEVERITIES, severity_name
from isodiary.services.words.units import joined
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import contacts, patient
from isodiary.storage.reads.days import own_symptoms, read_day


@command(epilog=marked("Example: isodiary symptom headache=2 lips_dry=0"))
@click.argument("answers", nargs=-1, required=True, metavar="NAME=0-3...")
@option("--day", type=DAY, help=marked("The day it was; else today."))
@pass_session
def symptom(session: Session, answers: tuple[str, ...], day: date | None) -> None:
    """Answer symptoms: 0 none, 1 mild, 2 moderate, 3 severe."""
    catalogues = Catalogues(catalogue_folder())
    typed = split_once_named(answers, "headache=2")
    asked_on = day or session.today
    answered: dict[str, int] = {}
    beside: list[str] = []
    names: dict[str, str] = {}

    def make(diary: Diary) -> Change | None:
        own = own_symptoms(diary)
        answered.update(_severities(typed, _called(catalogues, own), catalogues))
        names.update(catalogues.symptom_names(own))
        change = log_symptoms.answer(read_day(diary, asked_on), answered)
        beside[:] = _leaflet(diary, catalogues, change)
        return change

    change = session.write(make)
    if change is None:
        words = [f"{names[each]} {severity}" for each, severity in answered.items()]
        say(
            _("Already there: {day}, {symptoms}").format(
                day=full_day(asked_on), symptoms=joined(words)
            )
        )
    else:
        say(change_line(change, names))
    for sentence in beside:
        remark(sentence)
    if asked_on > session.today:
        remark(_("{day} has not come yet.").format(day=full_day(asked_on)))


def _called(catalogues: Catalogues, own: Iterable[OwnSymptom]) -> Names:
    known: dict[str, Iterable[str]] = {
        each.id: (each.label, each.short) for each in catalogues.symptoms.symptoms.values()
    }
    return known | {each.id: (each.label,) for each in own}


def _severities(
    typed: Iterable[tuple[str, str]], known: Names, catalogues: Catalogues
) -> dict[str, int]:
    pairs = [(_symptom(name, known, catalogues), _severity(value)) for name, value in typed]
    refuse_twice(pair[0] for pair in pairs)
    return dict(pairs)


def _symptom(name: str, known: Names, catalogues: Catalogues) -> str:
    found = meant(name, known)
    if found is not None:
        return found
    searched = [each.id for each in catalogues.symptoms.search(name)[:3]]
    close = list(dict.fromkeys([*similar(name, known), *searched]))[:3]
    unknown = _("“{name}” is no symptom of the catalogue and none of your own.").format(name=name)
    raise Misused(with_perhaps(unknown, close))


def _severity(value: str) -> int:
    if value.casefold() in SEVERITIES:
        return SEVERITIES.index(value.casefold())
    if value in map(str, range(WORST + 1)):
        return int(value)
    raise Misused(
        _("“{value}” is not 0, 1, 2 or 3: none, mild, moderate or severe.").format(value=value)
    )


def _leaflet(diary: Diary, catalogues: Catalogues, change: Change | None) -> list[str]:
    """Return what leaflets say of what was noted now, and whom to call."""
    if change is None:
        return []
    who, symptoms = patient(diary), catalogues.symptoms
    country = warning_signs.country_set(catalogues.leaflet, who)
    labels = catalogues.symptom_names()
    signs = warning_signs.signs_of(change, symptoms)
    if not signs:
        mild = warning_signs.mentioned(change, symptoms)
        quiet = country.quiet.get(mild.symptom) if mild is not None else None
        whom = warning_signs.doctor(country, contacts(diary))
        return [quiet, *map(call_words, whom)] if quiet else []
    lines = [
        _("{name}, {severity}. {said}").format(
            name=labels[entry.symptom],
            severity=severity_name(entry.severity),
            said=warning_signs.said_by(country, symptoms, entry.symptom),
        )
        for entry in signs
    ]
    chosen = warning_signs.is_chosen(catalogues.leaflet, who)
    unknown = [] if chosen else [warning_signs.no_country_words(country)]
    whom = warning_signs.calls(country, contacts(diary))
    page = _(
        "The page of warning signs is in isodiary’s window. It does not assess what you noted."
    )
    return [*lines, *map(call_words, whom), *unknown, page]
