"""What the patient answered to the questions that leaflets ask, and which precautions they know.

Answered once and changed later; nothing waits for an answer, and no answer stops anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.catalogue.products import Ingredient, Product
from isodiary.domain.catalogue.screening import Asked, Excipient, Precaution, Screening
from isodiary.domain.change import Act, Change, change_of, edit_to
from isodiary.domain.screening import Answer, Said
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, pgettext, pmarked
from isodiary.services.words.days import full_day
from isodiary.services.words.units import capital

SAID = {
    Said.YES: pmarked("answer", "yes"),
    Said.NO: pmarked("answer", "no"),
    Said.UNSURE: pmarked("answer", "unsure"),
    Said.KNOWN: pmarked("answer", "known"),
}
TELLING = (Said.YES, Said.UNSURE)
"""The answers that a prescriber is told of."""

EXCIPIENTS = {Excipient.SOYA_OIL: marked("soya oil"), Excipient.SORBITOL: marked("sorbitol")}
LISTED = {
    Ingredient.LISTED: marked("in the list of ingredients"),
    Ingredient.NOT_LISTED: marked("not in the list of ingredients that was read"),
    Ingredient.NOT_KNOWN: marked("not known here; the leaflet in the box says"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The questions of the catalogue with what was said to them.

    Attributes:
        telling: Questions answered with yes or unsure, in the catalogue's order.
        denied: Questions answered with no.
        open: How many questions have no answer.
        known: How many precautions are ticked.
        precautions: How many there are.
    """

    telling: tuple[tuple[Asked, Answer], ...]
    denied: tuple[tuple[Asked, Answer], ...]
    open: int
    known: int
    precautions: int

    @property
    def nothing(self) -> bool:
        """Whether no question was answered and no precaution ticked."""
        return not (self.telling or self.denied or self.known)


def answered(screening: Screening, given: Iterable[Answer]) -> Answered:
    """Return the questions with what was said to them."""
    by_key = {answer.key: answer for answer in given}
    asked = [(each, by_key[each.id]) for each in screening.questions.values() if each.id in by_key]
    return Answered(
        telling=tuple(pair for pair in asked if pair[1].said in TELLING),
        denied=tuple(pair for pair in asked if pair[1].said is Said.NO),
        open=sum(each.id not in by_key for each in screening.asked),
        known=sum(_knows(by_key.get(each.id)) for each in screening.shown),
        precautions=len(screening.shown),
    )


def answer(before: Iterable[Answer], said: Mapping[str, Said | None], day: date) -> Change | None:
    """Return the change that answers questions; None where nothing changes.

    An answer that stays the same keeps its day.

    Args:
        before: Everything answered so far.
        said: What is said now, by the question's id; None takes an answer away. What is not
            among them stays.
        day: The day on which it is said.
    """
    by_key = {each.key: each for each in before}
    edits = (
        edit_to(by_key.get(key), _after(by_key.get(key), key, s, day)) for key, s in said.items()
    )
    return change_of(Act.ANSWER_QUESTIONS, *edits)


def ingredient_words(product: Product | None, ingredient: Excipient) -> str:
    """Return whether a product lists an ingredient: "in the list of ingredients"."""
    return _(LISTED[_listed(product, ingredient)])


def ingredient_facts(product: Product | None) -> list[tuple[str, str]]:
    """Return every ingredient that a question depends on, with whether the product lists it."""
    return [
        (capital(_(EXCIPIENTS[each])), capital(ingredient_words(product, each)))
        for each in Excipient
    ]


def question_details(question: Asked, product: Product | None) -> tuple[str, ...]:
    """Return what stands beneath a question: what labels say, and whether the product matters."""
    if question.ingredient is None:
        return (question.says,)
    name = product.name if product else _("Your product")
    listed = ingredient_words(product, question.ingredient)
    return (question.says, f"{name}: {_(EXCIPIENTS[question.ingredient])} {listed}.")


def precaution_details(precaution: Precaution) -> tuple[str, ...]:
    """Return what labels say of the course, and of the time after it."""
    during = (
        _("Labels say of the course: {said}").format(said=precaution.during)
        if precaution.during
        else ""
    )
    after = (
        _("Labels say of the time after the last capsule: {said}").format(said=precaution.after)
        if precaution.after
        else ""
    )
    return tuple(part for part in (during, after) if part)


def said_name(said: Said) -> str:
    """Return "unsure"."""
    return pgettext("answer", SAID[said])


def answer_words(name: str, given: Answer) -> str:
    """Return "Soya allergy: unsure, 23 Nov 2026"."""
    return f"{name}: {said_name(given.said)}, {full_day(given.day)}"


def denied_words(denied: Sequence[tuple[Asked, Answer]]) -> tuple[str, ...]:
    """Return what was answered with no, a sentence for each day."""
    by_day: dict[date, list[str]] = {}
    for question, given in denied:
        by_day.setdefault(given.day, []).append(question.short)
    return tuple(
        _("No, {day}: {questions}.").format(day=full_day(day), questions=", ".join(names))
        for day, names in sorted(by_day.items())
    )


def _after(before: Answer | None, key: str, said: Said | None, day: date) -> Answer | None:
    if said is None:
        return None
    if before is None:
        return Answer(key=key, said=said, day=day)
    return before if before.said is said else replace(before, said=said, day=day)


def _knows(given: Answer | None) -> bool:
    return given is not None and given.said is Said.KNOWN


def _listed(product: Product | None, ingredient: Excipient) -> Ingredient:
    if product is None:
        return Ingredient.NOT_KNOWN
    return product.soya_oil if ingredient is Excipient.SOYA_OIL else product.sorbitol
