"""The only public door and the only writer of the database."""
