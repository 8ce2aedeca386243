"""A run whose conditions change on the way, so that the end can be had again to the last bit.

settings   the knobs: what may change during a run, validated by the scenario's own models
course     base scenario and dated changes; the table [live] of a scenario
magnetism  a magnetic field, or a magnet, as forces and heat on the sites (closures C3, C4, C5)
stepping   the compiled loop and what it remembers
local      states of blocks and columns from that memory (closure C8)
experiment scenario file -> result, for `pairlattice run`
"""
