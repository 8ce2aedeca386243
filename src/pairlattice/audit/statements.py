"""The lines of Eq. (1) to (15) as the audit reads them, each beside its own derivation."""

import sympy as sp

from pairlattice.audit.check import Statement
from pairlattice.audit.dimensions import t, x, y, z

_p = {"positive": True}
e, c, eps, hbar, h, alpha, m, n, r = sp.symbols("e c epsilon_0 hbar h alpha m n r", **_p)
k, rho, rho_p, rho_m = sp.symbols("k rho rho_p rho_m", real=True)
_mu = 1 / (eps * c**2)


def statements() -> list[Statement]:
    """All lines, in the order of the paper."""
    return [
        *_wire(),
        *_pair(),
        *_monopole(),
        *_field_equations(),
        *_levitation(),
    ]


def _wire() -> list[Statement]:
    S, v = sp.symbols("S v", **_p)
    U = sp.Symbol("U", real=True)
    current, energy = sp.symbols("Cur E_free")
    passed = n * e * S * v * t  # charge in the cylinder that has crossed S by time t
    return [
        Statement(1, 0, current, n * e * S * v, "SI", derived=sp.diff(passed, t)),
        Statement(2, 0, energy, m * v**2 / 2 + sp.Abs(U), "SI", remark=_drift()),
    ]


def _drift() -> str:
    """dE/dt of Eq. (2) along Newton's motion in a negative potential U(X)."""
    position, potential = sp.Function("X")(t), sp.Function("U")
    X = sp.Symbol("X")
    force = -sp.diff(potential(X), X).subs(X, position)
    # |U| = −U where U < 0.
    energy = m * sp.diff(position, t) ** 2 / 2 - potential(position)
    rate = sp.diff(energy, t).doit().subs(sp.diff(position, t, 2), force / m)
    slope = sp.Symbol("U'")
    plain = sp.simplify(rate.doit().subs(-force.doit(), slope).subs(sp.diff(position, t), "v"))
    return f"along Newton's motion with U < 0, dE/dt = {plain}"


def midpoint_rates() -> dict[str, sp.Expr]:
    """ε0 ∂E/∂t half-way between proton (at 0) and electron (at r(t)), by what is counted.

    "both, fixed point": a fixed point that is now half-way; "both, moving point": the point that
    stays half-way; "one, moving point": the proton's field alone at that point.

    >>> {name: str(value) for name, value in midpoint_rates().items()}["both, moving point"]
    '-4*e*Derivative(r(t), t)/(pi*r(t)**3)'
    """
    place, distance = sp.Symbol("s", **_p), sp.Function("r", positive=True)(t)
    coulomb = e / (4 * sp.pi * eps)
    proton, electron = coulomb / place**2, coulomb / (distance - place) ** 2
    half = {place: distance / 2}
    return {
        "both, fixed point": sp.simplify(eps * sp.diff(proton + electron, t).subs(half)),
        "both, moving point": sp.simplify(eps * sp.diff((proton + electron).subs(half), t)),
        "one, moving point": sp.simplify(eps * sp.diff(proton.subs(half), t)),
    }


