"""The days in a report: which of them is the sample's, and what a day between slashes is.

"10/12/2026" is in October in the United States and in December elsewhere. Other days of the
report, its laboratory and the calendar decide; where they do not, someone has to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.names import Phrases, folded
from isodiary.services.labs.reading.tokens import Kind, ScannedLine

CENTURY = 2000
ENGLISH = 3
"""So many English words tell an English report."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReportDays:
    """How the days of one report are read.

    Attributes:
        months: The number of a month by the ways to write it.
        month_first: Whether the month stands first between slashes; None if nobody knows.
        sure: Whether another day of the report shows it.
        today: The diary's day, which no sample is after.
        year: Of days without a year: they are the last such day up to that of the sample.
    """

    months: dict[str, int]
    month_first: bool | None
    sure: bool
    today: date

    def read(self, text: str) -> tuple[date, ...]:
        """Return the days that a text can mean: mostly one, none for what is no day."""
        plain = folded(text)
        figures = [int(figure) for figure in re.findall(r"\d+", plain)]
        names = [
            self.months[word] for word in re.findall(r"[^\W\d_]+", plain) if word in self.months
        ]
        if names and len(figures) == 2:
            year = max(figures)
            return _days((year, names[0], min(figures)))
        if len(figures) != 3:
            return ()
        first, second, third = figures
        if first > 31:
            return _days((first, second, third))
        year = third if third > 99 else CENTURY + third
        day_first, month_first = (year, second, first), (year, first, second)
        if "." in text:
            return _days(day_first)
        if self.sure:
            return _days(month_first if self.month_first else day_first)
        found = _days(day_first, month_first)
        past = tuple(day for day in found if day <= self.today)  # no sample is still to come
        if len(past) > 1 and self.month_first is not None:
            return past[1:] if self.month_first else past[:1]
        return past or found

    def without_year(self, text: str, last: date | None) -> date | None:
        """Return the last day of "12.10." up to another, else up to today."""
        first, second = (int(figure) for figure in re.findall(r"\d+", text)[:2])
        day, month = (second, first) if "/" in text and self.month_first else (first, second)
        limit = last or self.today
        for year in (limit.year, limit.year - 1):
            found = _days((year, month, day))
            if found and found[0] <= limit:
                return found[0]
        return None


def days_of(
    text: str,
    rows: Iterable[ScannedLine],
    words: ReportWords,
    today: date,
    *,
    month_first: bool,
    answered: bool | None = None,
) -> ReportDays:
    """Return how the days of a report are read.

    Args:
        text: All of it.
        rows: Its lines.
        words: Of reports.
        today: The diary's day.
        month_first: Whether the person's own place writes the month first.
        answered: What the patient said about this report; None for nothing.
    """
    months = {
        folded(name): number
        for number, names in enumerate(words.months, start=1)
        for name in names.split()
    }
    slashed = [
        token.text for row in rows for token in row.tokens if token.kind is Kind.DAY
        and re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", token.text)
    ]  # fmt: skip
    pairs = [tuple(map(int, re.split(r"[/-]", each)[:2])) for each in slashed]
    if answered is not None:
        known: bool | None = answered
    elif any(first > MONTHS for first, _ in pairs):
        known = False
    elif (
        any(second > MONTHS for _, second in pairs)
        or month_first
        or _US.search(text)
        or (_LIKE_US.search(text) and not _is_elsewhere(text))
    ):
        told = month_first or _US.search(text) or any(second > MONTHS for _, second in pairs)
        known = True if told or not _LIKE_INDIAN.search(text) else None
    else:
        perhaps = _PERHAPS_US.search(text) or len(set(_ENGLISH.findall(text.casefold()))) >= ENGLISH
        known = None if perhaps and not _is_elsewhere(text) else False
        if known is None and _IN_MG.search(text) and not _INDIAN.search(text):
            known = True if all(_is_nearer(each, today) for each in slashed) else None
    sure = answered is not None or any(max(pair) > MONTHS for pair in pairs)
    return ReportDays(months=months, month_first=known, sure=sure, today=today)


def _is_elsewhere(text: str) -> bool:
    """Whether a report has units, signs or words that none of the United States has."""
    return bool(_NOT_US.search(text) or _FOREIGN.search(text))


def _is_nearer(text: str, today: date) -> bool:
    """Whether a day is nearer to today with its month first: a report is pasted when it comes."""
    first, second, year = (int(figure) for figure in re.findall(r"\d+", text)[:3])
    year += CENTURY if year < CENTURY else 0
    past = [day for day in _days((year, first, second)) if day <= today]
    other = [day for day in _days((year, second, first)) if day <= today]
    return not other or (bool(past) and past[0] >= other[0])


def sample_days(
    rows: Iterable[ScannedLine], days: ReportDays, words: ReportWords
) -> tuple[date, ...]:
    """Return the day of the sample, as it stands outside the table; several if it is not sure."""
    sampled, others = Phrases(words.sampled), Phrases(words.not_sampled)
    plain = Phrases(words.date)
    found: dict[int, list[tuple[date, ...]]] = {}
    for row in rows:
        for text, label in _labelled(row):
            rank = _rank(label.split(), sampled, others, plain)
            read = days.read(text)
            if read and rank is not None:
                found.setdefault(rank, []).append(read)
    best = found[min(found)] if found else []
    return tuple(dict.fromkeys(day for each in best for day in each))


