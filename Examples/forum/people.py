"""Who takes part in the forum. A real one would have accounts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    # From 0, new, to 4; the site lets people review from 2 on.
    trust_level: int = 2
    moderator: bool = False


MEMBERS = [Person(str(number), f"member-{number}") for number in range(1, 8)]
MODERATOR = Person("8", "moderator", trust_level=4, moderator=True)
EVERYBODY = {person.id: person for person in [*MEMBERS, MODERATOR]}
