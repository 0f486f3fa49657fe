"""Every part is found, and every row of the targets is named somewhere."""

from pathlib import Path

import bench.parts
from bench.parts import PARTS


def test_every_file_of_a_part_is_a_part() -> None:
    files = {path.stem for path in Path(bench.parts.__file__).parent.glob("[a-z]*.py")}
    assert set(PARTS) == files
