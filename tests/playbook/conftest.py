import shutil
from pathlib import Path

import pytest

from tests.playbook.damage import REAL


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped playbook in a folder of its own, to be damaged."""
    folder = tmp_path / "playbook"
    shutil.copytree(REAL, folder)
    return folder
