"""What the servers of tests share: they say their port in a file and end with the test."""

import os
import pathlib
import sys
import threading


def say(directory: pathlib.Path, name: str, text: str) -> None:
    """Writes a file that is whole as soon as it can be seen."""
    unfinished = directory / f".{name}"
    unfinished.write_text(text)
    unfinished.rename(directory / name)


def end_with_standard_input() -> None:
    """Ends the process when whoever started it is gone, however that went."""

    def wait() -> None:
        while sys.stdin.buffer.read(1):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
