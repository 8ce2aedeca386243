"""Permanent magnets above a plane: their field, force and torque, by magpylib. SI units.

shapes    disc, ring, sphere, bar: volume, library object, spectrum on the plane
magnet    a shape of a material: moment, mass, field
images    force and torque between a magnet and images of it
"""

from pairlattice.magnets.images import image_force
from pairlattice.magnets.magnet import Magnet
from pairlattice.magnets.shapes import Bar, Disc, Ring, Shape, Sphere

__all__ = ["Bar", "Disc", "Magnet", "Ring", "Shape", "Sphere", "image_force"]
