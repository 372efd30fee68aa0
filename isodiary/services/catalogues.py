"""The catalogues, each imported and read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.symptoms import AskedSymptoms, SymptomCatalogue, load_symptoms
from isodiary.domain.symptom import OwnSymptom, Signs
from isodiary.services.words.units import apart

if TYPE_CHECKING:
    from isodiary.domain.catalogue.acne import AcneCatalogue
    from isodiary.domain.catalogue.labs import LabCatalogue
    from isodiary.domain.catalogue.leaflet import Leaflet
    from isodiary.domain.catalogue.products import ProductCatalogue
    from isodiary.domain.catalogue.screening import Screening


class Catalogues:
    """What stands in the folder `resources/catalogue`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def symptoms(self) -> SymptomCatalogue:
        """Symptoms, their anchors and sets."""
        return load_symptoms(self._folder)

    @cached_property
    def asked(self) -> AskedSymptoms:
        """The same symptoms for a page that asks about some of them, which is read sooner."""
        return AskedSymptoms(self._folder)

    @cached_property
    def labs(self) -> LabCatalogue:
        """Laboratory tests and their units."""
        from isodiary.domain.catalogue.labs import load_labs

        return load_labs(self._folder)

    @cached_property
    def acne(self) -> AcneCatalogue:
        """The scales of an acne check."""
        from isodiary.domain.catalogue.acne import load_acne

        return load_acne(self._folder)

    @cached_property
    def products(self) -> ProductCatalogue:
        """Products and formulations."""
        from isodiary.domain.catalogue.products import load_products

        return load_products(self._folder)

    @cached_property
    def leaflet(self) -> Leaflet:
        """The fixed texts by country."""
        from isodiary.domain.catalogue.leaflet import load_leaflet

        return load_leaflet(self._folder)

    @cached_property
    def screening(self) -> Screening:
        """What leaflets ask before a course, and the precautions."""
        from isodiary.domain.catalogue.screening import load_screening

        return load_screening(self._folder)

    @cached_property
    def warning_signs(self) -> Signs:
        """From which severity on each symptom is a warning sign."""
        return self.symptoms.signs

    def symptom_names(self, own: Iterable[OwnSymptom] = ()) -> dict[str, str]:
        """Return the short label of every symptom, the patient's own included."""
        names = {each.id: each.short for each in self.symptoms.symptoms.values()}
        return names | {each.id: apart(each.label) for each in own}

    def names(self, own: Iterable[OwnSymptom] = ()) -> dict[str, str]:
        """Return the short label of every symptom and laboratory test.

        Questions that may be printed are among them; a private one has no name on paper.
        """
        labs = {each.id: each.short for each in self.labs.analytes.values()}
        return labs | self.screening.printed_names() | self.symptom_names(own)
