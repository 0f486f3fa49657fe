"""A turn and a transcript as JSON show what was said when it was judged."""

from pathlib import Path

from api.converting import exchange_shape, transcript_shape
from coaching.services.sessions import Exchange
from tests.services.house import REP, TestHouse


def test_a_turn_without_a_score_holds_the_coachs_question(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    session = house.practice()
    house.say(session, "hm")
    house.say(session, "explore_open")
    reading = house.sessions.read(REP, session.id)
    _, unclear, clear = [told.turn.assessment for told in transcript_shape(reading).turns]
    assert unclear is not None
    assert clear is not None
    assert (unclear.band, unclear.score) == ("not_scored", None)
    assert unclear.question == "What did you want them to do or tell you?"
    assert clear.question is None
    assert reading.talk is not None
    judged = dict(reading.talk.replies())
    exchange = Exchange(reading.session, reading.turns[1], judged[1])
    assert exchange_shape(exchange, reading.playbook).turn.assessment == unclear
    house.store.close()
