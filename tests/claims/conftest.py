"""The evidence of real, tiny results."""

import pytest

from pairlattice.ledger import Evidence


@pytest.fixture(scope="session")
def real(tiny):
    return Evidence(tiny)