def reported_days(
    rows: Iterable[ScannedLine], days: ReportDays, words: ReportWords
) -> tuple[date, ...]:
    """Return the days on which the sample came in or was reported, where no other is said."""
    sampled, others, born = map(Phrases, (words.sampled, words.not_sampled, words.born))
    plain = Phrases(words.date)
    labelled = (pair for row in rows for pair in _labelled(row))
    found = (
        days.read(text)
        for text, label in labelled
        if _rank(label.split(), sampled, others, plain) is None and not born.within(label.split())
    )
    return tuple(dict.fromkeys(day for each in found for day in each))


def sections_of(
    rows: Iterable[ScannedLine], days: ReportDays, words: ReportWords
) -> tuple[tuple[int, date], ...]:
    """Return the lines that say of which day the results below them are."""
    sampled, others = Phrases(words.sampled), Phrases(words.not_sampled)
    plain = Phrases(words.date)
    return tuple(
        (row.line, read[0])
        for row in rows
        for text, label in _labelled(row)
        if len(read := days.read(text)) == 1 and _rank(label.split(), sampled, others, plain) == 0
    )


def _rank(label: list[str], sampled: Phrases, others: Phrases, plain: Phrases) -> int | None:
    """Return 0 for a day that is said to be the sample's, None for one that is another."""
    of_sample, of_other = sampled.within(label), others.within(label)
    if of_other > of_sample:
        return None
    if of_sample:
        return 0
    return 1 if plain.within(label) else 2


def _labelled(row: ScannedLine) -> Iterator[tuple[str, str]]:
    """Yield each day of a line with the words since the day before it."""
    if not row.has(Kind.DAY):
        return
    places = [n for n, token in enumerate(row.tokens) if token.kind is Kind.DAY]
    for before, place in pairwise((-1, *places)):
        label = " ".join(token.text for token in row.tokens[before + 1 : place])
        yield row.tokens[place].text, folded(label).replace(":", " ")


def _days(*triples: tuple[int, int, int]) -> tuple[date, ...]:
    found = []
    for year, month, day in triples:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


_US = re.compile(
    r"labcorp|quest diagnostics|\bCLIA(?:[ :#]| no\.?| id| number)*\d\dD\d{7}\b"
    r"|, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]"
    r"|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}\b",
    re.IGNORECASE,
)
_LIKE_US = re.compile(
    r"mychart|\bclia\b|\b[a-z]{2} \d{5}\b|\bhgb\b|alk phos|10\*3/ul|\bbun\b"
    r"|component|, md\b|\bdob\b|\bmrn\b|lipid panel|metabolic panel|"
    r"\b[kKM]/uL|\(nih\)|\b\d{3}-\d{3}-\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}"
    r"|(?:thousand|million)/ul|x10e[36]/ul|your value|standard range|kaiser",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:alkaline|alk phos|platelets?|blood|white|range|ref|collected|your|results|sample"
    r"|high|low|total|count|red|test|normal|units|date|triglycerides|creatinine|liver|panel)\b"
)
"""Words that tell an English report, which may be of any country."""
_IN_MG = re.compile(r"mg/dl", re.IGNORECASE)
_INDIAN = re.compile(
    r"\bsgpt\b|\bsgot\b|investigation|observed|up ?to\b|\byrs\b|age ?/ ?(?:sex|gender)|\bm[rs]\. ",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:risultat[oi]|esam[ei]|prelievo|referto|riferimento|colesterolo|glucosio|emoglobina"
    r"|resultados?|fecha|toma|muestra|unidades|colesterol|glucosa|paciente|exames?|coleta|colheita"
    r"|glicose|hemoglobina|leucocitos|plaquetas|tg[op]|valeurs|plaquettes|bilirubine|prise"
    r"|uitslag|eenheid|bepaling|afname|triglyceriden|leukocyten|trombocyten|wynik|badani[ea]|zakres"
    r"|pobrania|jedn|triglicerydy|glukoza|kreatynina|ergebnis|einheit|referenzbereich|cholesterin"
    r"|leukozyten|kreatinin|entnahme|abnahme|provtagning|analys|enhet|resultat|kolesterol|datum)\b",
    re.IGNORECASE,
)
"""Words of reports in other languages, which may have no letter with an accent."""
_LIKE_INDIAN = re.compile(
    r"(?<!\()\bsg[op]t\b(?! ?\))|investigation|observed value|\byrs\b|\bm(?:rs?|s)\. ",
    re.IGNORECASE,
)
"""Words of India, some of which stand on reports of the United States as well."""
_PERHAPS_US = re.compile(
    r"collected|collection date|date of service|ref range|k/ul|thousand/ul|10e3/ul", re.IGNORECASE
)
_NOT_US = re.compile(
    r"mmol/l|µmol/l|umol/l|µkat|10\s?[*^e]\s?9/l|\bg/l\b|haem|leuco"
    r"|bio\.? ?ref|biological|lakh|cumm|path ?labs|nhs|gm/dl|[^\x00-\x7f€µμ–—≤≥²³°•·×’‘]",
    re.IGNORECASE,
)
