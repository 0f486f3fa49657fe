"""What a message names: companies, money, people, roles and reported objections."""
