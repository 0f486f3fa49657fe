"""`make evaluate`: understanding measured on the held-out test sets."""

import subprocess
import sys

from tools.train import ROOT, rasa_environment, rasa_model


def main() -> int:
    print("== intents (tests/evaluation/intents_*.yml)", flush=True)
    bot = [str(ROOT / "bot/.venv/bin/python"), "-m", "bot.evaluate", str(rasa_model())]
    intents = subprocess.run(bot, cwd=ROOT, env=rasa_environment(), stderr=subprocess.DEVNULL)
    print("\n== moves in replies (tests/evaluation/replies_*.yml)", flush=True)
    ear = subprocess.run([sys.executable, "-m", "coaching.nlp.evaluate"], cwd=ROOT)
    return intents.returncode or ear.returncode


if __name__ == "__main__":
    sys.exit(main())
