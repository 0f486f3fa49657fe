from pathlib import Path

import pytest

from coaching.nlp.replies.ear import EAR, TrainedEar
from coaching.nlp.replies.train import EXAMPLES, REPLIES, inputs_hash, learn, trained
from coaching.playbook.examples import read_examples
from coaching.playbook.marked_replies import read_marked_replies
from encoder import PairReader

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def ear(tmp_path_factory: pytest.TempPathFactory) -> TrainedEar:
    """The trained ear of this checkout, or one trained now (two minutes) if that is out of date."""
    examples = read_examples(REPOSITORY / EXAMPLES)
    replies = read_marked_replies(REPOSITORY / REPLIES)
    reader = PairReader.load()
    inputs = inputs_hash(examples, replies, reader.fingerprint)
    folder = REPOSITORY / EAR
    if not trained(folder, inputs):
        folder = tmp_path_factory.mktemp("ear")
        learn(examples, replies, reader, inputs).save(folder)
    return TrainedEar.load(folder)
