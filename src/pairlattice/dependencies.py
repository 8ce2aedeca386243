"""What the numbers of a module depend on: its import closure, data files and libraries.

Read from the source, nothing is imported. An import inside a function counts; one for type checkers
does not. A data file counts where a module beside it names it in a string of its own. An
`import_module` whose name is made at run time counts as all modules that begin as the name does.
"""

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent

DATA = (".csv", ".toml", ".json")

# Doors through which those above a result reach all rooms by name; no result enters by them.
_DOORS = ("pairlattice", "pairlattice.phenomena")


@dataclass(frozen=True)
class Dependencies:
    """modules: of the package, by full name. files: their sources, and the data they read.
    libraries: top-level names of the modules that come from elsewhere."""

    modules: frozenset[str]
    files: tuple[Path, ...]
    libraries: tuple[str, ...]


def dependencies(entry: str, package: Path = PACKAGE) -> Dependencies:
    """Of the module with the full name `entry`, in the package whose folder is `package`.

    Raises ModuleNotFoundError where there is no such module.
    """
    files: set[Path] = set()
    modules: set[str] = set()
    outside: set[str] = set()
    known, waiting = {entry}, [entry]

    while waiting:
        name = waiting.pop()
        if name.partition(".")[0] != package.name:
            outside.add(name.partition(".")[0])
            continue
        file = _source(package, name)
        # What is imported from a module may be a value in it instead of a module below it.
        if file is None:
            continue
        read = _read(file.read_bytes(), name, file.name == "__init__.py")
        modules.add(name)
        files.add(file)
        files.update(f for f in _data_files(file.parent) if f.name in read.texts)
        wanted = {name.rpartition(".")[0] or name, *read.imports}
        for start in read.starts:
            wanted |= {m for m in _modules_of(package) if m.startswith(start)}
        waiting += wanted - known
        known |= wanted
    if not modules:
        raise ModuleNotFoundError(f"{package} has no module {entry}")
    libraries = outside - sys.stdlib_module_names
    return Dependencies(frozenset(modules), tuple(sorted(files)), tuple(sorted(libraries)))


def fingerprint(files: Iterable[Path], package: Path = PACKAGE) -> str:
    """SHA-256 of files below `package`, of their places and contents."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@dataclass(frozen=True)
class _Read:
    """imports: full names. starts: of names made at run time. texts: of the file's strings, those
    that may be names of data files."""

    imports: tuple[str, ...]
    starts: tuple[str, ...]
    texts: frozenset[str]


@cache
def _read(source: bytes, name: str, is_package: bool) -> _Read:
    imports: list[str] = []
    starts: list[str] = []
    texts: set[str] = set()
    for node in _executed(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imports += [alias.name for alias in names]
            case ast.ImportFrom(module=module, names=names, level=level):
                above = name.split(".")[: len(name.split(".")) - level + is_package]
                base = ".".join([*(above if level else []), *([module] if module else [])])
                imports += [base, *(f"{base}.{alias.name}" for alias in names)]
            case ast.Call(args=[first, *_]) if _called(node) in ("import_module", "__import__"):
                if name not in _DOORS:
                    starts.append(_start(first, name))
            case ast.Constant(value=str(text)) if text.endswith(DATA):
                texts.add(text)
    return _Read(tuple(imports), tuple(starts), frozenset(texts))


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those below `if TYPE_CHECKING`."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _start(argument: ast.expr, name: str) -> str:
    """How the name begins, as far as the source tells it; `__name__` is that of the module."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    start = ""
    for part in parts:
        match part:
            case ast.Constant(value=str(text)):
                start += text
            case ast.FormattedValue(value=ast.Name(id="__name__")):
                start += name
            case _:
                break
    return start


def _source(package: Path, name: str) -> Path | None:
    place = package.parent.joinpath(*name.split("."))
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_file():
            return file
    return None


@cache
def _data_files(folder: Path) -> tuple[Path, ...]:
    return tuple(file for file in folder.iterdir() if file.suffix in DATA)


@cache
def _modules_of(package: Path) -> tuple[str, ...]:
    files = (file.relative_to(package.parent).with_suffix("") for file in package.rglob("*.py"))
    return tuple(".".join(f.parts).removesuffix(".__init__") for f in files)
