"""The action server: `python -m actions`, on loopback only."""

import logging
import warnings

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from coaching.bootstrap import open_mind
from coaching.config import Settings


def main() -> None:
    """Serve the actions; the ear and the database are opened first, so that ready means ready."""
    settings = Settings()
    logging.basicConfig(level=logging.WARNING)
    # Rasa 3.6.21 asks and SDK 3.21.1 answers; that they fit is shown by tests/contracts.
    warnings.filterwarnings("ignore", message=".*versions of rasa and rasa_sdk.*")
    open_mind()
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins=[])
    app.config.ACCESS_LOG = False
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, motd=False)


if __name__ == "__main__":
    main()
