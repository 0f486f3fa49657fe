"""The only room that speaks SQL: tables, repositories, engines and migrations."""