def _pair() -> list[Statement]:
    C, J, r0 = sp.symbols("C_r J_D r0", **_p)
    V = sp.Symbol("V_e", real=True)
    Ex, Bx, Epx, Emx = (sp.Function(name)(x, y, z, t) for name in ("Ex", "Bx", "Epx", "Emx"))
    from_energy = sp.solve(sp.Eq(e**2 / (2 * C), e**2 / (4 * sp.pi * eps * r)), C)[0]
    distance = sp.Function("r", positive=True)(t)
    capacitance = 2 * sp.pi * eps * distance
    second = -e / (eps * sp.pi**2 * distance**3) * sp.Derivative(capacitance, t) * r0
    third = -2 * e / (sp.pi * distance**3) * sp.Derivative(distance, t) * r0
    fourth = -2 * e / (sp.pi * distance**3) * V
    rate = {name: value * r0 for name, value in midpoint_rates().items()}
    fixed = sp.simplify(rate["both, fixed point"] / second.doit())
    moving = sp.simplify(rate["both, moving point"] / second.doit())
    bohr = hbar / (m * c * alpha)
    magnetons = sp.simplify(e * bohr * c / (e * hbar / (2 * m)))
    field = (Epx + Emx) / c
    return [
        Statement(3, 0, C, 2 * sp.pi * eps * r, "SI", derived=from_energy),
        Statement(4, 1, J, eps * sp.Derivative(Ex, t), "SI"),
        Statement(
            4,
            2,
            J,
            second,
            "SI",
            derived=rate["both, moving point"],
            reading="both charges",
            remark=f"line 1 over line 2: {moving} at the moving midpoint, {fixed} at a fixed point",
        ),
        Statement(
            4,
            2,
            J,
            second,
            "SI",
            derived=rate["one, moving point"],
            stated=False,
            reading="one charge",
        ),
        Statement(4, 3, J, third, "SI", derived=second.doit()),
        Statement(4, 4, J, fourth, "SI", derived=third.subs(sp.Derivative(distance, t), V / r0)),
        Statement(
            5,
            0,
            Bx,
            field,
            "SI",
            remark=f"far field of a hydrogen atom at the Bohr radius: {magnetons} Bohr magnetons",
        ),
        Statement(5, 0, Bx, field, "Gaussian", derived=Epx + Emx, stated=False),
    ]


def _monopole() -> list[Statement]:
    g_gaussian, g_weber, g_ampere_metre = sp.symbols("g_gaussian g_weber g_ampere_metre")
    planck = 2 * sp.pi * hbar
    first, second = h * c * k / (4 * sp.pi), hbar * c * k / 2
    charges = {
        "weber": (g_weber, k * planck),
        "A m": (g_ampere_metre, k * planck / _mu),
    }
    readings = [
        Statement(6, 2, e * g, second, "SI", derived=product, stated=False, reading=name)
        for name, (g, product) in charges.items()
    ]
    printed = k * e / (8 * sp.pi * eps * alpha)
    # ħ from α = e²/(ħc), Gaussian, and from α = e²/(4π ε0 ħ c), SI.
    hbar_gaussian = sp.solve(sp.Eq(alpha, e**2 / (hbar * c)), hbar)[0]
    hbar_si = sp.solve(sp.Eq(alpha, e**2 / (4 * sp.pi * eps * hbar * c)), hbar)[0]
    crossed = sp.simplify(second.subs(hbar, hbar_si) / e / printed)
    dressed = [
        Statement(
            7,
            0,
            g_gaussian,
            printed,
            "Gaussian",
            derived=second.subs(hbar, hbar_gaussian) / e,
            remark="Eq. (6) in Gaussian units with the SI form of α, over the printed "
            f"line: {crossed}",
        ),
        *(
            Statement(
                7,
                0,
                g,
                printed,
                "SI",
                derived=product.subs(hbar, hbar_si) / e,
                stated=False,
                reading=name,
            )
            for name, (g, product) in charges.items()
        ),
    ]
    return [
        Statement(6, 1, e * g_gaussian, first, "Gaussian"),
        Statement(6, 2, e * g_gaussian, second, "Gaussian", derived=first.subs(h, planck)),
        *readings,
        *dressed,
    ]


