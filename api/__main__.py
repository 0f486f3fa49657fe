"""The API: `python -m api`."""

import sys

import uvicorn
from pydantic import ValidationError

from api.app import create_app
from coaching.config import Settings
from coaching.domain.errors import PlaybookBroken
from coaching.playbook import load_playbook


def main() -> int:
    """Serve until stopped; 2 if the settings or the playbook forbid the start."""
    try:
        settings = Settings()
        load_playbook(settings.playbook)
    except ValidationError as error:
        for problem in error.errors():
            print(f"Setting: {problem['msg']}", file=sys.stderr)
        return 2
    except PlaybookBroken as error:
        print(f"The playbook has {len(error.problems)} problems:\n{error}", file=sys.stderr)
        return 2
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
