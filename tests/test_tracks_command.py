"""`pairlattice tracks`: a file of tracks is judged, and a bad one refused in one line."""

import json

import numpy as np
import pytest

from pairlattice.cli.entry import main
from pairlattice.errors import InputError
from pairlattice.tracks import View, files, synthetic

VIEW = View((0.0, 0.0), (96.0, 96.0), True, 50)


def write(path, tracks, mark=",", time=None, identity=True):
    head = ["time" if time else "frame", *(["id"] if identity else []), "x", "y"]
    lines = [mark.join(head)]
    for f, place, name in zip(
        tracks.seen.frame, tracks.seen.position, tracks.identity, strict=True
    ):
        when = f"{f * time:.6f}" if time else str(f)
        row = [when, *([f"v{name}"] if identity else []), f"{place[0]:.6f}", f"{place[1]:.6f}"]
        lines.append(mark.join(row))
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def call(capsys, *arguments) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as done:
        main(["tracks", *arguments])
    out = capsys.readouterr()
    return done.value.code or 0, out.out, out.err


def test_made_tracks_of_both_kinds_are_told_apart(tmp_path, capsys):
    jumping = synthetic.birth_death(VIEW, 12, 0.02, 16.0, 0.05, 0.2, 1)
    moving = synthetic.continuous(VIEW, 12, 0.3, 0.2, (0.2, 0.0), 1)
    common = ["--periodic", "96", "96", "--hop-distance", "18", "--shortest", "1"]
    common += ["--sets", "4", "--json"]
    code, out, _ = call(capsys, write(tmp_path / "b.csv", jumping), *common)
    told = json.loads(out)
    assert code == 0
    assert told["verdict"] == "birth and death"
    assert abs(told["counts"]["hop"] - (len(jumping.rows) - 12)) <= 2
    assert told["error_rate"]["sets"] == 4
    code, out, _ = call(capsys, write(tmp_path / "c.csv", moving), *common)
    assert code == 0
    assert json.loads(out)["verdict"] == "continuous motion"


def test_sightings_without_identity_are_linked_in_any_layout(tmp_path, capsys):
    moving = synthetic.continuous(VIEW, 8, 0.3, 0.1, (0.0, 0.0), 2)
    file = write(tmp_path / "t.csv", moving, mark=";", time=0.04, identity=False)
    code, out, _ = call(capsys, file, "--reach", "4", "--periodic", "96", "96", "--sets", "0")
    assert code == 0
    assert "continuous motion is the more probable" in out
    seen, identity, view = files.read(file, (96.0, 96.0))
    assert identity is None
    assert view.interval == pytest.approx(0.04)
    np.testing.assert_array_equal(seen.frame, moving.seen.frame)
    code, _, err = call(capsys, file)
    assert code == 2
    assert "--reach" in err


def test_open_view_is_the_rectangle_around_all_positions(tmp_path):
    file = tmp_path / "o.csv"
    file.write_text("frame,id,x,y,area\n3,a,1,2,4.5\n4,a,1.5,2,\n5,b,9,7,1\n")
    seen, identity, view = files.read(file)
    assert (view.low, view.high, view.frames) == ((1.0, 2.0), (9.0, 7.0), 3)
    assert not view.periodic
    assert list(seen.frame) == [0, 1, 2]
    assert np.isnan(seen.area[1])
    assert len(set(identity)) == 2


GOOD = "frame,id,x,y\n0,1,0,0\n1,1,1,1\n2,1,2,3\n"
BAD = {
    "nothing": "",
    "only names": "frame,id,x,y\n",
    "no names": "0,1,0,0\n1,1,1,1\n",
    "no place": "frame,id,x\n0,1,0\n",
    "twice x": "frame,id,x,x,y\n0,1,0,0,0\n",
    "text": GOOD + "3,1,abc,3\n",
    "not a number": GOOD + "3,1,nan,3\n",
    "infinite": GOOD + "3,1,1e999,3\n",
    "huge": GOOD + "3,1,1e300,3\n",
    "short row": GOOD + "3,1\n",
    "no id": GOOD + "3,,1,1\n",
    "half a frame": GOOD + "3.5,1,1,1\n",
    "far frame": GOOD + "1e12,1,1,1\n",
    "twice seen": GOOD + "2,1,5,5\n",
    "on a line": "frame,id,x,y\n0,1,0,0\n1,1,1,0\n2,1,2,0\n",
    "two frames": "frame,id,x,y\n0,1,0,0\n1,1,1,1\n",
    "uneven time": "time,id,x,y\n0,1,0,0\n1,1,1,1\n2.5,1,2,3\n",
    "area": "frame,id,x,y,area\n0,1,0,0,-1\n1,1,1,1,1\n2,1,1,2,1\n",
    "null": "frame,id,x,y\n0,1,0,\x00\n",
    "quotes": 'frame,id,x,y\n0,"1,0,0\n1,1,1,1\n',
    "once each": "frame,id,x,y\n0,1,0,0\n1,2,1,1\n2,3,1,2\n",
}


@pytest.mark.parametrize("case", BAD)
def test_hostile_file_gives_one_line_and_code_2(tmp_path, capsys, case):
    file = tmp_path / "bad.csv"
    file.write_text(BAD[case])
    code, out, err = call(capsys, str(file), "--sets", "0")
    assert code == 2
    assert out == ""
    assert err.startswith("pairlattice: ")
    assert err.count("\n") == 1
    assert len(err) < 400


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\x01" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(256))]
)
def test_file_that_is_no_text_gives_one_line_and_code_2(tmp_path, capsys, data):
    file = tmp_path / "picture.csv"
    file.write_bytes(data)
    code, _, err = call(capsys, str(file))
    assert code == 2
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [("--hop-distance", "-1"), ("--creep", "0.5"), ("--reach", "nan"), ("--periodic", "0", "5"),
     ("--shortest", "9"), ("--hop-frames", "-2"), ("--memory", "-1"), ("--hop-least", "5")],
)  # fmt: skip
def test_rules_that_mean_nothing_give_one_line_and_code_2(tmp_path, capsys, options):
    file = tmp_path / "good.csv"
    file.write_text(GOOD)
    code, _, err = call(capsys, str(file), *options)
    assert code == 2
    assert err.count("\n") == 1
    assert call(capsys, str(file), "--sets", "0")[0] == 0


def test_missing_file_and_folder_give_one_line_and_code_2(tmp_path, capsys):
    for place in (tmp_path / "none.csv", tmp_path):
        code, _, err = call(capsys, str(place))
        assert code == 2
        assert err.count("\n") == 1


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    file = tmp_path / "w.csv"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert files.read(file)[2].frames == 3


def test_too_many_columns_of_one_name_are_named(tmp_path):
    file = tmp_path / "n.csv"
    file.write_text("frame,time,x,y\n0,0,1,1\n")
    with pytest.raises(InputError, match="more than once"):
        files.read(file)
