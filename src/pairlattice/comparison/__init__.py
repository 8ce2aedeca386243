"""Mechanisms asked what was measured: observables, mechanisms, and one table of both.

observable     a typed question;                observables   all of them
cases          for what it is asked;            questions     all of them, with the measured answer
mechanism      what answers, and the three kinds of answer
measurement    number, bound or categories;     score         how far a prediction is from it
registry       the mechanisms there are;        compare       every one asked every question
pair_lattice, standard    the two that ship;    tables, figures    the result for people

A mechanism of your own: docs/mechanisms.md.
"""

from pairlattice.comparison import cases, observables
from pairlattice.comparison.mechanism import Capability, Mechanism, NoPrediction, Prediction
from pairlattice.comparison.observable import Observable, Quantity

__all__ = [
    "Capability",
    "Mechanism",
    "NoPrediction",
    "Observable",
    "Prediction",
    "Quantity",
    "cases",
    "observables",
]
