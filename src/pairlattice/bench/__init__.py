"""Speed of the engine, measured."""

from pairlattice.bench.measure import report

__all__ = ["report"]
