"""One question to a language model behind an OpenAI-compatible address."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass

from drafts import NoDraft

MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Model:
    """`base_url` ends before `/chat/completions`, as in `https://api.example.org/v1`."""

    base_url: str
    key: str
    name: str
    # For connecting and for each wait for more of the answer.
    seconds: float = 30

    def ask(self, instructions: str, material: str) -> str:
        """The model's answer; raises `NoDraft` if there is none, so that one post fails alone."""
        request = urllib.request.Request(
            self.base_url.rstrip("/") + "/chat/completions",
            json.dumps({
                "model": self.name, "temperature": 0.2, "max_tokens": 400,
                "messages": [
                    {"role": "system", "content": instructions},
                    {"role": "user", "content": material}],
            }).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"})
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as answer:
                content = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            raise NoDraft(f"the model's server answered {error.code}") from None
        except (OSError, ValueError):
            raise NoDraft("the model did not answer") from None
        if len(content) > MOST_BYTES:
            raise NoDraft("the model's answer is too long")
        try:
            text = json.loads(content)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError):
            text = None
        if not isinstance(text, str):
            raise NoDraft("the model's server answered something else")
        return text
