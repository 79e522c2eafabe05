"""How a writer stands: what its test notes earned, and how many live notes it may write in a day."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

WINDOW = 50
DAY = 86_400_000
# Ids carry the milliseconds since then above 22 bits.
FIRST_ID_AT = 1_288_834_974_657

# Evaluator, bucket, whether so many are needed or allowed, and how many of 50.
CRITERIA = [
    ("ClaimOpinion", "high", "least", 15), ("ClaimOpinion", "low", "most", 15),
    ("UrlValidity", "high", "least", 48), ("HarassmentAbuse", "high", "least", 49)]


@dataclass(frozen=True)
class Criterion:
    name: str
    bucket: str
    rule: str
    of_50: int
    count: int

    @property
    def is_met(self) -> bool:
        return self.count >= self.of_50 if self.rule == "least" else self.count <= self.of_50


@dataclass(frozen=True)
class Admission:
    """The newest 50 test notes against what admission takes."""

    evaluated: int
    waiting: int
    criteria: tuple[Criterion, ...]

    @property
    def is_met(self) -> bool:
        return self.evaluated == WINDOW and all(each.is_met for each in self.criteria)


def admission(outcomes: Iterable[dict[str, str] | None]) -> Admission:
    """`outcomes`: buckets by evaluator, the newest note first; None waits for its evaluation."""
    window = list(outcomes)[:WINDOW]
    known = [
        {name: bucket.lower() for name, bucket in each.items()} for each in window if each]
    return Admission(len(known), len(window) - len(known), tuple(
        Criterion(name, bucket, rule, needed, sum(each.get(name) == bucket for each in known))
        for name, bucket, rule, needed in CRITERIA))


def outcome(note) -> dict[str, str] | None:
    """Buckets by evaluator of a note of the SDK's."""
    found = note.test_result.evaluation_outcome if note.test_result else None
    return {
        each.evaluator_type: each.evaluator_score_bucket for each in found} if found else None


@dataclass(frozen=True)
class Written:
    """A live note: when it was written, in milliseconds since 1970, and its status."""

    at: int
    status: str

    @classmethod
    def read(cls, note) -> "Written":
        return cls((int(note.id) >> 22) + FIRST_ID_AT, note.status or "")

    @property
    def points(self) -> int:
        return {"currently_rated_helpful": 1, "currently_rated_not_helpful": -1}.get(
            self.status, 0)


def writing_limit(notes: list[Written], now: int) -> int:
    """Live notes a day by the public rule; an estimate, newest notes first.

    A writer sees neither its deleted notes nor how many ratings an undecided note has, which the
    rule leaves out of the last two weeks below ten; here they stay in, so that the rate comes out
    lower at times.
    """
    decided = [each for each in notes if each.points]
    if sum(each.points < 0 for each in decided[:10]) >= 8:
        return 2
    if sum(each.points < 0 for each in decided[:5]) >= 3:
        return 5
    if len(notes) < 20:
        return 10
    recent = rate(notes[:20])
    long = max(rate(notes[:100]), rate([each for each in notes if each.at > now - 14 * DAY]))
    a_day = Fraction(sum(each.at > now - 30 * DAY for each in notes), 30)
    return max(5, math.floor(min(5 * a_day, ceiling(recent, long))))


def rate(notes: list[Written]) -> Fraction:
    """Helpful less not helpful among these; exact, since the rule has steps."""
    return Fraction(sum(each.points for each in notes), len(notes)) if notes else Fraction(0)


def ceiling(recent: Fraction, long: Fraction) -> Fraction:
    percent = long * 100
    if percent < 5:
        return 300 * max(recent, long)
    if percent < 10:
        return 15 + 7 * (percent - 5)
    if percent < 15:
        return 50 + 30 * (percent - 10)
    if percent < 20:
        return 200 + 60 * (percent - 15)
    return Fraction(500)
