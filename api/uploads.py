"""Files that are sent in: more room than other requests have, and a reader that stops in time."""

from fastapi import UploadFile
from fastapi.routing import APIRoute
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import Receive, Scope, Send

from coaching.domain.deals.sheets import LARGEST

MOST_SENT = 3 * LARGEST // 2


class RoomyRoute(APIRoute):
    """A route that takes bodies of up to `MOST_SENT` bytes where its path ends in `/import`."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.path.endswith("/import"):
            await super().handle(scope, receive, send)
            return
        roomy = RequestBodyLimitMiddleware(super().handle, max_body_size=MOST_SENT)
        await roomy(scope, receive, send)


def read_upload(file: UploadFile) -> bytes:
    """The file's bytes, or one more than the largest that is taken."""
    return file.file.read(LARGEST + 1)
