"""Writes stored_vectors.json again, after a deliberate change of the weights or of onnxruntime.

PYTHONPATH=. uv run python tests/encoder/store_vectors.py
"""

import json
from pathlib import Path

import onnxruntime

from encoder import Encoder

FILE = Path(__file__).with_name("stored_vectors.json")


def main() -> None:
    encoder = Encoder.load()
    entries = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]
    for entry in entries:
        vector = encoder.encode(entry["text"] * entry.get("times", 1))
        entry["vector"] = [round(float(number), 4) for number in vector]
    head = {"onnxruntime": onnxruntime.__version__, "fingerprint": encoder.fingerprint}
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    FILE.write_text(f'{json.dumps(head)[:-1]}, "vectors": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
