"""Made-up words that the operator of the test site listed, and posts that hold them.

A listed word loses weight each time people reject what it led to, on the whole site. So each test takes
words that no other had.

As a command it prints the list, for the site to be started with.
"""

import itertools
import os
import re

CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
WORDS = 1_200

# What a new community does with these: hides the first at once, and asks people about the others.
CLEAR, DOUBTFUL, RUDE = "spam 0.97", "spam 0.6", "harassment 0.7"
KINDS = [CLEAR, DOUBTFUL, RUDE]


def word(kind: str, number: int) -> str:
    """Letters alone, no two alike in a row: a classifier may undo digits and repetitions."""
    first, second = divmod(number, len(SYLLABLES))
    return f"{'zqx'[KINDS.index(kind)]}u{SYLLABLES[second]}v{SYLLABLES[first]}wex"


# Tests run in several processes, of which each has words of its own.
PROCESSES = 8
PROCESS = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "0")))
_numbers = {kind: itertools.count(PROCESS, PROCESSES) for kind in KINDS}


def listed(kind: str) -> str:
    """A word of the list that no test has used."""
    number = next(_numbers[kind])
    assert number < WORDS, "the list is too short for so many tests"
    return word(kind, number)


def clearly_harmful(text: str = "") -> str:
    return f"Look here for a {listed(CLEAR)} today {text}".strip()


def doubtful(text: str = "") -> str:
    return f"Somebody offered me a {listed(DOUBTFUL)} yesterday {text}".strip()


def rude(text: str = "") -> str:
    return f"Only a {listed(RUDE)} would say so {text}".strip()


CLEAN = "The library opens at nine on weekdays."


if __name__ == "__main__":
    for kind in KINDS:
        for number in range(WORDS):
            print(kind, word(kind, number))
