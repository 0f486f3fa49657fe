"""The pages: rendered on the server, readable without a script."""

from api.pages import debriefing, home, login, practice, reference, reviews, talk

routers = (
    login.router,
    home.router,
    talk.router,
    practice.router,
    debriefing.router,
    reviews.router,
    reference.router,
)
