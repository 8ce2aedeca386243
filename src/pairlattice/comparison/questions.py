"""The questions: each observable, for what it is asked, and what was measured.

Every number comes from `pairlattice.reference_data`; here stands only which row answers which
question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Literal, cast

from pairlattice.comparison import observables as o
from pairlattice.comparison.cases import (
    AlongAxis,
    AtReducedTemperature,
    AtTemperature,
    MagnetAbove,
    OfMaterial,
    OfSample,
    WithImpurity,
)
from pairlattice.comparison.measurement import (
    Measurement,
    Number,
    measured_categories,
    measured_number,
)
from pairlattice.comparison.observable import Answer, Case, Observable
from pairlattice.errors import InputError
from pairlattice.reference_data.cited import Cited
from pairlattice.reference_data.experiments import experiment
from pairlattice.reference_data.materials import Value, all_values, materials
from pairlattice.reference_data.outcomes import Outcome, outcomes

_FOLDS = {"twofold": 2, "threefold": 3, "fourfold": 4, "sixfold": 6}
_REDUCED_TEMPERATURES = (0.5, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Question(Generic[Case, Answer]):
    """id: unique. case: for what it is asked. label: how a table names the case."""

    id: str
    observable: Observable[Case, Answer]
    case: Case
    label: str
    measurement: Measurement


@cache
def questions() -> tuple[Question[Any, Any], ...]:
    """Every question that the data set can answer, in the order of the observables."""
    found = [
        *_of_materials(o.PENETRATION_DEPTH, r"lambda(?:_ab)?\(0\)(?:_(.*))?"),
        *_two_fluid_law(),
        *_single_experiments(),
        *_resistivities(),
        *_bodies(),
        *(_outcome(row) for row in outcomes()),
        *_fluxes(),
        *_of_materials(o.CRITICAL_TEMPERATURE, r"Tc()"),
        *_of_materials(o.ISOTOPE_EXPONENT, r"isotope_alpha(?:_(.*))?"),
        *_of_materials(o.GAP_RATIO, r"2Delta/kTc(?:_(.*))?"),
        *_of_materials(o.SPECIFIC_HEAT_JUMP, r"dC/\(gamma Tc\)()"),
    ]
    order = {observable.name: i for i, observable in enumerate(o.OBSERVABLES)}
    return tuple(sorted(found, key=lambda q: order[q.observable.name]))


def _ask(
    observable: Observable[Case, Answer], case: Case, row: Cited, label: str = ""
) -> Question[Case, Answer]:
    measurement = measured_number(row, observable.spread)
    name = f"{observable.name}:{row.id}"
    return Question(name, observable, case, label or str(case), measurement)


def _of_materials(observable: Observable[OfMaterial, Any], pattern: str) -> Iterator[Any]:
    """One question for each row whose quantity matches; the group tells rows of one metal apart."""
    for row in all_values():
        match = re.fullmatch(pattern, row.quantity)
        # A row with two numbers, or with words, answers no single question.
        if match and row.material in materials() and row.number is not None:
            kind = (match[1] or "").replace("_", " ")
            case = OfMaterial(row.material)
            yield _ask(observable, case, row, f"{case} ({kind})" if kind else "")


def _value(material: str, quantity: str) -> Value:
    row = materials()[material].value(quantity)
    if row is None:
        raise InputError(f"no row {quantity!r} of {material!r}; restore the packaged data")
    return row


def _two_fluid_law() -> Iterator[Any]:
    """λ(T) of tin, published as the law (1 − t⁴)^(−1/2)."""
    row = _value("Sn", "lambda(T)")
    observable = o.PENETRATION_DEPTH_RATIO
    if row.text != "(1-t^4)^-1/2":
        raise InputError(f"{row.id} must be the law (1-t^4)^-1/2, got {row.text!r}")
    for t in _REDUCED_TEMPERATURES:
        case = AtReducedTemperature("Sn", t)
        value = (1 - t**4) ** -0.5
        size = observable.spread * value
        note = f"the published law at this temperature; {row.note}"
        measured = Number(
            value, size, size, "convention", row.citation, row.doi, row.verified, note
        )
        name = f"{observable.name}:{row.id}:{t:g}"
        yield Question(name, observable, case, str(case), measured)


def _single_experiments() -> Iterator[Any]:
    yield _ask(o.FIELD_DEEPENING, OfMaterial("Sn"), experiment("pippard_field"))
    alloy = WithImpurity("Sn", "In", 0.03, valence=4, impurity_valence=3)
    yield _ask(o.IMPURITY_DEEPENING, alloy, _value("Sn", "lambda_ratio_3pctIn"))
    none = OfMaterial("any superconductor")
    yield _ask(o.SUPERCONDUCTING_RESISTIVITY, none, experiment("persist_rho_open"))
    film = OfMaterial("Pb")
    yield _ask(o.SUPERCONDUCTING_RESISTIVITY, film, experiment("persist_quinn_ittner"))


def _resistivities() -> Iterator[Any]:
    rows = [
        (float(match[1]), row)
        for row in all_values()
        if row.material == "Cu" and (match := re.fullmatch(r"resistivity_(\d+)K", row.quantity))
    ]
    for temperature, row in sorted(rows, key=lambda pair: pair[0]):
        yield _ask(o.RESISTIVITY, AtTemperature("Cu", temperature), row)


def _bodies() -> Iterator[Any]:
    """Radii: 10 µm wires (Désirant and Shoenberg); 2 mm for the sphere, where λ does not matter."""
    wire, ball = 1e-5, 2e-3
    along, across = OfSample("Hg", "cylinder along", wire), OfSample("Hg", "cylinder across", wire)
    yield _ask(o.SUSCEPTIBILITY, along, experiment("chi_cylinder_along"))
    yield _ask(o.SUSCEPTIBILITY, across, experiment("chi_cylinder_across"))
    yield _ask(o.SUSCEPTIBILITY, OfSample("Pb", "sphere", ball), experiment("chi_sphere"))


def _fluxes() -> Iterator[Any]:
    for name, material, label in (
        ("flux_deaver_size", "Sn", "Sn, Deaver & Fairbank"),
        ("flux_doll_size", "Pb", "Pb, Doll & Näbauer"),
        ("flux_josephson_nmi", "any superconductor", "1/K_J against the SI volt"),
    ):
        yield _ask(o.FLUX_PER_VORTEX, OfMaterial(material), experiment(name), label)


def _outcome(row: Outcome) -> Question[Any, Any]:
    observable, case = _case(row)
    unknown = set(row.observed) - set(observable.categories)
    if unknown:
        raise InputError(
            f"outcome {row.id} must be among {', '.join(observable.categories)}, "
            f"got {', '.join(sorted(unknown))}"
        )
    return Question(row.id, observable, case, str(case), measured_categories(row))


def _case(row: Outcome) -> tuple[Observable[Any, Any], Any]:
    words = row.condition
    try:
        if row.observable == "vortex_lattice":
            axis, fold, system = words
            return o.VORTEX_LATTICE, AlongAxis(row.subject, axis, _FOLDS[fold], system)
        if row.observable == "force_on_magnet":
            pinning, cooled, motion = words
            pinned = {"pinned": True, "unpinned": False}[pinning]
            return o.FORCE_ON_MAGNET, MagnetAbove(
                row.subject,
                pinned,
                cast(Literal["zero-field", "field-cooled"], cooled),
                cast(Literal["approach", "withdraw", "sideways"], motion),
            )
    except (KeyError, ValueError):
        pass
    raise InputError(f"outcome {row.id} has a case nobody knows, got {' '.join(words)!r}")
