"""Detections become tracks by the algorithm of Crocker and Grier, as the package trackpy has it."""

import warnings

import numpy as np

from pairlattice.errors import InputError
from pairlattice.tracks.record import Detections, Floats, Tracks, View


def link(seen: Detections, view: View, reach: float, memory: int) -> Tracks:
    """Join sightings of successive frames so that the sum of squared steps is smallest.

    reach: largest step. memory: frames for which a thing may go unseen. The method knows no
    periodic view; there positions go onto circles, a torus in four dimensions, whose chords are
    shorter than the steps by less than (π reach/extent)²/6.
    Raises InputError where so many things lie within reach that no assignment can be found.
    """
    import pandas
    import trackpy

    if not 0 < reach < float(view.extent.min()) / 3:
        raise InputError(
            f"reach must be above 0 and below a third of the view {view.extent.min():.4g}, got "
            f"{reach:g}"
        )
    if not len(seen.frame):
        return Tracks(seen, np.zeros(0, np.int64))
    places = _torus(seen.position, view) if view.periodic else seen.position
    names = [f"x{i}" for i in range(places.shape[1])]
    table = pandas.DataFrame(places, columns=names).assign(
        frame=seen.frame, row=np.arange(len(seen.frame))
    )
    trackpy.quiet()
    try:
        with warnings.catch_warnings():
            # trackpy calls pandas in a way that pandas will give up one day.
            warnings.simplefilter("ignore")
            linked = trackpy.link(
                table, reach, pos_columns=names, memory=memory, adaptive_stop=reach / 8
            )
    except trackpy.SubnetOversizeException:
        raise InputError(
            f"too many things lie within reach {reach:g} of each other to be linked; lower reach "
            "or take frames more often"
        ) from None
    identity = np.empty(len(seen.frame), np.int64)
    identity[linked["row"].to_numpy()] = linked["particle"].to_numpy()
    return Tracks(seen, identity)


def _torus(position: Floats, view: View) -> Floats:
    radius = view.extent / (2 * np.pi)
    angle = position / radius
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
