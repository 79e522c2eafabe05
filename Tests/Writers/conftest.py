import pytest

from offered_posts import Host, OfferedPosts, offer
from writer_site import Writer, new_writer


@pytest.fixture(scope="session")
def host() -> Host:
    return Host()


@pytest.fixture(scope="session", autouse=True)
def posts(host: Host) -> OfferedPosts:
    return offer(host)


@pytest.fixture
def writer() -> Writer:
    """In test mode, with nothing written yet."""
    return new_writer()


@pytest.fixture
def admitted() -> Writer:
    """May propose notes that people rate; has written nothing yet."""
    return new_writer("admitted")
