"""What a claim and its verdict are; no physics.

number       a value with unit, uncertainty and source
comparison   rules that compare numbers: within, above, vanishes, audited, says ...
part         the three parts of a verdict, derived from comparisons
claim        a statement of the paper and the function that judges it
evidence     what a claim may look at, and how an input is moved
results      numbers out of the results of experiments
evaluate     claims and evidence become verdicts
sensitivity  how far an input must move for a verdict to change
output       JSON, tables, stories
"""

from pairlattice.ledger.claim import Claim, Collection, Verdict
from pairlattice.ledger.comparison import (
    Comparison,
    Tolerance,
    above,
    all_of,
    any_of,
    audited,
    below,
    between,
    beyond,
    contains,
    identity,
    negated,
    same_sign,
    vanishes,
    within,
    within_error,
    within_factor,
)
from pairlattice.ledger.evaluate import Judged, evaluate, judge
from pairlattice.ledger.evidence import Evidence, UndeclaredNeedError, becomes, times
from pairlattice.ledger.number import Number, derived
from pairlattice.ledger.output import overview, schema, story, to_dict, to_json
from pairlattice.ledger.part import (
    NOT_COMPUTED,
    OUTCOMES,
    PARTS,
    UNDECIDED,
    Part,
    PartName,
    checked,
    follows,
    measured,
    no_equation,
    not_measurable,
    not_measured,
    nothing_to_check,
    units,
)
from pairlattice.ledger.results import MissingResultError, UnknownResultNameError
from pairlattice.ledger.sensitivity import Turn

__all__ = [
    "NOT_COMPUTED",
    "OUTCOMES",
    "PARTS",
    "UNDECIDED",
    "Claim",
    "Collection",
    "Comparison",
    "Evidence",
    "Judged",
    "MissingResultError",
    "Number",
    "Part",
    "PartName",
    "Tolerance",
    "Turn",
    "UndeclaredNeedError",
    "UnknownResultNameError",
    "Verdict",
    "above",
    "all_of",
    "any_of",
    "audited",
    "becomes",
    "below",
    "between",
    "beyond",
    "checked",
    "contains",
    "derived",
    "evaluate",
    "follows",
    "identity",
    "judge",
    "measured",
    "negated",
    "no_equation",
    "not_measurable",
    "not_measured",
    "nothing_to_check",
    "overview",
    "same_sign",
    "schema",
    "story",
    "times",
    "to_dict",
    "to_json",
    "units",
    "vanishes",
    "within",
    "within_error",
    "within_factor",
]
