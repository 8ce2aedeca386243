"""Where the points are computed: here, in processes of this machine, or on a cluster."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pairlattice.errors import InputError
from pairlattice.origin import cpu_count
from pairlattice.sweep.work import Outcome, measure

# One thread for each worker: points are independent, and threads within a point gain less.
ONE_THREAD = {
    "NPROC": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false",
}
BATCH_SYSTEMS = {
    "slurm": "SLURMCluster",
    "pbs": "PBSCluster",
    "sge": "SGECluster",
    "lsf": "LSFCluster",
    "htcondor": "HTCondorCluster",
    "oar": "OARCluster",
}
# A point whose worker died is run again; only one that takes worker after worker with it is not.
_DEATHS = 10
# Seconds to wait for an answer.
_CONNECT = 10.0
# Tasks that the scheduler knows at a time, lest a million points fill its memory.
_WAITING = 2_000

Task = tuple[str, str, str]  # key, scenario, base folder


class Serial:
    """In this process, one after the other."""

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Outcome]]:
        for key, text, base in tasks:
            yield key, measure(text, base)


class Distributed:
    """On the workers of a Dask scheduler."""

    def __init__(self, client: Any):
        self._client = client

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Outcome]]:
        """Results as they come, in any order; a lost worker's points are run again."""
        from distributed import as_completed

        waiting = iter(tasks)
        names: dict[str, str] = {}

        def submit() -> Any:
            task = next(waiting, None)
            if task is None:
                return None
            key, text, base = task
            future = self._client.submit(measure, text, base, key=f"pairlattice-{key}")
            names[future.key] = key
            return future

        first = [f for f in (submit() for _ in range(_WAITING)) if f is not None]
        ready = as_completed(first)
        for future in ready:
            key = names.pop(future.key)
            if future.status == "error":
                error = future.exception()
                yield key, {"failed": f"{type(error).__name__}: {str(error)[:200]}"}
            else:
                yield key, future.result()
            future.release()
            another = submit()
            if another is not None:
                ready.add(another)


@contextmanager
def opened(
    workers: int | None = None,
    scheduler: str | None = None,
    batch: str | None = None,
    jobs: int = 1,
) -> Iterator[Serial | Distributed]:
    """A place to compute, as long as the block lasts.

    workers: processes of this machine, 0 for none but this one, None for one for each core.
    scheduler: address of a running one. batch: the batch system to which `jobs` jobs are given,
    set up as dask-jobqueue documents. Raises InputError.
    """
    if scheduler is None and batch is None and workers == 0:
        yield Serial()
        return
    import dask
    from distributed import Client

    dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS})
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=_CONNECT)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise InputError(
                f"--scheduler {scheduler} cannot be reached ({reason}); start one with: dask "
                "scheduler"
            ) from None
        with client:
            yield Distributed(client)
        return
    cluster = batch_cluster(batch, jobs) if batch else _local(workers or cpu_count())
    with cluster, Client(cluster) as client:
        yield Distributed(client)


def _local(workers: int) -> Any:
    from distributed import LocalCluster

    # Before the workers start: the array library counts the cores when it is imported.
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        # Any free port: the usual one may be taken by another sweep.
        dashboard_address=":0",
        memory_limit=0,
        env=ONE_THREAD,
        silence_logs=40,
    )


def batch_cluster(system: str, jobs: int) -> Any:
    """A cluster whose workers are jobs of a batch system. Raises InputError."""
    if system not in BATCH_SYSTEMS:
        raise InputError(
            f"--batch must be one of {', '.join(BATCH_SYSTEMS)}, got {system!r}; see docs/runs.md"
        )
    import dask

    try:
        import dask_jobqueue
    except ImportError:
        raise InputError(
            "--batch needs dask-jobqueue; install it with: pip install 'pairlattice[batch]'"
        ) from None
    settings = [f"export {name}='{value}'" for name, value in ONE_THREAD.items()]
    kind = getattr(dask_jobqueue, BATCH_SYSTEMS[system])
    # Queue, account and time are the site's own, in jobqueue.yaml; so is memory, where it says so.
    memory = dask.config.get(f"jobqueue.{system}.memory", None) or "2GB"
    cluster = kind(cores=1, processes=1, memory=memory, job_script_prologue=settings)
    cluster.scale(jobs=jobs)
    return cluster
