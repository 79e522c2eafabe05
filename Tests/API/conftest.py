import pytest

from demo_site import OPERATORS_SITE, SITE, Browser, Program, program


@pytest.fixture(scope="session")
def anonymous() -> Program:
    return program(SITE, "anonymous")


@pytest.fixture(scope="session")
def reader() -> Program:
    return program(SITE, "reader")


@pytest.fixture(scope="session")
def rater() -> Program:
    return program(SITE, "rater")


@pytest.fixture(scope="session")
def writer() -> Program:
    return program(SITE, "writer")


@pytest.fixture(scope="session")
def operator() -> Program:
    return program(OPERATORS_SITE, "operator")


@pytest.fixture
def browser() -> Browser:
    return Browser(SITE)