def _field_equations() -> list[Statement]:
    E = [sp.Function(f"E{axis}")(x, y, z, t) for axis in "xyz"]
    B = [sp.Function(f"B{axis}")(x, y, z, t) for axis in "xyz"]
    J = sp.Function("Jx")(x, y, z, t)
    divergence_E, divergence_B = _divergence(E), _divergence(B)
    # From SI to Gaussian: E → E/√(4π ε0), B → B √(μ0/4π), ρ and J → √(4π ε0) times
    # (Jackson, Classical Electrodynamics, Appendix, Table 3). Each SI line is rewritten.
    to_E, to_B = 1 / sp.sqrt(4 * sp.pi * eps), sp.sqrt(_mu / (4 * sp.pi))
    to_charge = sp.sqrt(4 * sp.pi * eps)
    gauss = to_charge * rho / eps / to_E
    faraday = -sp.diff(to_B * B[0], t) / to_E
    vacuum = _mu * eps * sp.diff(to_E * E[0], t) / to_B
    ampere = vacuum + _mu * to_charge * J / to_B
    charge = 4 * sp.pi * rho
    printed_faraday = -sp.Derivative(B[0], t) / c
    printed_vacuum = sp.Derivative(E[0], t) / c
    printed_ampere = printed_vacuum + 4 * sp.pi / c * J

    pair = [[sp.Function(f"E{s}{a}")(x, y, z, t) for a in "xyz"] for s in "pm"]
    both = [a + b for a, b in zip(*pair, strict=True)]
    sources = 4 * sp.pi * (rho_p + rho_m)
    # Each charge obeys the first line of Eq. (8) with its own density.
    each = charge.subs(rho, rho_p) + charge.subs(rho, rho_m)
    # Eq. (5), SI, B = (E₊ + E₋)/c, carried to Gaussian units: B = ratio (E₊ + E₋).
    ratio = to_E / c / to_B

    def first_three(number: int, remark: str = "") -> list[Statement]:
        return [
            Statement(number, 1, divergence_E, charge, "Gaussian", derived=gauss),
            Statement(number, 2, divergence_B, sp.Integer(0), "Gaussian", remark=remark),
            Statement(number, 3, _curl_x(E), printed_faraday, "Gaussian", derived=faraday),
        ]

    return [
        *first_three(8),
        Statement(
            8,
            4,
            _curl_x(B),
            printed_ampere,
            "Gaussian",
            derived=ampere,
            gauss=charge,
        ),
        Statement(9, 0, _divergence(both), sources, "Gaussian", derived=each),
        Statement(10, 0, divergence_B, sources / c, "Gaussian", derived=sp.simplify(ratio * each)),
        Statement(
            10,
            0,
            divergence_B,
            sources / c,
            "SI",
            derived=(rho_p + rho_m) / eps / c,
            stated=False,
        ),
        *first_three(11),
        Statement(11, 4, _curl_x(B), printed_vacuum, "Gaussian", gauss=charge),
    ]


def _divergence(field: list[sp.Expr]) -> sp.Expr:
    return sum(sp.Derivative(part, axis) for part, axis in zip(field, (x, y, z), strict=True))


def _curl_x(field: list[sp.Expr]) -> sp.Expr:
    return sp.Derivative(field[2], y) - sp.Derivative(field[1], z)


def _levitation() -> list[Statement]:
    F, g_0 = sp.symbols("F g_0", real=True)
    H, U_0 = sp.symbols("H U_0", real=True)
    H_0, U_max, lambda_L, depth, mass = sp.symbols("H_0 U_max lambda_L depth M_s", **_p)
    reach, greatest, density = sp.symbols("lambda_eff Lambda n_s", **_p)
    sign = sp.Symbol("sign")
    # The decaying solution of London's λ² H'' = H with H(0) = H0.
    slope = sp.Symbol("s", real=True)
    decaying = min(sp.solve(sp.Eq(lambda_L**2 * slope**2, 1), slope), key=lambda s: s * lambda_L)
    printed_decay = H_0 * sp.exp(-depth / lambda_L)
    left_over = sp.N(sp.exp(-5), 3)
    # London's λ² = m/(μ0 n e²) (Proc. R. Soc. A 149, 71 (1935)), with μ0 = 1/(ε0 c²).
    london = sp.sqrt(m / (_mu * density * e**2))
    printed_depth = sp.sqrt(m * c**2 * eps / (density * e**2))
    rise = 1 - sp.exp(-reach / greatest)
    reached = sp.N(rise.subs(reach, greatest), 3)
    return [
        Statement(12, 1, F, m * g_0, "SI"),
        Statement(12, 2, F, mass * g_0, "SI"),
        Statement(
            13,
            0,
            H,
            printed_decay,
            "SI",
            derived=H_0 * sp.exp(decaying * depth),
            remark=f"at the depth of five penetration depths {left_over} of the field is left",
        ),
        Statement(14, 0, lambda_L, printed_depth, "SI", derived=london),
        Statement(
            15,
            0,
            U_0,
            sign * U_max * rise,
            "SI",
            remark=f"at the greatest depth, λ = Λ, the right side is {reached} of U0max",
        ),
    ]
