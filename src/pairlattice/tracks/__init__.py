"""Things seen frame by frame: found in maps, linked to tracks, their events and what they prove.

Nothing here knows what moves: tubes of a simulation, vortices of a microscope, or a CSV file.
"""

from pairlattice.tracks.events import Event, Rules, events, stitched
from pairlattice.tracks.linking import link
from pairlattice.tracks.record import Detections, Tracks, View
from pairlattice.tracks.regions import find

__all__ = ["Detections", "Event", "Rules", "Tracks", "View", "events", "find", "link", "stitched"]
