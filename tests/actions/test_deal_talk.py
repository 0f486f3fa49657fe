"""How a deal stands, what if, before a call and after it."""

from datetime import timedelta

from coaching.domain.deals.deal import DealFile
from coaching.domain.objections import ObjectionLabel
from tests.actions.talk import Talk
from tests.store.factories import a_contact, a_known_letter, an_activity, an_objection

REPORT = "budget=2, she wants a pilot in March but legal says contract_procurement is open"


def file(talk: Talk, deal: str = "d-acme") -> DealFile:
    with talk.house.store.reading() as reads:
        found = reads.deal_file(deal)
    assert found is not None
    return found


def fill(talk: Talk) -> None:
    """Acme with a contact, a call of last week, a known need and an open doubt."""
    at = talk.house.clock.at - timedelta(days=7)
    with talk.house.store.writing() as writes:
        writes.add_contact(a_contact(deal="d-acme"))
        writes.add_activity(an_activity(deal="d-acme", at=at))
        writes.record_known(a_known_letter(deal="d-acme", at=at, by=talk.person.id))
        writes.add_objection(
            an_objection(deal="d-acme", raised_at=at, label=ObjectionLabel.TRUST_PROOF)
        )
        writes.commit()


def test_the_card_says_what_is_known_and_how_old_it_is(talk: Talk) -> None:
    fill(talk)
    said = talk.say("how does acme stand", "ask_deal_status")
    for part in ("Acme Bakeries: open", "12,000,000,000 EUR", "Dana Fox", "known need"):
        assert part in said
    assert "Open objections: we do not know you (7 days ago)" in said


def test_the_card_says_what_is_not_known(talk: Talk) -> None:
    said = talk.say("where are we with brightpath uk", "ask_deal_status")
    assert "amount not known" in said
    assert "none noted" in said
    assert "not asked need, timing, authority, budget" in said


def test_somebody_elses_deal_has_no_card(talk: Talk) -> None:
    talk.say("how does acme stand", "ask_deal_status")
    assert "Harbour Dental:" not in talk.say("and harbour dental?", "ask_deal_status")


def test_what_if_answers_without_saving(talk: Talk) -> None:
    before = file(talk)
    said = talk.say("what if they buy acme's package and sign?", "ask_what_if")
    assert "Nothing is saved" in said
    assert file(talk) == before


def test_what_if_says_what_it_supposed_and_what_holds_today(talk: Talk) -> None:
    said = talk.say("what if acme puts it on hold until next year?", "ask_what_if")
    assert said.startswith("Suppose they put it on hold")
    assert "As things stand it would be" in said


def test_an_unclear_supposition_is_asked_about(talk: Talk) -> None:
    said = talk.say("what if the moon falls on acme", "ask_what_if")
    assert said == "What shall I suppose about Acme Bakeries?"
    assert talk.tap(talk.labels()[0]).startswith("Suppose")


def test_the_sheet_has_known_missing_one_goal_and_first_questions(talk: Talk) -> None:
    fill(talk)
    said = talk.say("prep me for acme tomorrow", "prepare_call")
    assert "Need: “two days a month go into retyping orders” (7 days ago)" in said
    assert said.count("Goal of this call") == 1
    assert said.count("First ask") == 3
    assert said.index("still open") < said.index("nobody has asked")


def test_a_report_is_said_back_and_kept_on_a_yes(talk: Talk) -> None:
    said = talk.say(f"log the call with acme: {REPORT}", "log_call")
    assert "Outcome: an advance" in said
    assert "Budget: “budget=2”" in said
    assert file(talk).activities == ()
    talk.tap("Yes, keep it")
    kept = file(talk)
    assert kept.activities[0].text.startswith(REPORT)
    assert [known.letter for known in kept.known] == ["budget"]
    assert [each.label for each in kept.objections] == [ObjectionLabel.CONTRACT_PROCUREMENT]


def test_it_is_kept_once_however_often_the_button_is_tapped(talk: Talk) -> None:
    talk.say(f"log the call with acme: {REPORT}", "log_call")
    talk.tap("Yes, keep it")
    assert talk.tap("Yes, keep it") == "That is kept already."
    assert len(file(talk).activities) == 1


def test_a_no_keeps_nothing(talk: Talk) -> None:
    talk.say(f"log the call with acme: {REPORT}", "log_call")
    talk.say("no", "deny")
    assert file(talk).activities == ()
    assert file(talk).known == ()


def test_only_the_note_can_be_kept(talk: Talk) -> None:
    talk.say(f"log the call with acme: {REPORT}", "log_call")
    talk.tap("Only the note")
    assert len(file(talk).activities) == 1
    assert (file(talk).known, file(talk).objections) == ((), ())


def test_a_wish_to_log_without_a_report_asks_for_it(talk: Talk) -> None:
    assert talk.say("log a call with acme", "log_call").startswith("Tell me about Acme")
    assert "Shall I keep that?" in talk.say(REPORT, "give_fact")
    talk.say("yes", "affirm")
    assert file(talk).activities[0].text.startswith(REPORT)


def test_the_report_is_not_lost_while_it_is_asked_whose_it_is(talk: Talk) -> None:
    talk.say(f"log the call with brightpath: {REPORT}", "log_call")
    said = talk.tap("Brightpath UK")
    assert said.startswith("Brightpath UK, call, today")
    talk.tap("Yes, keep it")
    assert file(talk, "d-uk").activities[0].text.startswith("budget=2")


def test_a_call_of_yesterday_is_kept_as_of_yesterday(talk: Talk) -> None:
    talk.say("spoke to acme yesterday, they will think about it", "log_call")
    talk.say("yes", "affirm")
    age = talk.house.clock.at - file(talk).activities[0].at
    assert timedelta(hours=12) < age < timedelta(days=2)


def test_nobody_logs_on_a_deal_that_is_not_theirs(talk: Talk) -> None:
    talk.say("log the call with harbour dental: they signed", "log_call")
    assert file(talk, "d-theirs").activities == ()


def test_why_gives_the_rule_its_source_and_what_was_not_chosen(talk: Talk) -> None:
    talk.say("what's next for acme", "ask_next_step")
    said = talk.say("why?", "ask_why")
    assert said.startswith("Why that for Acme Bakeries")
    assert "Source:" in said
