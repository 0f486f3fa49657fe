"""Text to vector, the same in both Python environments.

    encoder = Encoder.load()
    encoder.encode("it costs too much") @ encoder.encode("that is expensive")

Needs onnxruntime, tokenizers and numpy, and nothing from the rest of the project.
"""

from encoder._encoder import DIMENSIONS, Encoder, stored_fingerprint
from encoder._pairs import PairReader, ReadTokens
from encoder._parts import KEPT_BACK, PARTS, part_of
from encoder._stored import WeightsDamaged

__all__ = [
    "DIMENSIONS",
    "KEPT_BACK",
    "PARTS",
    "Encoder",
    "PairReader",
    "ReadTokens",
    "WeightsDamaged",
    "part_of",
    "stored_fingerprint",
]
