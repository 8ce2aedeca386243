"""The lab: a page in the browser on which knobs are turned while the lattice moves.

presets   where to begin: the panels of Fig. 5, cooling, three steps, vortices, levitation
picture   what one picture holds: arrows of a plane, a view in space, states, numbers
engine    a live run in a thread of its own, and pictures of where it stands
views     those pictures as plots
knobs     sliders and fields that refuse what the scenario's models refuse, of `widgets`
beside    what the paper and the standard theory say, and the claims with the `ledger` of a report
save      scenario, data, picture and film, to take away
controls, display, keep   the three parts of a page: what is turned, what moves, what is taken away
page      all of it on one page, one per tab; `look` is its style
limits    how large and how many
access    who may come in: this machine, or whoever has the token
server    the address, and the end; `serve` is what the command line calls
"""
