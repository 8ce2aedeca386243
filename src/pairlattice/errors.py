"""The ways in which pairlattice says no."""


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


class RunStoppedError(RuntimeError):
    """A run was asked to stop, and did.

    signal: the number of the signal that asked; the command exits with 128 + signal, as shells do.
    saved: whether it has just saved where it stands, as the message then says.
    """

    def __init__(self, message: str, signal: int, saved: bool = False):
        super().__init__(message)
        self.signal, self.saved = signal, saved


class CheckpointError(RuntimeError):
    """A checkpoint could not be written; the one before it is intact, and the message says so."""
