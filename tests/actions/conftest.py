from pathlib import Path

import pytest

from tests.actions.talk import Talk
from tests.services.house import REP
from tests.store.factories import a_bare_deal, a_deal

ACME = a_deal("d-acme", company="Acme Bakeries", owner=REP.id, team="t-1")
UK = a_bare_deal("d-uk", company="Brightpath UK", owner=REP.id, team="t-1")
SCHOOLS = a_bare_deal("d-schools", company="Brightpath Schools", owner=REP.id, team="t-1")
THEIRS = a_deal("d-theirs", company="Harbour Dental", owner="u-other", team="t-2")


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A talk of a rep with three deals of their own; a fourth is somebody else's."""
    begun = Talk(tmp_path)
    begun.strike(ACME, UK, SCHOOLS, THEIRS)
    return begun
