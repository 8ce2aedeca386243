"""`pairlattice modes`"""

import math

import click

from pairlattice.cli import output

# Beyond a few zones nothing new comes, and the sums only grow longer.
_LARGEST = 100.0

_EXAMPLE = """\b
Example: the face centre of the fcc zone boundary
  pairlattice modes --lattice fcc --q 0.5,0.5,0.0 --json
"""


def _three(context: click.Context, parameter: click.Parameter, text: str) -> tuple[float, ...]:
    remedy = "give for example --q 0.5,0.5,0.0"
    parts = text.split(",")
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        numbers = ()
    if len(numbers) != 3 or not all(math.isfinite(x) and abs(x) <= _LARGEST for x in numbers):
        raise click.BadParameter(
            f"must be three numbers between -{_LARGEST:g} and {_LARGEST:g} with commas between, "
            f"got {text[:40]!r}; {remedy}",
            context,
            parameter,
        )
    return numbers


@click.command(short_help="Eigenvalues of the dipole tensor at a wave vector.", epilog=_EXAMPLE)
@click.option(
    "--lattice",
    "kind",
    required=True,
    type=click.Choice(["sc", "bcc", "fcc"]),
    help="Cubic Bravais lattice of the dipoles.",
)
@click.option(
    "--q",
    required=True,
    callback=_three,
    metavar="Q1,Q2,Q3",
    help="Wave vector in coordinates of the primitive cell's reciprocal lattice.",
)
@output.as_json
def modes(kind: str, q: tuple[float, ...], as_json: bool) -> None:
    """Print the three eigenvalues of the bare dipole tensor at a wave vector.

    They are ascending and in units of the site density. As q tends to 0 they tend to −4π/3 twice
    (transverse) and +8π/3 (longitudinal). At exactly q = 0 the answer depends on the shape of the
    sample; printed is the one without depolarising field (tinfoil), −4π/3 three times. The same
    holds at every reciprocal lattice vector.
    """
    import numpy as np

    from pairlattice.engine.ewald import eigenvalues
    from pairlattice.engine.lattice import Lattice

    values = [float(value) for value in eigenvalues(Lattice.cubic(kind), np.array(q))]
    if as_json:
        output.print_json({"lattice": kind, "q": list(q), "eigenvalues": values})
        return
    for value in values:
        click.echo(f"{value:+.12f}")
