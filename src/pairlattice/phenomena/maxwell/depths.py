"""Eq. (14) for every material with an electron density, beside what was measured."""

from typing import Any

from pairlattice.equations import penetration_depth
from pairlattice.measured import materials


def rows() -> list[dict[str, Any]]:
    """One entry per measured depth; a material without any has one entry without a value.

    The density is that of valence counting. Depths [nm].
    """
    found: list[dict[str, Any]] = []
    for metal in materials().values():
        if metal.pair_density is None:
            continue
        own = {
            "material": metal.name,
            "density": metal.pair_density,
            "equation": float(penetration_depth(metal.pair_density)) * 1e9,
        }
        measured = [
            v
            for v in metal.values
            if v.quantity.startswith("lambda") and v.si_unit == "m" and v.si is not None
        ]
        found += [
            {
                **own,
                "quantity": value.quantity,
                "measured": (value.si or 0.0) * 1e9,
                "uncertainty": value.standard_uncertainty,
                "verified": value.verified,
                "source": value.citation,
            }
            for value in measured
        ]
        if not measured:
            found.append({**own, "quantity": None})
    return found
