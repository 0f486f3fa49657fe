"""`make evaluate`: understanding measured on the held-out test sets."""

import subprocess
import sys

from tools.train import ROOT, rasa_environment, rasa_model

PARTS = {
    "moves in replies (tests/evaluation/replies_*.yml)": "coaching.nlp.replies.evaluate",
    "objections (tests/evaluation/replies_*.yml)": "coaching.nlp.objections.evaluate",
    "quiz answers (tests/evaluation/quiz_*.yml)": "coaching.nlp.quiz.evaluate",
    "answers about buyers (tests/evaluation/answers_*.yml)": "coaching.nlp.answers.evaluate",
    "what messages name (tests/evaluation/entities_*.yml)": "coaching.nlp.entities.evaluate",
    "days and times (tests/evaluation/times_*.yml)": "coaching.nlp.times.evaluate",
    "questions about selling (tests/evaluation/questions_*.yml)": "coaching.nlp.knowledge.evaluate",
}


def main() -> int:
    print("== intents (tests/evaluation/intents_c*.yml)", flush=True)
    bot = [str(ROOT / "bot/.venv/bin/python"), "-m", "bot.evaluate", str(rasa_model())]
    intents = subprocess.run(bot, cwd=ROOT, env=rasa_environment(), stderr=subprocess.DEVNULL)
    codes = [intents.returncode]
    for title, module in PARTS.items():
        print(f"\n== {title}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", module], cwd=ROOT).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
