"""Holds the site against its own OpenAPI document, for each kind of visitor.

Requests that the document allows and requests that it forbids are made from it; no answer may be a
failure of the server, nor of a status, a type or a shape that the document does not name; and what
the document forbids must be refused.
"""

import json
import zlib

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import checks
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi import checks as documented

from demo_site import OPERATORS_SITE, SITE, program

EXAMPLES = 12
# Leaving and revoking end what the other checks are made with: they have tests of their own.
LEFT_OUT = ["leave", "revokeToken"]
CHECKS = [
    checks.not_a_server_error, documented.status_code_conformance,
    documented.content_type_conformance, documented.response_schema_conformance,
    documented.response_headers_conformance, documented.negative_data_rejection,
]

every_run_the_same = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
    suppress_health_check=list(HealthCheck))


class Role:
    """The document as one kind of visitor sees it, with names of things that are there."""

    def __init__(self, base: str, name: str):
        self.caller = program(base, name)
        self.schema = schemathesis.openapi.from_url(
            base + "/api/v1/openapi.json",
            config=SchemathesisConfig(
                projects=ProjectsConfig(
                    default=ProjectConfig(
                        generation=GenerationConfig(deterministic=True, database="none"))))
        ).exclude(operation_id=LEFT_OUT)
        posts = Program_items(self.caller, "/timelines/new") + Program_items(
            self.caller, "/timelines/helpful")
        notes = [note for post in posts for note in post["notes"]]
        self.known = {
            "posts": [post["id"] for post in posts],
            "notes": [note["id"] for note in notes],
            "people": [note["author"]["id"] for note in notes],
            "participants": [note["author"]["id"] for note in notes][:3],
        }

    def check(self, case) -> None:
        # Half of the random names stand for something that is there.
        kind = next((part for part in case.path.split("/") if part in self.known), None)
        if kind and "id" in case.path_parameters:
            number = zlib.crc32(json.dumps(case.path_parameters["id"]).encode())
            if number % 2:
                names = self.known[kind]
                case.path_parameters["id"] = names[number % len(names)]
        case.call_and_validate(headers=self.caller.headers, checks=CHECKS)


def Program_items(caller, path: str) -> list[dict]:
    return caller.get(path, limit=50).json()["items"]


ANONYMOUS = Role(SITE, "anonymous")
RATER = Role(SITE, "rater")
WRITER = Role(SITE, "writer")
OPERATOR = Role(OPERATORS_SITE, "operator")


@ANONYMOUS.schema.parametrize()
@every_run_the_same
def test_anonymous(case):
    ANONYMOUS.check(case)


@RATER.schema.parametrize()
@every_run_the_same
def test_rater(case):
    RATER.check(case)


@WRITER.schema.parametrize()
@every_run_the_same
def test_writer(case):
    WRITER.check(case)


@OPERATOR.schema.parametrize()
@every_run_the_same
def test_operator(case):
    OPERATOR.check(case)
