"""The pages: rendered on the server, readable without a script."""

from api.pages import (
    deals,
    debriefing,
    follow_ups,
    home,
    import_deals,
    login,
    practice,
    reference,
    reviews,
    talk,
)

routers = (
    login.router,
    home.router,
    talk.router,
    practice.router,
    debriefing.router,
    reviews.router,
    import_deals.router,
    deals.router,
    follow_ups.router,
    reference.router,
)
