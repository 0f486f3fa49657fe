"""Learning objections from wordings, and hearing them."""

from pathlib import Path

import pytest

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.nlp.objections import train
from coaching.nlp.objections.ear import TrainedObjections
from coaching.nlp.objections.model import ObjectionsMissing
from coaching.playbook.examples import BadExamples
from coaching.playbook.objection_examples import Wording, read_wordings

ROOT = Path(__file__).parents[2]
SMALL = """
- label: price_value
  say:
    - {text: "That is far too expensive.", nature: "true"}
    - {text: "Your price is much too high for us.", nature: "true"}
    - {text: "The price is a joke.", nature: unclear}
    - {text: "Too expensive, I can get it cheaper.", nature: "true"}
- label: stop_contact
  say:
    - {text: "Take me off your list.", nature: stop_contact}
    - {text: "Do not call me again, ever.", nature: stop_contact}
    - {text: "Stop calling this number.", nature: stop_contact}
    - {text: "Remove my number and never ring again.", nature: stop_contact}
- label: none
  say:
    - {text: "Good morning, how are you?"}
    - {text: "We have forty people in two offices."}
    - {text: "Yes, Tuesday suits me well."}
    - {text: "Thanks, that helps."}
"""


@pytest.fixture(scope="module")
def ear(tmp_path_factory: pytest.TempPathFactory) -> TrainedObjections:
    folder = tmp_path_factory.mktemp("wordings")
    (folder / "small.yml").write_text(SMALL, encoding="utf-8")
    for place in ("one", "two"):
        assert train.main(["--wordings", str(folder), "--to", str(folder / place)]) == 0
    one, two = (TrainedObjections.load(folder / place) for place in ("one", "two"))
    assert one.analyser == two.analyser
    return one


def test_a_label_comes_with_its_confidence_nature_and_ranking(ear: TrainedObjections) -> None:
    heard = ear.hear("it is too expensive for us")
    assert (heard.label, heard.nature) == (ObjectionLabel.PRICE_VALUE, Nature.TRUE)
    assert heard.ranking[0].label is heard.label
    assert heard.ranking[0].confidence == heard.confidence


def test_a_wish_not_to_be_called_has_its_own_nature(ear: TrainedObjections) -> None:
    assert ear.hear("please never call me again").nature is Nature.STOP_CONTACT


def test_what_is_no_objection_has_no_label(ear: TrainedObjections) -> None:
    heard = ear.hear("good morning to you, thanks")
    assert (heard.label, heard.nature) == (None, None)


@pytest.mark.parametrize("text", ["", " ", "🙂", "x" * 4000, "¿Cuánto cuesta?"])
def test_any_text_is_heard_the_same_twice(ear: TrainedObjections, text: str) -> None:
    assert ear.hear(text) == ear.hear(text)


def test_an_untrained_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ObjectionsMissing, match=r"objections\.train"):
        TrainedObjections.load(tmp_path)


def test_all_mistakes_of_wordings_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text('- label: juggling\n  say: [{text: "a", nature: "true"}]\n')
    (tmp_path / "b.yml").write_text("- say: 3\n")
    with pytest.raises(BadExamples) as caught:
        read_wordings(tmp_path)
    assert [line.split(":")[0] for line in str(caught.value).split("\n")] == ["a.yml", "b.yml"]


def test_the_wordings_of_the_playbook_cover_every_label() -> None:
    wordings: tuple[Wording, ...] = read_wordings(ROOT / "playbook/objections/examples")
    labels = [wording.label for wording in wordings]
    assert all(labels.count(label) >= 50 for label in ObjectionLabel)
    assert len({wording.text for wording in wordings}) == len(wordings)
