"""Statements judged on tiny results of the experiments: a verdict turns when a result is moved."""

import pytest

from pairlattice import ledger, statements
from pairlattice.ledger import becomes, times

# What a sample of this size has too little of, from a larger one.
GIVEN = {
    "C108": {
        "result:vortices/scan/found#first": becomes(4.0),
        "result:vortices/scan/found#last": becomes(24.0),
        "result:vortices/scan/diameter#first": becomes(4.5),
        "result:vortices/scan/diameter#last": becomes(5.6),
    },
    "C111": {
        "result:motion/counts/number#hop": becomes(71.0),
        "result:motion/chance/expected": becomes(52.0),
        "result:motion/chance/spread": becomes(7.0),
    },
    "C112": {
        "result:motion/counts/number#shrink": becomes(12.0),
        "result:motion/counts/number#swell": becomes(10.0),
    },
    "C114": {"result:motion/motion/log_ratio": becomes(200.0)},
    "C116": {
        "result:meissner/maps/scaled/sample_state#(insulating + magnetic)": becomes(1.0),
        "result:meissner/maps/scaled/sample_state#(insulating + magnetic + metallic)": becomes(1.0),
    },
}
LONG = "result:transport/durations/whole"
CHANGES = [
    (
        "C070",
        {"result:vortices/regimes/case2/share#metallic": becomes(0.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C096",
        {"result:vortices/regimes/case1/sample_state": becomes(0.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C097",
        {"result:vortices/regimes/case2/share#insulating": becomes(0.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C102",
        {"result:vortices/tube_lattices/lowest#[001]": becomes(-0.1)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C102",
        {
            f"measured:vl_{row}": becomes("square")
            for row in ("v3si", "bafe2asp", "hg1201", "luni2b2c", "ybco", "sr2ruo4")
        },
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C103", {"measured:vl_nb_111_110": becomes("square")}, "measurement", "agrees", "disagrees"),
    (
        "C104",
        {"result:vortices/tube_lattices/lowest#[110]": becomes(0.1)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C105",
        {"result:vortices/projections/axis1/triangle": becomes(61.0)},
        "derivation",
        "follows",
        "conflicts",
    ),
    (
        "C106",
        {"result:vortices/tube_lattices/lowest#changes": becomes(2.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C108",
        {
            "measured:core_yni2b2c": becomes("increases"),
            "measured:core_nbse2": becomes("larger at high field"),
        },
        "measurement",
        "disagrees",
        "agrees",
    ),
    (
        "C108",
        {"result:vortices/scan/diameter#last": becomes(1.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C111",
        {"result:motion/counts/number#hop": becomes(53.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C112",
        {"result:motion/counts/number#swell": becomes(0.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C114",
        {"result:motion/motion/log_ratio": becomes(-10.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C002",
        {"result:meissner/slab/free_cooled/B": becomes(0.0)},
        "derivation",
        "follows",
        "conflicts",
    ),
    (
        "C079",
        {"result:meissner/slab/bound/B": becomes(0.007)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    ("C081", {"result:meissner/slab/free/B": becomes(0.9)}, "derivation", "follows", "conflicts"),
    ("C083", {"measured:london_moment": becomes(0.0)}, "measurement", "disagrees", "agrees"),
    (
        "C116",
        {"result:meissner/maps/scaled/sample_state#(insulating + magnetic)": becomes(0.0)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C004",
        {"result:states/map_field/coherence_field_off": times(20)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C005",
        {"result:states/samples/superconducting/coherence_mean": times(0.5)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    ("C015", {LONG: times(1e6)}, "derivation", "conflicts", "follows"),
    ("C015", {LONG: times(1e18)}, "measurement", "disagrees", "agrees"),
    (
        "C016",
        {"result:transport/durations/spacing": times(1e9)},
        "measurement",
        "disagrees",
        "agrees",
    ),
    (
        "C017",
        {"result:transport/pulses/current#end": becomes(1e-2)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C019",
        {"result:crystal/statics/site_energy": becomes(0.0)},
        "derivation",
        "conflicts",
        "follows",
    ),
    (
        "C020",
        {"result:crystal/statics/quartic_derivative": becomes(0.1)},
        "derivation",
        "conflicts",
        "follows",
    ),
    ("C020", {"measured:wigner_rs": becomes(1.0)}, "measurement", "disagrees", "agrees"),
    (
        "C021",
        {"result:crystal/statics/curvature": becomes(0.2)},
        "derivation",
        "needs closure",
        "follows",
    ),
    (
        "C021",
        {"result:crystal/statics/force": becomes(0.2)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C023",
        {"result:states/map_field/state": becomes(1.0)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C035",
        {"result:transport/parameters/breakdown_field": times(1e11)},
        "derivation",
        "conflicts",
        "follows",
    ),
    ("C055", {LONG: times(1e7)}, "derivation", "conflicts", "needs closure"),
    ("C055", {"equation:pair_maxwell_residuals": times(0.0)}, "derivation", "conflicts", "follows"),
    (
        "C061",
        {"result:states/samples/metallic/blocks/state": becomes(0.2)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C062",
        {"result:transport/transverse/power_exponent": becomes(1.0)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C063",
        {"result:crystal/tether/zero_point_ratio": becomes(0.0)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C065",
        {"result:transport/pulses/current#end": becomes(1e-2)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
    (
        "C066",
        {"result:states/scenario/thresholds/coherence": becomes(0.99)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    ("C067", {"measured:air_breakdown": becomes(1e9)}, "measurement", "disagrees", "agrees"),
    ("C069", {"measured:persist_file_mills": becomes(1e-9)}, "measurement", "disagrees", "agrees"),
    (
        "C072",
        {"result:levitation/loop/largest_attraction": becomes(0.01)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C077",
        {"result:levitation/electrons/displacement#withdrawal": becomes(-1e-14)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C091",
        {"result:levitation/checks/stiffness_run": times(1.1)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C092",
        {"result:levitation/overload/largest": times(2)},
        "derivation",
        "needs closure",
        "conflicts",
    ),
    (
        "C115",
        {"result:states/map_kappa/state": becomes(2.0)},
        "derivation",
        "conflicts",
        "needs closure",
    ),
]


@pytest.mark.parametrize(("id", "changes", "part", "before", "after"), CHANGES)
def test_a_moved_result_turns_the_verdict(id, changes, part, before, after, real):
    claim = statements.claim(id)
    limited = real.limited(claim.needs).replace(GIVEN.get(id, {}))
    assert claim.judge(limited)[part].outcome == before
    assert claim.judge(limited.replace(changes))[part].outcome == after


def test_a_verdict_names_the_closures_that_the_result_lists(real, tiny):
    listed = [closure["id"] for closure in tiny["states"].attrs["closures"]]
    judged = ledger.judge(statements.claim("C069"), real)
    assert judged.closures == tuple(listed)
    assert judged.verdict.derivation.label == f"needs closure {', '.join(listed)}"
    assert "C1" in listed
