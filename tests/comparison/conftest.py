"""The comparison of the mechanisms that come with the project."""

import pytest

from pairlattice.comparison import pair_lattice, standard
from pairlattice.comparison.compare import Comparison, compare


@pytest.fixture(scope="session")
def shipped() -> Comparison:
    return compare((), (pair_lattice.MECHANISM, standard.MECHANISM))
