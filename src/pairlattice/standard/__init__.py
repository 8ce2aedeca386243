"""Standard theory, with which the paper is compared. SI in and out.

drude             free carriers: dc and ac conductivity, mean free path, Tolman-Stewart, skin depth
lorentz           bound carriers: permittivity, stop band, Lyddane-Sachs-Teller
london            penetration depth; slab, cylinder, sphere, half-space; a magnet above it
ginzburg_landau   ξ, λ, κ, critical fields, wall energy and the two types
abrikosov         β_A of any vortex lattice
bcs               gap, transition temperature, specific-heat jump, λ(T)
pippard           λ of a clean or dirty metal, local or not
phonons           T_c, isotope effect and resistivity from the coupling to phonons
demagnetisation   ellipsoids in a uniform field
images            magnet above a perfect diamagnet, and above frozen flux
"""
