"""Cross-sections of long samples in a parallel field: ∇²H = H/λ², by finite elements.

Any shape bounded by closed curves, with holes. Lengths in one unit, in which λ is given too;
fields in the applied one.

    curve      circles and polygons, and the sections they bound
    meshing    triangles with curved edges where the boundary is curved
    screening  the field, with the fluxoid of each hole prescribed; flux and magnetisation
"""

from pairlattice.cross_sections.curve import Circle, Curve, Polygon, Section
from pairlattice.cross_sections.screening import Screened, screen

__all__ = ["Circle", "Curve", "Polygon", "Screened", "Section", "screen"]
