"""Reading the files of a scenario: every way in which that can fail, as one line."""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairlattice.errors import InputError
from pairlattice.scenario.problems import one_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_BYTES = 1_000_000

# The library takes time in proportion to the square of the parts of a dotted name: hours for 1 MB.
_DEEP_KEY = re.compile(r"""(?:[\w"'-]{1,80}[ \t]{0,3}\.[ \t]{0,3}){16}""")


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises InputError with the line that is wrong."""
    if len(text) > MOST_BYTES:
        raise InputError(f"must be at most 1 MB of text, got {len(text)} characters; shorten it")
    deep = _DEEP_KEY.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start()) + 1
        raise InputError(f"not valid here: a name of many parts in line {line}; make it flatter")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InputError("not valid TOML: lists or tables too deep; make it flatter") from None
    except ValueError as error:
        lines = text.count("\n") + 1
        reason = re.sub(r"\(at end of document\)", f"(at line {lines}, the end)", str(error))
        raise InputError(
            f"not valid TOML: {one_line(reason[:200])}; "
            'put texts and numbers with units in quotes, as in temperature = "4.2 K"'
        ) from None


def read_text(path: Path) -> str:
    """The text of a scenario file. Raises InputError without the file's name."""
    try:
        if path.is_dir():
            raise InputError("is a folder; give the TOML file in it")
        if not path.exists():
            raise InputError("does not exist; check the name and the folder")
        if not path.is_file():
            raise InputError("is not a regular file; give a TOML file")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                f"must be at most 1 MB, got {path.stat().st_size} bytes; is it a scenario at all?"
            )
        content = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}; check its rights") from None
    except InputError:
        raise
    except ValueError:
        raise InputError("is not the name of a file; check the name") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"must be text in UTF-8, but line {line} is not; save it as UTF-8"
        ) from None


def read_mask(path: Path, most_sites: int) -> "NDArray[np.bool_]":
    """The truth values (n1, n2, n3) in a .npy file. Raises InputError naming `sample.mask`."""
    import numpy as np

    name = f'"{one_line(str(path))}"'
    remedy = "save one with numpy.save"
    try:
        mask = np.load(path, mmap_mode="r", allow_pickle=False)
    except OSError as error:
        raise InputError(
            f"sample.mask cannot be read from {name}: {error.strerror or error}"
        ) from None
    except Exception:
        # numpy raises many kinds of exception on a file that is none of its own.
        raise InputError(f"sample.mask must be a .npy file, got {name}; {remedy}") from None
    if not isinstance(mask, np.ndarray) or mask.dtype != np.bool_ or mask.ndim != 3:
        kind = f"{mask.dtype} {mask.shape}" if isinstance(mask, np.ndarray) else "an archive"
        raise InputError(f"sample.mask must be a boolean array (n1, n2, n3), got {kind}; {remedy}")
    if mask.size > most_sites:
        raise InputError(f"sample.mask must be of at most {most_sites} cells, got {mask.size}")
    mask = np.array(mask)
    if not mask.any():
        raise InputError(f"sample.mask must keep a site, got {mask.shape} without any; {remedy}")
    return mask
