"""`make evaluate-nlu TRAIN=a.csv TEST=b.csv`: our way of understanding on other people's words."""

import subprocess
import sys

from tools.train import ROOT, rasa_environment


def main(files: list[str]) -> int:
    """Needs two CSV files with the columns `text` and `intent`; ends with 2 if one is unusable."""
    if len(files) != 2 or not all(files):
        print("usage: make evaluate-nlu TRAIN=a.csv TEST=b.csv", file=sys.stderr)
        return 2
    command = [str(ROOT / "bot/.venv/bin/python"), "-m", "bot.evaluate_foreign"]
    command += [str(ROOT / name) for name in files]
    # Rasa's imports warn of each other there; what is wrong with a file is said in the open.
    return subprocess.run(
        command, cwd=ROOT, env=rasa_environment(), stderr=subprocess.DEVNULL
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
