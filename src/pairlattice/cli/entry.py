"""The group of commands, and the one place where an error becomes a line and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from pairlattice import __version__
from pairlattice.cli.audit import audit
from pairlattice.cli.bench import bench
from pairlattice.cli.claims import claims
from pairlattice.cli.compare import compare
from pairlattice.cli.export import export
from pairlattice.cli.lab import lab
from pairlattice.cli.materials import materials
from pairlattice.cli.measured import measured
from pairlattice.cli.modes import modes
from pairlattice.cli.plot import plot
from pairlattice.cli.reproduce import reproduce
from pairlattice.cli.run import run
from pairlattice.cli.show import show
from pairlattice.cli.sweep import sweep
from pairlattice.cli.tracks import tracks
from pairlattice.errors import (
    CheckpointError,
    InputError,
    RunStoppedError,
    SimulationDivergedError,
)

_FIRST = """\b
A first scenario, saved as first.toml:
  title = "A field orders the pairs"
  [lattice]
  size = [16, 16, 16]
  [[electric_field]]
  strength = 0.01
  direction = [0, 0, 1]
  [thermostat]
  temperature = 1e-4
Then:
  pairlattice run first.toml --out runs/first
  pairlattice show runs/first
  pairlattice plot runs/first

Plain numbers are in reduced units: lengths in d, the distance from an ion to its nearest electron,
energies in e²/(4πε0 d). With a [material], values may carry units: temperature = "4.2 K".
"""


class _InOrder(click.Group):
    """Lists the commands as they were added: in the order in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(
    cls=_InOrder,
    epilog=_FIRST,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pairlattice", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Simulate lattices of proton-electron pairs, and redo the figures of the pair lattice theory.

    A scenario file says what to simulate; the result is a folder of labelled arrays with units.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (
    *(run, sweep, show, plot, export, lab),
    *(reproduce, claims, compare),
    *(materials, measured, modes, tracks, audit, bench),
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line.

    Exits with 0, 1 (the run failed), 2 (the input is wrong), or 128 and the number of the signal
    that stopped it: 130, 143.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_guarded(arguments))


def _guarded(arguments: list[str]) -> int:
    try:
        with cli.make_context("pairlattice", arguments) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "pairlattice"
        message = error.format_message().rstrip(".")
        return _say(f"{message[:1].lower()}{message[1:]}; see {command} --help", 2)
    except click.ClickException as error:
        return _say(error.format_message(), 2)
    except InputError as error:
        return _say(str(error), 2)
    except (SimulationDivergedError, CheckpointError) as error:
        return _say(str(error), 1)
    except RunStoppedError as error:
        return _say(str(error), 128 + error.signal)
    except (KeyboardInterrupt, click.Abort):
        return _say("interrupted; nothing of the unfinished work was kept", 130)
    except BrokenPipeError:
        # The reader has gone. What Python flushes on its way out must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}", 2)
    except (MemoryError, RuntimeError) as error:
        # The array library reports a full memory as a RuntimeError of its own.
        if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in str(error):
            return _say("out of memory; make the sample smaller or use float32", 1)
        raise
    return 0


def _say(message: str, code: int) -> int:
    print(f"pairlattice: {' '.join(message.split())}", file=sys.stderr)
    return code
