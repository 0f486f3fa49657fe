"""Where things are. Imports nothing, so that any environment may read it."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
TINY_ASSISTANT = Path(__file__).parent / "tiny_assistant"
