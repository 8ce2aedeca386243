"""The two ways in which pairlattice says no."""


class InputError(ValueError):
    """Something the user gave cannot be used.

    The message is one line: what, the allowed range, what came, and the remedy. The command line
    prints it and exits with code 2.
    """


class SimulationDivergedError(RuntimeError):
    """A displacement left the range in which the model means anything, or became infinite.

    step: the first step after which that was so. The message names it and the remedy.
    """

    def __init__(self, message: str, step: int):
        super().__init__(message)
        self.step = step
