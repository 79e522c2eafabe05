import pytest

from moderation_site import Community, new_community
from plugin_client import Plugin
from webhook_receiver import Receiver


@pytest.fixture
def community() -> Community:
    """A registered forum whose members review."""
    return new_community()


@pytest.fixture
def plugin(community: Community) -> Plugin:
    return community.plugin


@pytest.fixture
def receiver(community: Community):
    """The forum's own end of webhooks, registered."""
    with Receiver(community.plugin.key) as listening:
        answer = community.add_webhook(listening.url)
        assert answer.status_code == 200, answer.text
        yield listening
